// Reading rows that decide security: nothing leaves here that the audit log does not vouch for.
import { sql, type SqlBool } from 'kysely';
import type { AuditSubject } from '../../domain/audit-event';
import type { RowId } from '../../domain/entities';
import { ConsoleError } from '../../../shared/errors';
import type { SealedRows } from '../../ports/store';
import { foldedName } from './folded-name';
import { inBatches } from './in-batches';
import type { StoreQueries } from './kysely-dialect';
import type { CheckedSeals } from './checked-seals';
import {
  checkedRow,
  isChecked,
  rowOf,
  tampered,
  type NewestSubject,
  type SealedRowRecord,
  type SealingEntry,
} from './sealed-row-check';
import type { SealedKind } from './sealed-kinds';

/** Entries read in one statement. */
const entriesAtOnce = 500;

/** Rows changed in this transaction and not yet recorded, by `subjectKey`. A reader has none. */
export type PendingSubjects = ReadonlyMap<string, AuditSubject>;
export const subjectKey = (kind: string, id: string): string => `${kind} ${id}`;

export interface SealedRowReader<T> extends SealedRows<T> {
  /** Rows that belong to a parent, in order of creation. */
  ofParent(parentId: RowId): Promise<readonly T[]>;
  /** Rows whose name begins with `prefix`, by name from the last to the first. */
  pageByName(prefix: string, page: { readonly cursor?: string; readonly limit: number }): Promise<RowPage<T>>;
}

export interface RowPage<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
  readonly total: number;
}

