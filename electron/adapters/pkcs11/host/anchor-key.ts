// The anchor key signs heads of the audit chain, enrolments and seals. It never leaves the token and does nothing but sign.
import { createPublicKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ConsoleError } from '../../../../shared/errors';
import type { AnchorKey, HsmReference, SignatureAlgorithm } from '../../../ports/hsm';
import {
  findPrivateKey,
  findPublicKeys,
  generateP256,
  generateRsa,
  rsaPairBits,
  signWith,
  verifyWith,
} from './key-pairs';
import { readObject } from './object-attributes';
import { ck } from './pkcs11-api';
import type { Handle } from './pkcs11-api';
import { readP256PublicKey, readRsaPublicKey, spkiOf } from './public-keys';
import type { Session } from './session-calls';
import { named } from './templates';
import type { TokenContext } from './token-context';

const label = 'KMES Console anchor key';

/** Finds the anchor key or makes it: ECDSA P-256 where the token can, else RSA-PSS. */
export function ensureAnchorKey(token: TokenContext, reference: HsmReference): Promise<AnchorKey> {
  return token.change(async (session) => {
    const localMatters = await token.abilities.localIsTruthful(session);
    const existing = findPrivateKey(session, reference, 'sign', localMatters);
    if (existing === null) await generateAnchor(token, session, reference);
    const key = existing ?? findPrivateKey(session, reference, 'sign', localMatters);
    if (key === null) throw new ConsoleError('hsm.object-missing', { facts: { reference }, certainty: 'unknown' });
    return describeAnchor(session, key, reference);
  });
}

/** Signs with the key of the reference. */
export function sign(
  token: TokenContext,
  { reference, algorithm }: { reference: HsmReference; algorithm: SignatureAlgorithm },
  data: Uint8Array,
): Promise<Uint8Array> {
  return token.use(async (session) => signWith(session, await signingKey(token, session, reference), algorithm, data));
}

export async function signingKey(token: TokenContext, session: Session, reference: HsmReference): Promise<Handle> {
  const key = findPrivateKey(session, reference, 'sign', await token.abilities.localIsTruthful(session));
  if (key === null) throw new ConsoleError('hsm.object-missing', { facts: { reference } });
  return key;
}

/** Does `anchor.publicKeyDer` belong to the token's own key? Else whoever can write files could bring an anchor of theirs. */
export async function isOwnAnchor(token: TokenContext, session: Session, anchor: AnchorKey): Promise<boolean> {
  const key = await signingKey(token, session, anchor.reference);
  return belongs(session, key, anchor.algorithm, publicKeyOf(anchor));
}

export function publicKeyOf(anchor: AnchorKey): KeyObject {
  return createPublicKey({ key: Buffer.from(anchor.publicKeyDer), format: 'der', type: 'spki' });
}

async function generateAnchor(token: TokenContext, session: Session, reference: HsmReference): Promise<void> {
  const name = named(reference, label);
  if (await token.abilities.ecdsaP256(session)) await generateP256(session, name);
  else if (await token.abilities.rsaPss(session)) await generateRsa(session, name, 'sign', rsaPairBits);
  else
    throw new ConsoleError('hsm.mechanism-unsupported', { facts: { mechanism: 'CKM_ECDSA, CKM_SHA256_RSA_PKCS_PSS' } });
}

async function describeAnchor(session: Session, key: Handle, reference: HsmReference): Promise<AnchorKey> {
  const ec = readObject(session, key, [ck.CKA_KEY_TYPE]).number(ck.CKA_KEY_TYPE) === ck.CKK_EC;
  const algorithm: SignatureAlgorithm = ec ? 'ECDSA_SHA_256' : 'RSASSA_PSS_SHA_256';
  const candidates = ec
    ? findPublicKeys(session, reference).map((object) => readP256PublicKey(session, object))
    : [readRsaPublicKey(session, key)];
  for (const candidate of candidates) {
    if (await belongs(session, key, algorithm, candidate))
      return { reference, algorithm, publicKeyDer: spkiOf(candidate) };
  }
  throw new ConsoleError('hsm.object-refused', { facts: { reference, mismatch: 'public-key' } });
}

async function belongs(
  session: Session,
  key: Handle,
  algorithm: SignatureAlgorithm,
  publicKey: KeyObject,
): Promise<boolean> {
  const challenge = Buffer.concat([Buffer.from('KMES Console key ownership\0', 'utf8'), randomBytes(32)]);
  return verifyWith(publicKey, algorithm, challenge, await signWith(session, key, algorithm, challenge));
}
