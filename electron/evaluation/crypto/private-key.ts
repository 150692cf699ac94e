// Private keys of asymmetric KMS keys: kept as PKCS #8, made or read here.
import { createPrivateKey, generateKeyPair, randomBytes, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { curves, keyFamily, type KeySpec } from '../model/key-specs';

const generate = promisify(generateKeyPair);

/** `pkcs8`: DER */
export function privateKeyOf(pkcs8: Buffer): KeyObject {
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
}

/** Fresh material of this spec: raw bytes, or a PKCS #8 private key. */
export async function generateMaterial(spec: KeySpec): Promise<Buffer> {
  const family = keyFamily(spec);
  if (family === 'symmetric') return randomBytes(32);
  if (family === 'hmac') return randomBytes(Number(spec.slice('HMAC_'.length)) / 8);
  const pair =
    family === 'rsa'
      ? await generate('rsa', { modulusLength: Number(spec.slice('RSA_'.length)) })
      : await generate('ec', { namedCurve: curves[spec] ?? '' });
  return pair.privateKey.export({ format: 'der', type: 'pkcs8' });
}
