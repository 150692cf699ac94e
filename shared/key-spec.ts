// What follows from a key spec: the secret the HSM makes, what the KMS key is for, how it may be rotated. One place for all of it.
import type { KeySpec } from './aws-terms';

/** Groups made before there was a choice have no key spec of their own. */
export function keySpecOf(of: { readonly keySpec?: KeySpec | undefined }): KeySpec {
  return of.keySpec ?? 'SYMMETRIC_DEFAULT';
}

export function isHmac(keySpec: KeySpec): boolean {
  return keySpec !== 'SYMMETRIC_DEFAULT';
}

/** AES-256, or a secret of exactly the bits in the spec's name (AWS KMS Developer Guide: requirements for imported key material). */
export function secretOf(keySpec: KeySpec): { readonly type: 'AES' | 'HMAC'; readonly bits: number } {
  return isHmac(keySpec) ? { type: 'HMAC', bits: Number(keySpec.slice('HMAC_'.length)) } : { type: 'AES', bits: 256 };
}

/** As officers read it: AES-256, HMAC-384. */
export function keyLengthName(keySpec: KeySpec): string {
  const { type, bits } = secretOf(keySpec);
  return `${type}-${bits}`;
}

/** CreateKey KeyUsage. */
export function keyUsageOf(keySpec: KeySpec): 'ENCRYPT_DECRYPT' | 'GENERATE_VERIFY_MAC' {
  return isHmac(keySpec) ? 'GENERATE_VERIFY_MAC' : 'ENCRYPT_DECRYPT';
}

/** HMAC keys never take other material: they are rotated by a new KMS key only (AWS KMS Developer Guide: rotating keys). */
export function rotatesInPlace(keySpec: KeySpec): boolean {
  return !isHmac(keySpec);
}

/** GenerateMac MacAlgorithm of an HMAC key: each spec has one. */
export function macAlgorithmOf(keySpec: KeySpec): string {
  return `HMAC_SHA_${keySpec.slice('HMAC_'.length)}`;
}
