// Takes imported key material out of its wrapping, as AWS KMS does with each wrapping algorithm.
import { constants, createPrivateKey, privateDecrypt, type KeyObject } from 'node:crypto';
import { unwrapKeyWithPadding } from './aes-key-unwrap';

export const wrappingAlgorithms = [
  'RSAES_OAEP_SHA_1',
  'RSAES_OAEP_SHA_256',
  'RSA_AES_KEY_WRAP_SHA_1',
  'RSA_AES_KEY_WRAP_SHA_256',
] as const;
export type SimulatedWrappingAlgorithm = (typeof wrappingAlgorithms)[number];

/**
 * The material's bytes, or null when they do not open: wrong key, wrong hash or damaged.
 * `algorithm` is the one the pair was asked for; OAEP and its MGF1 use the same hash and an empty label.
 */
export function unwrapMaterial(
  wrapped: Buffer,
  privateKeyDer: Buffer,
  algorithm: SimulatedWrappingAlgorithm,
): Buffer | null {
  const key = createPrivateKey({ key: privateKeyDer, format: 'der', type: 'pkcs8' });
  const oaepHash = algorithm.endsWith('SHA_256') ? 'sha256' : 'sha1';
  if (!algorithm.startsWith('RSA_AES_KEY_WRAP')) return openOaep(key, oaepHash, wrapped);
  const modulusBytes = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const wrappingKey = openOaep(key, oaepHash, wrapped.subarray(0, modulusBytes));
  return wrappingKey === null ? null : unwrapKeyWithPadding(wrappingKey, wrapped.subarray(modulusBytes));
}

function openOaep(key: KeyObject, oaepHash: string, wrapped: Buffer): Buffer | null {
  try {
    return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, wrapped);
  } catch {
    return null;
  }
}
