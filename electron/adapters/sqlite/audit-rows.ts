// Reading the audit log: entries as stored, pages of a filtered list, and everything in order for verifying and exporting.
import { emptyChain, type AuditEntry, type ChainedAuditEntry } from '../../domain/audit-event';
import type { AuditRows } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import { selectEntries, type AuditSelection } from './audit-selection';
import type { AuditTotals } from './audit-totals';
import { firstWhere } from './audit-time-range';
import { logBase } from './log-base';
import type { StoreQueries } from './kysely-dialect';
import { subjectCheck } from './subject-check';

/** Entries read at a time by `scan`. */
const batchSize = 500;

interface StoredEntry {
  readonly sequence: number;
  readonly text: string;
  readonly hash: string;
}

/** @param checkSubjects compare all sealed rows with the log at the end of a scan of all of it; not in a transaction that changes them */
export function auditRows(queries: StoreQueries, totals: AuditTotals, checkSubjects: boolean): AuditRows {
  const stored = () => queries.selectFrom('audit_entries').select(['sequence', 'text', 'hash']);
  const ofSequences = async (sequences: readonly number[], order: 'asc' | 'desc'): Promise<readonly StoredEntry[]> =>
    sequences.length === 0 ? [] : stored().where('sequence', 'in', sequences).orderBy('sequence', order).execute();
  const rows: AuditRows = {
    async head() {
      const newest = await queries
        .selectFrom('audit_entries')
        .orderBy('sequence', 'desc')
        .limit(1)
        .select(['sequence', 'hash'])
        .executeTakeFirst();
      return newest ?? emptyChain;
    },
    async latestAt() {
      const newest = await queries
        .selectFrom('audit_entries')
        .orderBy('sequence', 'desc')
        .limit(1)
        .select('latest_at')
        .executeTakeFirst();
      return newest?.latest_at ?? null;
    },
    base: () => logBase(queries),
    async lastBefore(at) {
      const [base, head] = [await logBase(queries), await rows.head()];
      const after = await firstWhere(queries, base.sequence + 1, head.sequence, (latestAt) => latestAt >= at);
      return after - 1 > base.sequence ? rows.get(after - 1) : null;
    },
    async get(sequence) {
      if (sequence <= (await logBase(queries)).sequence) return null;
      const found = await stored().where('sequence', '=', sequence).executeTakeFirst();
      return found === undefined ? null : chained(found);
    },
    async list(filter, { cursor, limit }) {
      const head = (await rows.head()).sequence;
      const selection = await selectEntries(queries, head, filter);
      const before = cursor === undefined ? head : sequenceOf(cursor) - 1;
      const sequences = await selection.page(1, before, 'desc', limit + 1);
      const entries = await ofSequences(sequences.slice(0, limit), 'desc');
      const last = entries.at(-1);
      return {
        entries: entries.map(chained),
        next: sequences.length > limit && last !== undefined ? String(last.sequence) : null,
        total: await totals.count(selection, head),
      };
    },
    async *scan(fromSequence, filter) {
      const head = (await rows.head()).sequence;
      const selection: AuditSelection | null = filter === undefined ? null : await selectEntries(queries, head, filter);
      const base = await logBase(queries);
      const whole = fromSequence <= base.sequence + 1;
      const check = checkSubjects && selection === null && whole ? subjectCheck() : null;
      for (let first = Math.max(fromSequence, base.sequence + 1); ;) {
        const batch =
          selection === null
            ? await stored().where('sequence', '>=', first).orderBy('sequence').limit(batchSize).execute()
            : await ofSequences(await selection.page(first, head, 'asc', batchSize), 'asc');
        const last = batch.at(-1);
        if (last === undefined) break;
        if (check !== null) batch.forEach(check.add);
        yield batch;
        if (batch.length < batchSize) break;
        first = last.sequence + 1;
      }
      await check?.finish(queries, base.sequence);
    },
  };
  return rows;
}

function chained({ text, hash }: StoredEntry): ChainedAuditEntry {
  return { entry: JSON.parse(text) as AuditEntry, text, hash };
}

function sequenceOf(cursor: string): number {
  if (!/^[1-9]\d{0,14}$/.test(cursor)) throw new ConsoleError('input.invalid', { facts: { field: 'cursor' } });
  return Number(cursor);
}
