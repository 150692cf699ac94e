// What both ways of sealing share: the label of their keys, and what a blob that does not open means.
import { ConsoleError } from '../../../../shared/errors';
import type { SealedBlob } from '../../../ports/hsm';
import { ckrOf } from './token-call';

export const sealingLabel = 'KMES Console sealing key';

/** By these a token says that the bytes do not decrypt: of SoftHSM, NSS, openCryptoki and the standards. */
const doesNotOpen = new Set([
  'CKR_ENCRYPTED_DATA_INVALID',
  'CKR_ENCRYPTED_DATA_LEN_RANGE',
  'CKR_DATA_INVALID',
  'CKR_DATA_LEN_RANGE',
  'CKR_AEAD_DECRYPT_FAILED',
  'CKR_GENERAL_ERROR',
  'CKR_FUNCTION_FAILED',
]);

/** What the token does not decrypt was not sealed so; a token that fails for another reason says nothing of the blob. */
export async function opening(blob: SealedBlob, work: () => Promise<Buffer>): Promise<Uint8Array> {
  try {
    const opened = await work();
    const plaintext = Uint8Array.from(opened);
    opened.fill(0);
    return plaintext;
  } catch (error) {
    const ckr = ckrOf(error);
    if (ckr === null || !doesNotOpen.has(ckr)) throw error;
    throw new ConsoleError('hsm.seal-refused', {
      facts: { reference: blob.keyReference, reason: 'does-not-open', ckr },
      cause: error,
    });
  }
}

/** `hsm.seal-refused` with the reason. */
export function refused(blob: SealedBlob, reason: string): ConsoleError {
  return new ConsoleError('hsm.seal-refused', { facts: { reference: blob.keyReference, reason } });
}
