// Is a row what the audit log says it is? An old page of the file put back, or a row changed by anything but the store, is noticed here.
import { ConsoleError } from '../../../shared/errors';
import { sha256Hex } from '../../domain/digest';
import type { RowId } from '../../domain/entities';
import { foldedName } from './folded-name';
import type { SealedKind } from './sealed-kinds';

/** A stored row beside the entry it names and the newest entry that names the row. */
export interface SealedRowRecord {
  readonly id: string;
  readonly name_key: string;
  readonly parent_id: string | null;
  readonly digest: string;
  readonly changed_sequence: number | null;
  readonly changed_hash: string | null;
  readonly text: string;
  readonly entry_hash: string | null;
  readonly entry_text: string | null;
}
export interface NewestSubject {
  readonly sequence: number;
  readonly digest: string | null;
}

export function tampered(kind: string, id: string, reason: string): ConsoleError {
  return new ConsoleError('store.row-tampered', { facts: { kind, id, reason } });
}

/** The row, once everything about it agrees; else `store.row-tampered` with the reason. */
export function checkedRow<T extends { readonly id: RowId }>(
  definition: SealedKind<T>,
  record: SealedRowRecord,
  newest: NewestSubject | undefined,
): T {
  const fail = (reason: string): never => {
    throw tampered(definition.kind, record.id, reason);
  };
  if (record.changed_sequence === null || record.entry_text === null) return fail('no-entry');
  if (record.entry_hash !== record.changed_hash || sha256Hex(record.entry_text) !== record.changed_hash)
    return fail('entry-hash');
  if (subjectDigest(record.entry_text, definition.kind, record.id) !== record.digest) return fail('entry-subject');
  if (newest === undefined || newest.sequence !== record.changed_sequence || newest.digest !== record.digest)
    return fail('not-newest');
  return rowOf(definition, record);
}

/** The row by its own digest and columns alone: all there is to check before its entry is recorded. */
export function rowOf<T extends { readonly id: RowId }>(
  definition: SealedKind<T>,
  record: Pick<SealedRowRecord, 'id' | 'name_key' | 'parent_id' | 'digest' | 'text'>,
): T {
  if (sha256Hex(record.text) !== record.digest) throw tampered(definition.kind, record.id, 'digest');
  const row = JSON.parse(record.text) as T;
  const columnsAgree =
    row.id === record.id &&
    foldedName(definition.nameOf(row)) === record.name_key &&
    (definition.parentOf?.(row) ?? null) === record.parent_id;
  if (!columnsAgree) throw tampered(definition.kind, record.id, 'columns');
  return row;
}

function subjectDigest(entryText: string, kind: string, id: string): string | null | undefined {
  const { subjects } = JSON.parse(entryText) as {
    subjects: readonly { kind: string; id: string; digest: string | null }[];
  };
  return subjects.find((subject) => subject.kind === kind && subject.id === id)?.digest;
}
