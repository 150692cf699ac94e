// Appends one entry to the log: the entry itself, what it names, and the seal of the rows it names.
import { chainEntry, type AuditEvent, type ChainedAuditEntry, type ChainHead } from '../../domain/audit-event';
import type { Environment } from '../../../shared/schemas/status';
import type { StoreQueries } from './kysely-dialect';
import type { PendingSubject } from './sealed-row-changes';

/** Where the log stands. */
export interface LogEnd {
  readonly head: ChainHead;
  /** Latest time of any entry; '' before the first. */
  readonly latestAt: string;
}

export async function appendEntry(
  queries: StoreQueries,
  end: LogEnd,
  environment: Environment,
  at: string,
  event: AuditEvent,
  changed: readonly PendingSubject[],
): Promise<{ readonly chained: ChainedAuditEntry; readonly end: LogEnd }> {
  const subjects = changed.map(({ kind, id, digest }) => ({ kind, id, digest }));
  const chained = chainEntry(end.head, environment, at, event, subjects);
  const { entry, text, hash } = chained;
  const { sequence } = entry;
  const latestAt = at > end.latestAt ? at : end.latestAt;
  // One after the other: a full disk makes SQLite undo the whole transaction, and a statement sent along would then stand alone.
  await queries
    .insertInto('audit_entries')
    .values({
      sequence,
      at,
      latest_at: latestAt,
      category: entry.category,
      outcome: entry.outcome,
      job_id: entry.jobId,
      hash,
      text,
    })
    .execute();
  if (changed.length > 0) await seal(queries, sequence, hash, changed);
  return { chained, end: { head: { sequence, hash }, latestAt } };
}

/** Writes down what the entry names, and in the rows that they are named by it. */
async function seal(
  queries: StoreQueries,
  sequence: number,
  hash: string,
  changed: readonly PendingSubject[],
): Promise<void> {
  await queries
    .insertInto('audit_subjects')
    .values(changed.map(({ kind, id, digest, parentId }) => ({ kind, id, sequence, digest, parent_id: parentId })))
    .execute();
  // Every row that was put since the last entry, and no other, waits for its seal.
  await queries
    .updateTable('sealed_rows')
    .set({ changed_sequence: sequence, changed_hash: hash })
    .where('changed_sequence', 'is', null)
    .execute();
}
