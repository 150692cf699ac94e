// Is a copy of the store whole? It is opened with the key that the HSM unseals, and its log and every row are checked as at a start.
import type { ChainHead } from '../../domain/audit-event';
import type { Hsm } from '../../ports/hsm';
import type { Installation } from '../../ports/settings';
import type { Store, StoreFactory } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import { verifyChain, type VerifyWatch } from '../verify-chain';
import { withStoreKey } from '../store-key';

export interface CopyFacts {
  readonly head: ChainHead;
  readonly openRequests: number;
}

type Sealed = Pick<Installation, 'storeId' | 'environment' | 'sealedStoreKey' | 'anchorKey'>;

/**
 * Opens the copy for `look` and closes it again. Errors: `hsm.seal-refused` (another HSM, or another store's key), `store.damaged`,
 * `store.too-new`, `store.row-tampered` (the log or a row does not hold), `input.cancelled`.
 */
export async function withVerifiedCopy<T>(
  parts: { readonly hsm: Hsm; readonly stores: StoreFactory },
  sealed: Sealed,
  path: string,
  watch: VerifyWatch,
  look: (copy: Store, facts: CopyFacts) => Promise<T>,
): Promise<T> {
  const copy = await withStoreKey(parts.hsm, sealed, (key) => parts.stores.openCopy(path, key));
  try {
    if (copy.id !== sealed.storeId || copy.environment !== sealed.environment)
      throw new ConsoleError('store.damaged', { facts: { reason: 'another-store' } });
    const { head, broken } = await verifyChain(copy, sealed.anchorKey, null, watch);
    if (broken !== null)
      throw new ConsoleError('store.row-tampered', { facts: { firstBad: broken.firstBad, reason: broken.reason } });
    const openRequests = await copy.read(async (tx) => (await tx.requests.page('open', { limit: 1 })).total);
    return await look(copy, { head, openRequests });
  } finally {
    await copy.close();
  }
}

export function verifyCopy(
  parts: { readonly hsm: Hsm; readonly stores: StoreFactory },
  sealed: Sealed,
  path: string,
  watch: VerifyWatch,
): Promise<CopyFacts> {
  return withVerifiedCopy(parts, sealed, path, watch, (_copy, facts) => Promise.resolve(facts));
}
