// Changing rows that decide security: a change waits, unsealed, for the audit entry that will name it.
import type { AuditSubject } from '../../domain/audit-event';
import { sha256Hex } from '../../domain/digest';
import type { RowId } from '../../domain/entities';
import { canonicalJson } from '../../../shared/canonical-json';
import { ConsoleError } from '../../../shared/errors';
import type { WritableSealedRows } from '../../ports/store';
import { foldedName } from './folded-name';
import type { CheckedSeals } from './checked-seals';
import type { StoreQueries } from './kysely-dialect';
import type { SealedKind } from './sealed-kinds';
import { violates } from './sqlite-errors';
import { sealedRows, subjectKey, type SealedRowReader } from './sealed-rows';

/** A row changed since the last entry. */
export interface PendingSubject extends AuditSubject {
  readonly parentId: RowId | null;
}

/** What a change needs of its transaction. */
export interface ChangeScope {
  readonly queries: StoreQueries;
  readonly pending: Map<string, PendingSubject>;
  readonly seals: CheckedSeals;
  /** Runs changes one after the other and marks the transaction changed. */
  change<T>(work: () => Promise<T>): Promise<T>;
}

export function writableSealedRows<T extends { readonly id: RowId }>(
  scope: ChangeScope,
  definition: SealedKind<T>,
): WritableSealedRows<T> & SealedRowReader<T> {
  const { queries, pending } = scope;
  const { kind } = definition;
  const note = (id: RowId, digest: string | null, parentId: RowId | null): void => {
    // The last change decides where it stands among the subjects.
    pending.delete(subjectKey(kind, id));
    pending.set(subjectKey(kind, id), { kind, id, digest, parentId });
  };

  async function put(row: T): Promise<void> {
    const text = canonicalJson(row);
    const name = definition.nameOf(row);
    const columns = {
      name_key: foldedName(name),
      unique_key: `${definition.scopeOf?.(row) ?? ''}/${foldedName(name)}`,
      parent_id: definition.parentOf?.(row) ?? null,
      digest: sha256Hex(text),
      changed_sequence: null,
      changed_hash: null,
      text,
    };
    await queries
      .insertInto('sealed_rows')
      .values({ kind, id: row.id, ...columns })
      .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(columns))
      .execute()
      .catch((thrown: unknown) => {
        throw violates(thrown, 'sealed_rows.unique_key')
          ? new ConsoleError('input.name-taken', { facts: { kind, name } })
          : thrown;
      });
    note(row.id, columns.digest, columns.parent_id);
  }

  async function remove(id: RowId): Promise<void> {
    const deleted = await queries
      .deleteFrom('sealed_rows')
      .where('kind', '=', kind)
      .where('id', '=', id)
      .returning('parent_id')
      .executeTakeFirst();
    if (deleted !== undefined) note(id, null, deleted.parent_id);
  }

  return {
    ...sealedRows(queries, definition, pending, scope.seals),
    put: (row) => scope.change(() => put(row)),
    delete: (id) => scope.change(() => remove(id)),
  };
}
