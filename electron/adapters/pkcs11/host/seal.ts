// Seals the store's key: by AES-GCM under a token key, or by RSA-OAEP plus the anchor's signature over context and ciphertext.
import { constants, publicEncrypt, randomBytes, timingSafeEqual } from 'node:crypto';
import { ConsoleError } from '../../../../shared/errors';
import type { AnchorKey, HsmReference, SealedBlob } from '../../../ports/hsm';
import { findOne } from './aes-keys';
import { isOwnAnchor, publicKeyOf, signingKey } from './anchor-key';
import { gcmOpen, gcmSeal } from './gcm';
import { findPrivateKey, generateRsa, rsaPairBits, signWith, verifyWith } from './key-pairs';
import { ck } from './pkcs11-api';
import type { Handle } from './pkcs11-api';
import { readRsaPublicKey } from './public-keys';
import { decryptData, generateKey, oaepMechanism, readFlag, readNumber } from './session-calls';
import type { OaepHash, Session } from './session-calls';
import { aesTemplate, named } from './templates';
import { lossOf } from './token-call';
import type { TokenContext } from './token-context';

const label = 'KMES Console sealing key';
const ivBytes = 12;
const nodeHash: Readonly<Record<OaepHash, string>> = { 'SHA-256': 'sha256', 'SHA-1': 'sha1' };

/** Seals, unseals and compares before it returns: what it returns opens. */
export function seal(
  token: TokenContext,
  reference: HsmReference,
  anchor: AnchorKey,
  context: Uint8Array,
  plaintext: Uint8Array,
): Promise<SealedBlob> {
  return token.change(async (session) => {
    const blob =
      (await token.abilities.gcm(session)) === null
        ? await sealRsa(token, session, reference, anchor, context, plaintext)
        : await sealGcm(token, session, reference, context, plaintext);
    const opened = await open(token, session, blob, anchor, context);
    const equal = opened.length === plaintext.length && timingSafeEqual(opened, plaintext);
    opened.fill(0);
    if (!equal) throw new ConsoleError('hsm.seal-refused', { facts: { reference, reason: 'does-not-open' } });
    return blob;
  });
}

/** `hsm.seal-refused` where blob, context or anchor is not what was sealed. */
export function unseal(
  token: TokenContext,
  blob: SealedBlob,
  anchor: AnchorKey,
  context: Uint8Array,
): Promise<Uint8Array> {
  return token.use((session) => open(token, session, blob, anchor, context));
}

function open(
  token: TokenContext,
  session: Session,
  blob: SealedBlob,
  anchor: AnchorKey,
  context: Uint8Array,
): Promise<Uint8Array> {
  return blob.method === 'AES_256_GCM'
    ? openGcm(token, session, blob, context)
    : openRsa(token, session, blob, anchor, context);
}

async function sealGcm(
  token: TokenContext,
  session: Session,
  reference: HsmReference,
  context: Uint8Array,
  plaintext: Uint8Array,
): Promise<SealedBlob> {
  const type = await gcmType(token, session);
  const key = await ensureGcmKey(token, session, reference);
  const iv = randomBytes(ivBytes);
  const data = Buffer.from(plaintext);
  const sealed = await gcmSeal(session, key, type, { iv, aad: Buffer.from(context) }, data);
  data.fill(0);
  return {
    version: 1,
    method: 'AES_256_GCM',
    keyReference: reference,
    iv: iv.toString('base64'),
    ciphertext: sealed.toString('base64'),
  };
}

async function openGcm(
  token: TokenContext,
  session: Session,
  blob: SealedBlob,
  context: Uint8Array,
): Promise<Uint8Array> {
  const type = await gcmType(token, session);
  const iv = Buffer.from(blob.iv ?? '', 'base64');
  if (iv.length !== ivBytes) throw refused(blob, 'iv');
  const key = findOne(session, blob.keyReference);
  if (key === null) throw new ConsoleError('hsm.object-missing', { facts: { reference: blob.keyReference } });
  await verifyGcmKey(token, session, key, blob.keyReference);
  const sealed = Buffer.from(blob.ciphertext, 'base64');
  return opening(blob, () => gcmOpen(session, key, type, { iv, aad: Buffer.from(context) }, sealed));
}

async function gcmType(token: TokenContext, session: Session) {
  const type = await token.abilities.gcm(session);
  if (type === null) throw new ConsoleError('hsm.mechanism-unsupported', { facts: { mechanism: 'CKM_AES_GCM' } });
  return type;
}

async function ensureGcmKey(token: TokenContext, session: Session, reference: HsmReference): Promise<Handle> {
  if (findOne(session, reference) === null) {
    const modifiable = !(await token.abilities.unmodifiable(session));
    const template = aesTemplate(named(reference, label), {
      extractable: false,
      usages: ['encrypt', 'decrypt'],
      modifiable,
    });
    await generateKey(session, { mechanism: ck.CKM_AES_KEY_GEN }, template);
  }
  const key = findOne(session, reference);
  if (key === null) throw new ConsoleError('hsm.object-missing', { facts: { reference }, certainty: 'unknown' });
  await verifyGcmKey(token, session, key, reference);
  return key;
}

