// Seals the store's key: by AES-GCM under a token key, or by RSA-OAEP plus the anchor's signature over context and ciphertext.
import { timingSafeEqual } from 'node:crypto';
import type { AnchorKey, HsmReference, SealedBlob } from '../../../ports/hsm';
import { openGcm, sealGcm } from './seal-gcm';
import { openRsa, sealRsa } from './seal-rsa';
import { refused } from './sealed-blob';
import type { Session } from './session-calls';
import type { TokenContext } from './token-context';

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
    if (!equal) throw refused(blob, 'does-not-open');
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
