// Sealing by AES-GCM under a token key that never leaves the token and does nothing else; the context is authenticated with it.
import { randomBytes } from 'node:crypto';
import { ConsoleError } from '../../../../shared/errors';
import type { HsmReference, SealedBlob } from '../../../ports/hsm';
import { findOne } from './secret-keys';
import { gcmOpen, gcmSeal } from './gcm';
import type { GcmParameterType } from './gcm';
import { readObject } from './object-attributes';
import { ck } from './pkcs11-api';
import type { Handle } from './pkcs11-api';
import { opening, refused, sealingLabel } from './sealed-blob';
import { generateKey } from './session-calls';
import type { Session } from './session-calls';
import { aesTemplate, named } from './templates';
import type { TokenContext } from './token-context';

const ivBytes = 12;

/** Makes the key where it is not there yet; a fresh random IV for each blob. */
export async function sealGcm(
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

/** Opens a blob of `sealGcm`. */
export async function openGcm(
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

async function gcmType(token: TokenContext, session: Session): Promise<GcmParameterType> {
  const type = await token.abilities.gcm(session);
  if (type === null) throw new ConsoleError('hsm.mechanism-unsupported', { facts: { mechanism: 'CKM_AES_GCM' } });
  return type;
}

async function ensureGcmKey(token: TokenContext, session: Session, reference: HsmReference): Promise<Handle> {
  if (findOne(session, reference) === null) {
    const modifiable = !(await token.abilities.unmodifiable(session));
    const template = aesTemplate(named(reference, sealingLabel), {
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

const sealingAttributes = [
  ck.CKA_KEY_TYPE,
  ck.CKA_VALUE_LEN,
  ck.CKA_PRIVATE,
  ck.CKA_SENSITIVE,
  ck.CKA_ALWAYS_SENSITIVE,
  ck.CKA_EXTRACTABLE,
  ck.CKA_NEVER_EXTRACTABLE,
  ck.CKA_WRAP,
  ck.CKA_LOCAL,
];

async function verifyGcmKey(
  token: TokenContext,
  session: Session,
  key: Handle,
  reference: HsmReference,
): Promise<void> {
  const read = readObject(session, key, sealingAttributes);
  const sound =
    read.number(ck.CKA_KEY_TYPE) === ck.CKK_AES &&
    read.number(ck.CKA_VALUE_LEN) === 32 &&
    read.flag(ck.CKA_PRIVATE) === true &&
    read.flag(ck.CKA_SENSITIVE) === true &&
    read.flag(ck.CKA_ALWAYS_SENSITIVE) === true &&
    read.flag(ck.CKA_EXTRACTABLE) === false &&
    read.flag(ck.CKA_NEVER_EXTRACTABLE) === true &&
    read.flag(ck.CKA_WRAP) !== true &&
    (!(await token.abilities.localIsTruthful(session)) || read.flag(ck.CKA_LOCAL) === true);
  if (!sound) throw new ConsoleError('hsm.object-refused', { facts: { reference, mismatch: 'sealing-key' } });
}
