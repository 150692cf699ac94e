// The recovery secret and its three shares (Shamir's secret sharing, 2 of 3), in the form in which custodians write them down.
import { randomBytes } from 'node:crypto';
import { Secret } from 'otpauth';
import { combine, split } from 'shamir-secret-sharing';
import { recoveryRules } from '../../domain/recovery-rules';
import { sha256Hex } from '../../domain/digest';

/** 160 random bits. */
const secretBytes = 20;
const setBytes = 4;
/** The library puts the x coordinate behind the secret. */
const shareBytes = secretBytes + 1;
const checksumBytes = 4;
/** With the version byte: 30 bytes, 48 characters of base32 without padding. */
const version = 1;

export interface SplitSecret {
  /** base64; to be hashed and forgotten. */
  readonly secret: string;
  readonly shares: readonly string[];
}

const checksum = (body: Uint8Array): Buffer => Buffer.from(sha256Hex(body), 'hex').subarray(0, checksumBytes);

/** Twelve groups of four base32 characters: version, number of the set, share, checksum. */
function written(set: Uint8Array, share: Uint8Array): string {
  const body = Buffer.concat([Uint8Array.of(version), set, share]);
  const bytes = new Uint8Array(Buffer.concat([body, checksum(body)]));
  return (new Secret({ buffer: bytes.buffer }).base32.match(/.{4}/g) ?? []).join('-');
}

/** What was typed, without spaces and dashes, in any case; null when it is no share or mistyped (checksum). */
export function readShare(typed: string): { readonly set: string; readonly share: Uint8Array } | null {
  const text = typed.replaceAll(/[\s-]/g, '').toUpperCase();
  if (!/^[A-Z2-7]{48}$/.test(text)) return null;
  const bytes = Buffer.from(Secret.fromBase32(text).bytes);
  const body = bytes.subarray(0, 1 + setBytes + shareBytes);
  const whole = bytes.length === body.length + checksumBytes && checksum(body).equals(bytes.subarray(body.length));
  if (!whole || body[0] !== version) return null;
  return { set: body.subarray(1, 1 + setBytes).toString('hex'), share: Uint8Array.from(body.subarray(1 + setBytes)) };
}

export async function makeShares(): Promise<SplitSecret> {
  const secret = Uint8Array.from(randomBytes(secretBytes));
  const set = randomBytes(setBytes);
  const shares = await split(secret, recoveryRules.shares, recoveryRules.needed);
  const result = { secret: Buffer.from(secret).toString('base64'), shares: shares.map((share) => written(set, share)) };
  secret.fill(0);
  return result;
}

/** The secret (base64) that two shares make; null when they are of different sets or the same one twice. */
export async function joinShares(
  first: NonNullable<ReturnType<typeof readShare>>,
  second: NonNullable<ReturnType<typeof readShare>>,
): Promise<string | null> {
  if (first.set !== second.set || first.share.at(-1) === second.share.at(-1)) return null;
  return Buffer.from(await combine([first.share, second.share])).toString('base64');
}
