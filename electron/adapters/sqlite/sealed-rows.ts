// Reading rows that decide security: nothing leaves here that the audit log does not vouch for.
import { sql, type SqlBool } from 'kysely';
import type { AuditSubject } from '../../domain/audit-event';
import type { RowId } from '../../domain/entities';
import { ConsoleError } from '../../../shared/errors';
import type { SealedRows } from '../../ports/store';
import { foldedName } from './folded-name';
import type { StoreQueries } from './kysely-dialect';
import { checkedRow, rowOf, tampered, type NewestSubject, type SealedRowRecord } from './sealed-row-check';
import type { SealedKind } from './sealed-kinds';

/** Rows changed in this transaction and not yet recorded, by `subjectKey`. A reader has none. */
export type PendingSubjects = ReadonlyMap<string, AuditSubject>;
export const subjectKey = (kind: string, id: string): string => `${kind} ${id}`;

export interface SealedRowReader<T> extends SealedRows<T> {
  /** Rows that belong to a parent, in order of creation. */
  ofParent(parentId: RowId): Promise<readonly T[]>;
}

export function sealedRows<T extends { readonly id: RowId }>(
  queries: StoreQueries,
  definition: SealedKind<T>,
  pending: PendingSubjects,
): SealedRowReader<T> {
  const { kind } = definition;

  const selectRows = () =>
    queries
      .selectFrom('sealed_rows as row')
      .leftJoin('audit_entries as entry', 'entry.sequence', 'row.changed_sequence')
      .where('row.kind', '=', kind)
      .select([
        'row.id',
        'row.name_key',
        'row.parent_id',
        'row.digest',
        'row.changed_sequence',
        'row.changed_hash',
        'row.text',
        'entry.hash as entry_hash',
        'entry.text as entry_text',
      ]);

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

  function check(record: SealedRowRecord, newest: NewestSubject | undefined): T {
    const changed = pending.get(subjectKey(kind, record.id));
    if (changed === undefined) return checkedRow(definition, record, newest);
    if (changed.digest !== record.digest) throw tampered(kind, record.id, 'pending');
    return rowOf(definition, record);
  }

  /** A row the log says exists must be there: one that is missing was taken away. */
  function checkAll(records: readonly SealedRowRecord[], newest: Map<string, NewestSubject>): readonly T[] {
    const found = new Set(records.map(({ id }) => id));
    for (const [id, { digest }] of newest) {
      if (digest !== null && !found.has(id) && !pending.has(subjectKey(kind, id))) throw tampered(kind, id, 'missing');
    }
    return records.map((record) => check(record, newest.get(record.id)));
  }

  return {
    async get(id) {
      const record = await selectRows().where('row.id', '=', id).executeTakeFirst();
      const newest = await newestOf(id);
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
  };
}