async function verifyGcmKey(
  token: TokenContext,
  session: Session,
  key: Handle,
  reference: HsmReference,
): Promise<void> {
  const flag = (type: number): boolean | null => readFlag(session, key, type);
  const sound =
    readNumber(session, key, ck.CKA_KEY_TYPE) === ck.CKK_AES &&
    readNumber(session, key, ck.CKA_VALUE_LEN) === 32 &&
    flag(ck.CKA_PRIVATE) === true &&
    flag(ck.CKA_SENSITIVE) === true &&
    flag(ck.CKA_ALWAYS_SENSITIVE) === true &&
    flag(ck.CKA_EXTRACTABLE) === false &&
    flag(ck.CKA_NEVER_EXTRACTABLE) === true &&
    flag(ck.CKA_WRAP) === false &&
    (!(await token.abilities.localIsTruthful(session)) || flag(ck.CKA_LOCAL) === true);
  if (!sound) throw new ConsoleError('hsm.object-refused', { facts: { reference, mismatch: 'sealing-key' } });
}

async function sealRsa(
  token: TokenContext,
  session: Session,
  reference: HsmReference,
  anchor: AnchorKey,
  context: Uint8Array,
  plaintext: Uint8Array,
): Promise<SealedBlob> {
  const oaepHash = await token.abilities.rsaOaep(session);
  if (oaepHash === null)
    throw new ConsoleError('hsm.mechanism-unsupported', { facts: { mechanism: 'CKM_AES_GCM, CKM_RSA_PKCS_OAEP' } });
  const localMatters = await token.abilities.localIsTruthful(session);
  if (findPrivateKey(session, reference, 'decrypt', localMatters) === null) {
    await generateRsa(session, named(reference, label), 'decrypt', rsaPairBits);
  }
  const key = findPrivateKey(session, reference, 'decrypt', localMatters);
  if (key === null) throw new ConsoleError('hsm.object-missing', { facts: { reference }, certainty: 'unknown' });
  const ciphertext = publicEncrypt(
    { key: readRsaPublicKey(session, key), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: nodeHash[oaepHash] },
    plaintext,
  );
  const unsigned = {
    version: 1,
    method: 'RSA_OAEP_SIGNED',
    keyReference: reference,
    oaepHash,
    ciphertext: ciphertext.toString('base64'),
  } as const;
  const signer = await signingKey(token, session, anchor.reference);
  const signature = await signWith(session, signer, anchor.algorithm, signedBytes(unsigned, context));
  return { ...unsigned, signature: Buffer.from(signature).toString('base64') };
}

async function openRsa(
  token: TokenContext,
  session: Session,
  blob: SealedBlob,
  anchor: AnchorKey,
  context: Uint8Array,
): Promise<Uint8Array> {
  const signature = Buffer.from(blob.signature ?? '', 'base64');
  if (!(await isOwnAnchor(token, session, anchor))) throw refused(blob, 'anchor');
  if (!verifyWith(publicKeyOf(anchor), anchor.algorithm, signedBytes(blob, context), signature))
    throw refused(blob, 'signature');
  const key = findPrivateKey(session, blob.keyReference, 'decrypt', await token.abilities.localIsTruthful(session));
  if (key === null) throw new ConsoleError('hsm.object-missing', { facts: { reference: blob.keyReference } });
  const sealed = Buffer.from(blob.ciphertext, 'base64');
  return opening(blob, () =>
    decryptData(session, oaepMechanism(blob.oaepHash ?? 'SHA-256'), key, sealed, sealed.length),
  );
}

/** Everything of the blob and its context, each part with its length before it, so that none can run into the next. */
function signedBytes(blob: SealedBlob, context: Uint8Array): Buffer {
  const parts = [
    'KMES Console seal',
    String(blob.version),
    blob.method,
    blob.keyReference,
    blob.oaepHash ?? '',
    blob.ciphertext,
  ];
  return Buffer.concat(
    [...parts.map((part) => Buffer.from(part, 'utf8')), Buffer.from(context)].flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}

/** What the token does not decrypt was not sealed so; tokens differ in the CKR they give for it. */
async function opening(blob: SealedBlob, work: () => Promise<Buffer>): Promise<Uint8Array> {
  try {
    const opened = await work();
    const plaintext = Uint8Array.from(opened);
    opened.fill(0);
    return plaintext;
  } catch (error) {
    if (!(error instanceof ConsoleError) || error.code === 'internal' || lossOf(error) !== null) throw error;
    throw new ConsoleError('hsm.seal-refused', {
      facts: { reference: blob.keyReference, reason: 'does-not-open', ckr: error.facts['ckr'] ?? null },
      cause: error,
    });
  }
}

function refused(blob: SealedBlob, reason: string): ConsoleError {
  return new ConsoleError('hsm.seal-refused', { facts: { reference: blob.keyReference, reason } });
}
