// The first thing done in a restored store: it says what happened to it, open approvals end, and no job runs before two people say so.
import { closed } from '../../domain/approval-request';
import type { PendingRestore } from '../../ports/settings';
import type { Store, StoreWriter } from '../../ports/store';
import { requestTarget } from '../approvals/approval-parts';
import { allRequestsOpen } from './open-requests';
import { jobsStopped, stopJobs } from '../jobs/job-switch';

/**
 * How the store that was opened stands to the order: `fresh` as the backup left it, `done` when it has been completed before (the
 * program ended just then), `other` when it is not the restored one.
 */
export async function restoredState(store: Store, pending: PendingRestore): Promise<'fresh' | 'done' | 'other'> {
  return store.read(async (tx) => {
    const head = await tx.audit.head();
    const { sequence, hash } = pending.backup.head;
    if (head.sequence === sequence && head.hash === hash) return 'fresh';
    const newest = await tx.audit.get(head.sequence);
    const completed = newest?.entry.event === 'store.restored' && newest.entry.facts['restoreId'] === pending.id;
    return completed ? 'done' : 'other';
  });
}

/** One transaction. @param setAside name under which the store before it was kept */
export async function completeRestore(
  store: Store,
  pending: PendingRestore,
  setAside: string | null,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const by = pending.identities.map(({ id }) => id);
  await store.write(async (tx) => {
    const voided = await voidRequests(tx, at);
    // What was queued when the backup was made may have been done since: people look first.
    if ((await jobsStopped(tx)) === null)
      await stopJobs(tx, by[0] ?? '', `The store was restored from ${pending.backup.directory}`, at);
    const { directory, createdAt, manifestSha256, head } = pending.backup;
    await tx.record({
      event: 'store.restored',
      category: 'System',
      severity: 'critical',
      outcome: 'success',
      identities: by,
      target: { kind: 'store', id: store.id, name: directory },
      facts: {
        restoreId: pending.id,
        ...{ directory, createdAt, manifestSha256, head: head.sequence, lost: pending.lost },
        entriesLost: pending.lost === null ? null : Math.max(0, pending.lost.sequence - head.sequence),
        ...{ orderedAt: pending.orderedAt, request: pending.requestId, setAside, voided },
        by: pending.identities.map(({ name }) => name),
      },
    });
  });
}

async function voidRequests(tx: StoreWriter, at: string): Promise<number> {
  const open = await allRequestsOpen(tx);
  for (const request of open) {
    const ended = closed(request, 'Stale', at);
    await tx.requests.put(ended);
    await tx.record({
      event: 'approval.stale',
      category: 'Approvals',
      severity: 'warning',
      outcome: 'success',
      target: requestTarget(ended),
      facts: { operation: ended.operation, reason: 'store-restored' },
    });
  }
  return open.length;
}
