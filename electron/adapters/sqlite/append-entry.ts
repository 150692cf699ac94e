// Appends one entry to the log: the entry itself, what it names, what it is found by, and the seal of the rows it names.
import { chainEntry, type AuditEvent, type ChainedAuditEntry, type ChainHead } from '../../domain/audit-event';
import type { Environment } from '../../../shared/schemas/status';
import { indexedWords } from './audit-words';
import type { StoreQueries } from './kysely-dialect';
import type { PendingSubject } from './sealed-row-changes';

/** Where the log stands: its head and the latest time of any entry. */
export interface LogEnd {
  readonly head: ChainHead;
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
  await queries
    .insertInto('audit_search')
    .values({ rowid: sequence, words: indexedWords(entry) })
    .execute();
  for (const { kind, id, digest, parentId } of changed) {
    await queries.insertInto('audit_subjects').values({ kind, id, sequence, digest, parent_id: parentId }).execute();
    if (digest === null) continue;
    await queries
      .updateTable('sealed_rows')
      .set({ changed_sequence: sequence, changed_hash: hash })
      .where('kind', '=', kind)
      .where('id', '=', id)
      .execute();
  }
  return { chained, end: { head: { sequence, hash }, latestAt } };
}
