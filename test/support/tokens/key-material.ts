// What AWS would do with a wrapped key, and what a key's check value must be: software's answer to compare a token's with.
import { createCipheriv, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { CheckValue, HsmReference } from '../../../electron/ports/hsm';
import type { WrappingAlgorithm, WrappingKeySpec } from '../../../shared/aws-terms';
import { randomBytes } from 'node:crypto';

export interface WrappingPair {
  readonly publicKeyDer: Uint8Array;
  readonly privateKey: KeyObject;
}
const made = new Map<WrappingKeySpec, WrappingPair>();
const hashes: Readonly<Record<WrappingAlgorithm, string>> = { RSAES_OAEP_SHA_256: 'sha256', RSAES_OAEP_SHA_1: 'sha1' };

export function newReference(): HsmReference {
  return randomBytes(16).toString('hex') as HsmReference;
}

/** A key pair as AWS KMS makes one for an import; one per size and run. */
export function wrappingPair(spec: WrappingKeySpec): WrappingPair {
  const known = made.get(spec);
  if (known !== undefined) return known;
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: Number(spec.slice(4)) });
  const pair = { publicKeyDer: Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' })), privateKey };
  made.set(spec, pair);
  return pair;
}

/** Opens EncryptedKeyMaterial as AWS KMS does. */
export function unwrap(pair: WrappingPair, algorithm: WrappingAlgorithm, wrapped: Uint8Array): Buffer {
  return privateDecrypt({ key: pair.privateKey, oaepHash: hashes[algorithm] }, wrapped);
}

/** The check value by the same method, made in software. */
export function checkValueOf(material: Buffer, method: CheckValue['method']): string {
  const block = (input: Buffer): Buffer => createCipheriv('aes-256-ecb', material, null).update(input);
  const zeros = block(Buffer.alloc(16));
  if (method === 'AES_ECB_ZEROS') return zeros.subarray(0, 3).toString('hex');
  // CMAC of one whole block of zeros (NIST SP 800-38B): the block cipher of subkey K1.
  return block(doubled(zeros)).subarray(0, 3).toString('hex');
}

function doubled(value: Buffer): Buffer {
  const bits = BigInt(`0x${value.toString('hex')}`) << 1n;
  const mask = (1n << 128n) - 1n;
  const reduced = bits > mask ? (bits & mask) ^ 0x87n : bits;
  return Buffer.from(reduced.toString(16).padStart(32, '0'), 'hex');
}
