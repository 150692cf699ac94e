// The key of the store: random, sealed by the HSM with the store's id bound in, and in the clear only while it is used.
import { randomBytes } from 'node:crypto';
import type { AnchorKey, Hsm, HsmReference, SealedBlob } from '../ports/hsm';
import type { Installation } from '../ports/settings';
import { canonicalJson } from '../../shared/canonical-json';
import { ConsoleError } from '../../shared/errors';

const keyBytes = 32;

/** Bound into the seal: a sealed key put beside another store does not open it. */
export function sealContext(storeId: string): Uint8Array {
  return Buffer.from(canonicalJson({ purpose: 'kmes-store-key', store: storeId }), 'utf8');
}

export function anchorKeyOf(kept: Installation['anchorKey']): AnchorKey {
  return {
    reference: kept.reference as HsmReference,
    algorithm: kept.algorithm,
    publicKeyDer: new Uint8Array(Buffer.from(kept.publicKeyDer, 'base64')),
  };
}

/** Makes a key and seals it; `use` gets it before it is wiped. The HSM adapter compares seal and unseal before it answers. */
export async function withNewStoreKey<T>(
  hsm: Hsm,
  parts: { readonly reference: HsmReference; readonly anchor: AnchorKey; readonly storeId: string },
  use: (key: Uint8Array, sealed: SealedBlob) => Promise<T>,
): Promise<T> {
  const key = new Uint8Array(randomBytes(keyBytes));
  try {
    const sealed = await hsm.seal(parts.reference, parts.anchor, sealContext(parts.storeId), key);
    return await use(key, sealed);
  } finally {
    key.fill(0);
  }
}

/** Unseals the installation's key for `use`, then wipes it. Throws `hsm.seal-refused` when seal, store id or key do not fit. */
export async function withStoreKey<T>(
  hsm: Hsm,
  installation: Pick<Installation, 'storeId' | 'sealedStoreKey' | 'anchorKey'>,
  use: (key: Uint8Array) => Promise<T>,
): Promise<T> {
  const anchor = anchorKeyOf(installation.anchorKey);
  const key = await hsm.unseal(installation.sealedStoreKey, anchor, sealContext(installation.storeId));
  try {
    if (key.length !== keyBytes) throw new ConsoleError('hsm.seal-refused', { facts: { reason: 'length' } });
    return await use(key);
  } finally {
    key.fill(0);
  }
}