export function sealedRows<T extends { readonly id: RowId }>(
  queries: StoreQueries,
  definition: SealedKind<T>,
  pending: PendingSubjects,
  seals: CheckedSeals,
): SealedRowReader<T> {
  const { kind } = definition;

  const selectRows = () =>
    queries
      .selectFrom('sealed_rows as row')
      .where('row.kind', '=', kind)
      .select([
        'row.id',
        'row.name_key',
        'row.parent_id',
        'row.digest',
        'row.changed_sequence',
        'row.changed_hash',
        'row.text',
      ]);

  /** The entries that rows name, by sequence; only those that were not checked before are read. */
  async function entriesOf(records: readonly SealedRowRecord[]): Promise<ReadonlyMap<number, SealingEntry>> {
    const sequences = records
      .filter((record) => !pending.has(subjectKey(kind, record.id)) && !isChecked(kind, record, seals))
      .flatMap(({ changed_sequence: sequence }) => (sequence === null ? [] : [sequence]));
    const entries = new Map<number, SealingEntry>();
    for (const some of inBatches(sequences, entriesAtOnce)) {
      const rows = await queries
        .selectFrom('audit_entries')
        .where('sequence', 'in', some)
        .select(['sequence', 'hash', 'text'])
        .execute();
      for (const { sequence, hash, text } of rows) entries.set(sequence, { hash, text });
    }
    return entries;
  }

  /** The newest entry that names the row. */
  async function newestOf(id: RowId): Promise<NewestSubject | undefined> {
    return queries
      .selectFrom('audit_subjects')
      .where('kind', '=', kind)
      .where('id', '=', id)
      .orderBy('sequence', 'desc')
      .limit(1)
      .select(['sequence', 'digest'])
      .executeTakeFirst();
  }

  /** A row and the newest entry that names it, in one statement: rows are read one by one more often than in any other way. */
  async function recordWithNewest(
    id: RowId,
  ): Promise<{ readonly record: SealedRowRecord | undefined; readonly newest: NewestSubject | undefined }> {
    const { rows } = await sql<SealedRowRecord & { subject_sequence: number | null; subject_digest: string | null }>`
      SELECT row.id, row.name_key, row.parent_id, row.digest, row.changed_sequence, row.changed_hash, row.text,
        subject.sequence AS subject_sequence, subject.digest AS subject_digest
      FROM (SELECT ${kind} AS kind, ${id} AS id) AS asked
      LEFT JOIN sealed_rows AS row ON row.kind = asked.kind AND row.id = asked.id
      LEFT JOIN audit_subjects AS subject ON subject.kind = asked.kind AND subject.id = asked.id
        AND subject.sequence = (
          SELECT max(sequence) FROM audit_subjects WHERE kind = asked.kind AND id = asked.id)`.execute(queries);
    const [found] = rows;
    return {
      record: found?.id == null ? undefined : found,
      newest:
        found?.subject_sequence == null
          ? undefined
          : { sequence: found.subject_sequence, digest: found.subject_digest },
    };
  }

  /** The same for every row of the kind, or of one parent. SQLite takes `digest` from the row that has the maximum. */
  async function newestOfAll(condition: ReturnType<typeof sql<SqlBool>>): Promise<Map<string, NewestSubject>> {
    const rows = await queries
      .selectFrom('audit_subjects')
      .where('kind', '=', kind)
      .where(condition)
      .groupBy('id')
      .select((eb) => ['id', 'digest', eb.fn.max('sequence').as('sequence')])
      .execute();
    return new Map(rows.map(({ id, digest, sequence }) => [id, { digest, sequence }]));
  }

  async function check(record: SealedRowRecord, newest: NewestSubject | undefined): Promise<T> {
    return checkWith(record, newest, await entriesOf([record]));
  }

  function checkWith(
    record: SealedRowRecord,
    newest: NewestSubject | undefined,
    entries: ReadonlyMap<number, SealingEntry>,
  ): T {
    const changed = pending.get(subjectKey(kind, record.id));
    if (changed === undefined) return checkedRow(definition, record, newest, entries, seals);
    if (changed.digest !== record.digest) throw tampered(kind, record.id, 'pending');
    return rowOf(definition, record);
  }

  /** A row the log says exists must be there: one that is missing was taken away. */
  async function checkAll(
    records: readonly SealedRowRecord[],
    newest: Map<string, NewestSubject>,
  ): Promise<readonly T[]> {
    const found = new Set(records.map(({ id }) => id));
    for (const [id, { digest }] of newest) {
      if (digest !== null && !found.has(id) && !pending.has(subjectKey(kind, id))) throw tampered(kind, id, 'missing');
    }
    const entries = await entriesOf(records);
    return records.map((record) => checkWith(record, newest.get(record.id), entries));
  }

  return {
    async get(id) {
      const { record, newest } = await recordWithNewest(id);
      if (record !== undefined) return check(record, newest);
      if (newest !== undefined && newest.digest !== null && !pending.has(subjectKey(kind, id)))
        throw tampered(kind, id, 'missing');
      return null;
    },
    async byName(name) {
      const records = await selectRows().where('row.name_key', '=', foldedName(name)).limit(2).execute();
      const [record, second] = records;
      if (record === undefined) return null;
      // Only kinds whose names are unique within a scope can come here.
      if (second !== undefined)
        throw new ConsoleError('state.conflict', { facts: { kind, name, reason: 'name-not-unique' } });
      return check(record, await newestOf(record.id));
    },
    async list() {
      return checkAll(await selectRows().orderBy('row.number').execute(), await newestOfAll(sql<SqlBool>`true`));
    },
    async ofParent(parentId) {
      const records = await selectRows().where('row.parent_id', '=', parentId).orderBy('row.number').execute();
      return checkAll(records, await newestOfAll(sql<SqlBool>`parent_id = ${parentId}`));
    },
    async pageByName(prefix, { cursor, limit }) {
      const first = foldedName(prefix);
      // The last character of the range: no folded name has one behind it.
      const last = cursor ?? `${first}\uffff`;
      const records = await selectRows()
        .select('row.name_key')
        .where('row.name_key', '>=', first)
        .where('row.name_key', '<', last)
        .orderBy('row.name_key', 'desc')
        .limit(limit + 1)
        .execute();
      const { total } = await queries
        .selectFrom('sealed_rows')
        .where('kind', '=', kind)
        .where('name_key', '>=', first)
        .where('name_key', '<', `${first}\uffff`)
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const shown = records.slice(0, limit);
      const newest = await newestOfAll(
        shown.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`id IN (${sql.join(shown.map(({ id }) => id))})`,
      );
      const entries = await entriesOf(shown);
      const rows = shown.map((record) => checkWith(record, newest.get(record.id), entries));
      return { rows, next: records.length > limit ? (records[limit - 1]?.name_key ?? null) : null, total };
    },
  };
}
