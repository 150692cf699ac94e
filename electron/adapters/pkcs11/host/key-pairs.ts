// Key pairs that never leave the token: made, found by reference, verified, and used to sign or decrypt.
import { createHash, verify, constants } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ConsoleError } from '../../../../shared/errors';
import type { HsmReference, SignatureAlgorithm } from '../../../ports/hsm';
import { readObject } from './object-attributes';
import { ck } from './pkcs11-api';
import type { Handle } from './pkcs11-api';
import { findObjects, generateKeyPair, signData } from './session-calls';
import type { Mechanism, Session } from './session-calls';
import { ecdsaDer } from './public-keys';
import { idOf, p256PublicTemplate, privateKeyTemplate, rsaPublicTemplate } from './templates';
import type { Naming } from './templates';

export interface KeyPair {
  readonly publicKey: Handle;
  readonly privateKey: Handle;
}
/** 3072 bits: 128 bits of strength (NIST SP 800-57 part 1), still generated in seconds by a small token. */
export const rsaPairBits = 3072;
/** Salt as long as the hash, as the port says. */
const pssSaltBytes = 32;
const ecdsaRawBytes = 64;
/** Room for an RSA signature of any size a token offers. */
const rsaMaxBytes = 1024;

export function generateP256(session: Session, name: Naming): Promise<KeyPair> {
  return generateKeyPair(
    session,
    { mechanism: ck.CKM_EC_KEY_PAIR_GEN },
    p256PublicTemplate(name),
    privateKeyTemplate(name, 'sign'),
  );
}

export function generateRsa(session: Session, name: Naming, use: 'sign' | 'decrypt', bits: number): Promise<KeyPair> {
  return generateKeyPair(
    session,
    { mechanism: ck.CKM_RSA_PKCS_KEY_PAIR_GEN },
    rsaPublicTemplate(name, use, bits),
    privateKeyTemplate(name, use),
  );
}

/** Signs `data`; ECDSA hashes here, since not every token has the mechanism that hashes by itself. */
export async function signWith(
  session: Session,
  privateKey: Handle,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
): Promise<Uint8Array> {
  if (algorithm === 'ECDSA_SHA_256') {
    const digest = createHash('sha256').update(data).digest();
    return ecdsaDer(await signData(session, { mechanism: ck.CKM_ECDSA }, privateKey, digest, ecdsaRawBytes));
  }
  return Uint8Array.from(await signData(session, pssMechanism(), privateKey, Buffer.from(data), rsaMaxBytes));
}

/** Verifies in software; the signature is in the form of the port. */
export function verifyWith(
  publicKey: KeyObject,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const options =
    algorithm === 'ECDSA_SHA_256'
      ? { key: publicKey, dsaEncoding: 'der' as const }
      : { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: pssSaltBytes };
  return verify('sha256', data, options, signature);
}

function pssMechanism(): Mechanism {
  const parameter = {
    type: ck.CK_PARAMS_RSA_PSS,
    hashAlg: ck.CKM_SHA256,
    mgf: ck.CKG_MGF1_SHA256,
    saltLen: pssSaltBytes,
  };
  return { mechanism: ck.CKM_SHA256_RSA_PKCS_PSS, parameter };
}

/** The one private key with the reference, verified for `use`; null when there is none. */
export function findPrivateKey(
  session: Session,
  reference: HsmReference,
  use: 'sign' | 'decrypt',
  localMatters: boolean,
): Handle | null {
  const found = findByClass(session, ck.CKO_PRIVATE_KEY, reference);
  const [object] = found;
  if (object === undefined) return null;
  if (found.length > 1) throw new ConsoleError('hsm.object-ambiguous', { facts: { reference, found: found.length } });
  verifyPrivateKey(session, object, reference, use, localMatters);
  return object;
}

/** Public key objects with the reference; any number, for only a signature shows which one belongs. */
export function findPublicKeys(session: Session, reference: HsmReference): readonly Handle[] {
  return findByClass(session, ck.CKO_PUBLIC_KEY, reference);
}

function findByClass(session: Session, objectClass: number, reference: HsmReference): readonly Handle[] {
  return findObjects(session, [
    { type: ck.CKA_CLASS, value: objectClass },
    { type: ck.CKA_TOKEN, value: true },
    { type: ck.CKA_ID, value: idOf(reference) },
  ]);
}

const privateAttributes = [
  ck.CKA_KEY_TYPE,
  ck.CKA_PRIVATE,
  ck.CKA_SENSITIVE,
  ck.CKA_ALWAYS_SENSITIVE,
  ck.CKA_EXTRACTABLE,
  ck.CKA_NEVER_EXTRACTABLE,
  ck.CKA_SIGN,
  ck.CKA_DECRYPT,
  ck.CKA_UNWRAP,
  ck.CKA_LOCAL,
];

/** `hsm.object-refused` for a private key that was ever outside, can be taken out, or can do more than its one use. */
function verifyPrivateKey(
  session: Session,
  object: Handle,
  reference: HsmReference,
  use: 'sign' | 'decrypt',
  localMatters: boolean,
): void {
  const key = readObject(session, object, privateAttributes);
  const checks: readonly (readonly [string, boolean])[] = [
    ['key-type', key.number(ck.CKA_KEY_TYPE) === ck.CKK_RSA || key.number(ck.CKA_KEY_TYPE) === ck.CKK_EC],
    ['private', key.flag(ck.CKA_PRIVATE) === true],
    ['sensitive', key.flag(ck.CKA_SENSITIVE) === true],
    ['always-sensitive', key.flag(ck.CKA_ALWAYS_SENSITIVE) === true],
    ['extractable', key.flag(ck.CKA_EXTRACTABLE) === false],
    ['never-extractable', key.flag(ck.CKA_NEVER_EXTRACTABLE) === true],
    ['sign', (key.flag(ck.CKA_SIGN) ?? false) === (use === 'sign')],
    ['decrypt', (key.flag(ck.CKA_DECRYPT) ?? false) === (use === 'decrypt')],
    ['unwrap', key.flag(ck.CKA_UNWRAP) !== true],
    ['local', !localMatters || key.flag(ck.CKA_LOCAL) === true],
  ];
  const mismatch = checks.filter(([, matches]) => !matches).map(([name]) => name);
  if (mismatch.length > 0)
    throw new ConsoleError('hsm.object-refused', { facts: { reference, mismatch: mismatch.join(', ') } });
}
