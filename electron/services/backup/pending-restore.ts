// The order to restore, between the approval and the next unlock: signed by the HSM, bound to the log that it leaves behind.
import type { ChainHead } from '../../domain/audit-event';
import type { BackupManifest } from '../../domain/backup-manifest';
import type { Hsm, HsmReference } from '../../ports/hsm';
import type { Installation, PendingRestore } from '../../ports/settings';
import { canonicalJson } from '../../../shared/canonical-json';
import { anchorSignatureValid } from '../anchors';
import { newRowId } from '../ids';

export interface RestoreOrder {
  readonly manifest: Pick<BackupManifest, 'directory' | 'createdAt' | 'chainHead' | 'storeId'>;
  readonly manifestSha256: string;
  readonly requestId: string | null;
  readonly identities: PendingRestore['identities'];
}

export async function signRestore(
  hsm: Hsm,
  anchorKey: Installation['anchorKey'],
  order: RestoreOrder,
  lost: ChainHead | null,
  now: Date,
): Promise<PendingRestore> {
  const { manifest, manifestSha256, requestId, identities } = order;
  const { directory, createdAt, chainHead, storeId } = manifest;
  const unsigned = {
    ...({ version: 1, id: newRowId(), storeId } as const),
    backup: { directory, createdAt, manifestSha256, head: chainHead },
    ...{ lost, orderedAt: now.toISOString(), requestId, identities },
  };
  const key = { reference: anchorKey.reference as HsmReference, algorithm: anchorKey.algorithm };
  const signature = await hsm.sign(key, statement(unsigned));
  return { ...unsigned, signature: Buffer.from(signature).toString('base64') };
}

/** Why an order that was found is not carried out; null when it may be. */
export function restoreProblem(
  pending: PendingRestore,
  installation: Pick<Installation, 'storeId' | 'anchorKey'>,
  outside: ChainHead | null,
): 'signature' | 'another-store' | 'not-of-this-log' | null {
  const { signature, ...unsigned } = pending;
  if (!anchorSignatureValid(installation.anchorKey, statement(unsigned), signature)) return 'signature';
  if (pending.storeId !== installation.storeId) return 'another-store';
  // An order of long ago, put back beside an old store, names a head that is not the newest any more.
  if (pending.lost?.sequence !== outside?.sequence || pending.lost?.hash !== outside?.hash) return 'not-of-this-log';
  return null;
}

const statement = (unsigned: Omit<PendingRestore, 'signature'>): Uint8Array =>
  new TextEncoder().encode(canonicalJson({ kind: 'kmes-restore', ...unsigned }));
