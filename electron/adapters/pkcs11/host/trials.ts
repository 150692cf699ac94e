// Each ability tried once for real, with throw-away keys: true only where the result is right, not merely where no call failed.
import { constants, createHash, privateDecrypt, publicEncrypt, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { gcmOpen, gcmSeal } from './gcm';
import type { GcmParameterType } from './gcm';
import { signHmac } from './hmac';
import { generateP256, generateRsa, signWith, verifyWith } from './key-pairs';
import { ck } from './pkcs11-api';
import type { Handle } from './pkcs11-api';
import { readP256PublicKey, readRsaPublicKey } from './public-keys';
import { decryptData, destroyObject, findObjects, generateKey, nodeHash, oaepMechanism } from './session-calls';
import type { OaepHash, Session } from './session-calls';
import { aesTemplate, genericSecretTemplate } from './templates';
import type { Naming } from './templates';
import { canDo, throwAwayName, withThrowAway } from './throw-away';
import { rsaPublicKeyOf, wrapUnder } from './wrap-for-import';

/** Small, for speed: what is tried is the mechanism and its parameters. */
export const trialRsaBits = 2048;

/** Stands for AWS's wrapping key in a trial. */
export interface OutsidePair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

interface AesOptions {
  readonly extractable?: boolean;
  readonly modifiable?: boolean;
  readonly usages?: readonly ('encrypt' | 'decrypt')[];
}

function makeAes(session: Session, name: Naming, options: AesOptions): Promise<Handle> {
  const { extractable = false, modifiable = true, usages = [] } = options;
  return generateKey(
    session,
    { mechanism: ck.CKM_AES_KEY_GEN },
    aesTemplate(name, { extractable, modifiable, usages }),
  );
}

export function withAes<T>(
  session: Session,
  options: AesOptions,
  work: (keys: readonly Handle[]) => Promise<T> | T,
): Promise<T> {
  return withThrowAway(session, async (name) => [await makeAes(session, name, options)], work);
}

/** A generic secret that can be taken out wrapped, and that signs by HMAC. */
export function tryHmac(session: Session, bits: number): Promise<boolean> {
  return withThrowAway(
    session,
    async (name) => [
      await generateKey(
        session,
        { mechanism: ck.CKM_GENERIC_SECRET_KEY_GEN },
        genericSecretTemplate(name, { extractable: true, bytes: bits / 8, modifiable: true }),
      ),
    ],
    async ([key]) => (await signHmac(session, key as Handle, randomBytes(16))).mac.length === bits / 8,
  );
}

/** Wraps under a pair made here and opens it again: right only if hash and MGF1 are what they are said to be. */
export function tryWrap(session: Session, hash: OaepHash, { publicKey, privateKey }: OutsidePair): Promise<boolean> {
  return withAes(session, { extractable: true }, async ([key]) => {
    const wrapped = await wrapUnder(session, key as Handle, rsaPublicKeyOf(publicKey), hash);
    return openOaep(privateKey, wrapped, hash) === 32;
  });
}

/** Length of the plaintext, or 0 where it does not open. */
function openOaep(key: KeyObject, wrapped: Buffer, hash: OaepHash): number {
  try {
    const plaintext = privateDecrypt(
      { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: nodeHash[hash] },
      wrapped,
    );
    const { length } = plaintext;
    plaintext.fill(0);
    return length;
  } catch {
    return 0;
  }
}

/** Seals and opens, and opens nothing for another context. */
export async function tryGcm(session: Session, type: GcmParameterType): Promise<boolean> {
  return withAes(session, { usages: ['encrypt', 'decrypt'] }, async ([key]) => {
    const data = randomBytes(32);
    const iv = randomBytes(12);
    const sealed = await gcmSeal(session, key as Handle, type, { iv, aad: Buffer.from('context') }, data);
    const opened = await gcmOpen(session, key as Handle, type, { iv, aad: Buffer.from('context') }, sealed);
    // A token that ignores the context seals nothing to it.
    const elsewhere = await canDo(async () => {
      await gcmOpen(session, key as Handle, type, { iv, aad: Buffer.from('another') }, sealed);
      return true;
    });
    return opened.equals(data) && !elsewhere;
  });
}

/** Opens what software sealed to the public half. */
export function tryRsaOaep(session: Session, hash: OaepHash): Promise<boolean> {
  return withPair(
    session,
    (name) => generateRsa(session, name, 'decrypt', trialRsaBits),
    async (_publicKey, privateKey) => {
      const data = randomBytes(32);
      const sealed = publicEncrypt({ key: readRsaPublicKey(session, privateKey), oaepHash: nodeHash[hash] }, data);
      return (await decryptData(session, oaepMechanism(hash), privateKey, sealed, sealed.length)).equals(data);
    },
  );
}

/** Signs what software verifies. */
export function tryEcdsa(session: Session): Promise<boolean> {
  return withPair(
    session,
    (name) => generateP256(session, name),
    async (publicKey, privateKey) => {
      const data = createHash('sha256').update(throwAwayName(false).id).digest();
      const signature = await signWith(session, privateKey, 'ECDSA_SHA_256', data);
      return verifyWith(readP256PublicKey(session, publicKey), 'ECDSA_SHA_256', data, signature);
    },
  );
}

/** Signs what software verifies. */
export function tryPss(session: Session): Promise<boolean> {
  return withPair(
    session,
    (name) => generateRsa(session, name, 'sign', trialRsaBits),
    async (_publicKey, privateKey) => {
      const data = randomBytes(32);
      const signature = await signWith(session, privateKey, 'RSASSA_PSS_SHA_256', data);
      return verifyWith(readRsaPublicKey(session, privateKey), 'RSASSA_PSS_SHA_256', data, signature);
    },
  );
}

function withPair<T>(
  session: Session,
  make: (name: Naming) => Promise<{ publicKey: Handle; privateKey: Handle }>,
  work: (publicKey: Handle, privateKey: Handle) => Promise<T>,
): Promise<T> {
  return withThrowAway(
    session,
    async (name) => {
      const pair = await make(name);
      return [pair.publicKey, pair.privateKey];
    },
    ([publicKey, privateKey]) => work(publicKey as Handle, privateKey as Handle),
  );
}

/** Two token keys with one CKA_ID: only token objects show it. Is the first still there beside the second? */
export async function tryRepeatedId(session: Session): Promise<boolean> {
  const name = throwAwayName(true);
  const find = (): readonly Handle[] =>
    findObjects(session, [
      { type: ck.CKA_TOKEN, value: true },
      { type: ck.CKA_ID, value: name.id },
    ]);
  try {
    await makeAes(session, name, {});
    await makeAes(session, name, {});
    return find().length === 2;
  } finally {
    for (const object of find()) destroyObject(session, object);
  }
}
