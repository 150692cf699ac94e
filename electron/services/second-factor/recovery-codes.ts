// Recovery codes: good once each where the device with the second factor is lost. Shown once; only their hashes are kept.
import { timingSafeEqual } from 'node:crypto';
import { Secret } from 'otpauth';
import { sha256Hex } from '../../domain/digest';

export const recoveryCodeCount = 10;
/** 80 random bits: nothing that could be guessed from its plain hash. */
const bytesOfCode = 10;

const plain = (code: string): string => code.replaceAll(/[\s-]/g, '').toUpperCase();
const hashOf = (code: string): string => sha256Hex(plain(code));

/** Ten codes of four groups of four base32 characters. */
export function newRecoveryCodes(): { readonly codes: readonly string[]; readonly hashes: readonly string[] } {
  const codes = Array.from({ length: recoveryCodeCount }, () => {
    const text = new Secret({ size: bytesOfCode }).base32;
    return (text.match(/.{4}/g) ?? []).join('-');
  });
  return { codes, hashes: codes.map(hashOf) };
}

/** The hashes that are left once the code is used; null when it is none of them. */
export function withoutCode(hashes: readonly string[], code: string): readonly string[] | null {
  const given = Buffer.from(hashOf(code), 'hex');
  const left = hashes.filter((hash) => !timingSafeEqual(Buffer.from(hash, 'hex'), given));
  return left.length === hashes.length ? null : left;
}
