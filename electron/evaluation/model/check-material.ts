// Is this material what the key spec takes? Lengths of raw keys, and kind and size of private keys.
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { AwsError } from '../aws-error';
import { curves, keyFamily, type KeySpec } from './key-specs';

const SYMMETRIC_BYTES = 32;
const MAX_HMAC_BYTES = 128;

/** Throws IncorrectKeyMaterialException (AWS KMS Developer Guide: requirements for imported key material). */
export function checkMaterial(spec: KeySpec, material: Buffer): void {
  const family = keyFamily(spec);
  if (family === 'symmetric') requireLength(material, SYMMETRIC_BYTES, SYMMETRIC_BYTES);
  else if (family === 'hmac') requireLength(material, Number(spec.slice('HMAC_'.length)) / 8, MAX_HMAC_BYTES);
  else requirePrivateKey(spec, material);
}

function requireLength(material: Buffer, min: number, max: number): void {
  if (material.length >= min && material.length <= max) return;
  const expected = min === max ? String(min) : `${min} to ${max}`;
  throw incorrect(`Invalid key material length: expected ${expected} bytes, got ${material.length}.`);
}

function requirePrivateKey(spec: KeySpec, material: Buffer): void {
  const key = readPkcs8(material);
  const details = key.asymmetricKeyDetails ?? {};
  const fits =
    keyFamily(spec) === 'rsa'
      ? key.asymmetricKeyType === 'rsa' && details.modulusLength === Number(spec.slice('RSA_'.length))
      : key.asymmetricKeyType === 'ec' && details.namedCurve === curves[spec];
  if (!fits) throw incorrect(`The key material is not a ${spec} private key.`);
}

function readPkcs8(material: Buffer): KeyObject {
  try {
    return createPrivateKey({ key: material, format: 'der', type: 'pkcs8' });
  } catch {
    throw incorrect('The key material is not a PKCS #8 private key.');
  }
}

function incorrect(message: string): AwsError {
  return new AwsError('IncorrectKeyMaterialException', message);
}
