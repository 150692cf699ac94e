// Is a row what the audit log says it is? An old page of the file put back, or a row changed by anything but the store, is noticed here.
import { ConsoleError } from '../../../shared/errors';
import { sha256Hex } from '../../domain/digest';
import type { RowId } from '../../domain/entities';
import { foldedName } from './folded-name';
import type { CheckedSeals } from './checked-seals';
import type { SealedKind } from './sealed-kinds';

/** A row as stored. */
export interface SealedRowRecord {
  readonly id: string;
  readonly name_key: string;
  readonly parent_id: string | null;
  readonly digest: string;
  readonly changed_sequence: number | null;
  readonly changed_hash: string | null;
  readonly text: string;
}
export interface SealingEntry {
  readonly hash: string;
  readonly text: string;
}
export interface NewestSubject {
  readonly sequence: number;
  readonly digest: string | null;
}

export function tampered(kind: string, id: string, reason: string): ConsoleError {
  return new ConsoleError('store.row-tampered', { facts: { kind, id, reason } });
}

/** Was it found before that the entry the row names seals just this? */
export function isChecked(kind: string, record: SealedRowRecord, seals: CheckedSeals): boolean {
  const { id, digest, changed_sequence: sequence, changed_hash: hash } = record;
  return sequence !== null && hash !== null && seals.has({ kind, id, digest, sequence, hash });
}

/**
 * The row, once everything about it agrees; else `store.row-tampered` with the reason.
 * @param newest the newest entry that names the row
 * @param entries by sequence; must hold the entry that the row names unless `isChecked`
 */
export function checkedRow<T extends { readonly id: RowId }>(
  definition: SealedKind<T>,
  record: SealedRowRecord,
  newest: NewestSubject | undefined,
  entries: ReadonlyMap<number, SealingEntry>,
  seals: CheckedSeals,
): T {
  const { kind } = definition;
  const { id, digest, changed_sequence: sequence, changed_hash: hash } = record;
  const fail = (reason: string): never => {
    throw tampered(kind, id, reason);
  };
  if (sequence === null || hash === null) return fail('no-entry');
  if (!isChecked(kind, record, seals)) {
    const entry = entries.get(sequence);
    if (entry === undefined) return fail('no-entry');
    if (entry.hash !== hash || sha256Hex(entry.text) !== hash) return fail('entry-hash');
    if (subjectDigest(entry.text, kind, id) !== digest) return fail('entry-subject');
    seals.add({ kind, id, digest, sequence, hash });
  }
  if (newest?.sequence !== sequence || newest.digest !== digest) return fail('not-newest');
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
