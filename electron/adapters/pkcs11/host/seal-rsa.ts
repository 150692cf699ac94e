// Sealing for tokens without AES-GCM: RSA-OAEP to a token's pair, and the anchor's signature over everything, since anyone can
// encrypt to a public key.
import { constants, publicEncrypt } from 'node:crypto';
import { ConsoleError } from '../../../../shared/errors';
import type { AnchorKey, HsmReference, SealedBlob } from '../../../ports/hsm';
import { isOwnAnchor, publicKeyOf, signingKey } from './anchor-key';
import { findPrivateKey, generateRsa, rsaPairBits, signWith, verifyWith } from './key-pairs';
import { readRsaPublicKey } from './public-keys';
import { opening, refused, sealingLabel } from './sealed-blob';
import { decryptData, nodeHash, oaepMechanism } from './session-calls';
import type { Session } from './session-calls';
import { named } from './templates';
import type { TokenContext } from './token-context';

/** Makes the pair where it is not there yet. */
export async function sealRsa(
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
    await generateRsa(session, named(reference, sealingLabel), 'decrypt', rsaPairBits);
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

/** Opens a blob of `sealRsa` once the token's own anchor has vouched for it. */
export async function openRsa(
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
