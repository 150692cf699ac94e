// Takes the oldest entries out of the log, in the transaction that puts their segment in place. Rows that decide security are named by an
// entry each: those whose entry goes are named again by entries that stay.
import type { AuditEvent } from '../../domain/audit-event';
import type { AuditSegment } from '../../domain/backup-entities';
import { ConsoleError } from '../../../shared/errors';
import type { StoreQueries } from './kysely-dialect';
import { logBase, setLogBase } from './log-base';
import type { PendingSubject } from './sealed-row-changes';
import { subjectKey } from './sealed-rows';

/** Rows that one entry names at most. */
const rowsAnEntry = 500;

export interface CutScope {
  readonly queries: StoreQueries;
  readonly pending: Map<string, PendingSubject>;
  append(event: AuditEvent): Promise<unknown>;
}

export async function cutAudit({ queries, pending, append }: CutScope, segment: AuditSegment): Promise<void> {
  const { fromSequence, toSequence, previousHash, lastHash } = segment;
  const base = await logBase(queries);
  const last = await queries
    .selectFrom('audit_entries')
    .where('sequence', '=', toSequence)
    .select('hash')
    .executeTakeFirst();
  const fits = base.sequence + 1 === fromSequence && base.hash === previousHash && last?.hash === lastHash;
  if (!fits) throw new ConsoleError('state.conflict', { facts: { reason: 'segment' } });
  // What was changed before in this transaction is named by an entry of its own.
  if (pending.size > 0) throw new ConsoleError('internal', { facts: { reason: 'cut-after-changes' } });
  await carryOver({ queries, pending, append }, toSequence);
  await setLogBase(queries, { sequence: toSequence, hash: lastHash });
}

async function carryOver({ queries, pending, append }: CutScope, toSequence: number): Promise<void> {
  for (;;) {
    const rows = await queries
      .selectFrom('sealed_rows')
      .where('changed_sequence', '<=', toSequence)
      .orderBy('number')
      .limit(rowsAnEntry)
      .select(['number', 'kind', 'id', 'digest', 'parent_id'])
      .execute();
    if (rows.length === 0) return;
    for (const { kind, id, digest, parent_id: parentId } of rows)
      pending.set(subjectKey(kind, id), { kind, id, digest, parentId });
    await queries
      .updateTable('sealed_rows')
      .set({ changed_sequence: null, changed_hash: null })
      .where(
        'number',
        'in',
        rows.map(({ number }) => number),
      )
      .execute();
    await append({
      event: 'audit.rows-carried-over',
      category: 'Audit',
      outcome: 'success',
      facts: { rows: rows.length, removedTo: toSequence },
    });
  }
}
