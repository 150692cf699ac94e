// Compares every row that decides security with what the whole log says of it. The check at each reading trusts the index of subjects;
// someone who puts back old pages of rows and index together is noticed only here, where the entries themselves are read.
import type { AuditSubject } from '../../domain/audit-event';
import type { StoreQueries } from './kysely-dialect';
import { tampered } from './sealed-row-check';
import { subjectKey } from './sealed-rows';

export interface SubjectCheck {
  /** Entries in order from the first. */
  add(entry: { readonly sequence: number; readonly text: string }): void;
  /** After the last entry of the view, with the last one that retention removed; `store.row-tampered` names a row that is not as the log left it. */
  finish(queries: StoreQueries, base: number): Promise<void>;
}

interface Newest {
  readonly kind: string;
  readonly id: string;
  readonly digest: string | null;
  readonly sequence: number;
}

export function subjectCheck(): SubjectCheck {
  const newest = new Map<string, Newest>();
  return {
    add({ sequence, text }) {
      for (const { kind, id, digest } of subjectsOf(text))
        newest.set(subjectKey(kind, id), { kind, id, digest, sequence });
    },
    async finish(queries, base) {
      const indexed = await queries
        .selectFrom('audit_subjects')
        .where('sequence', '>', base)
        .groupBy(['kind', 'id'])
        .select((eb) => ['kind', 'id', 'digest', eb.fn.max('sequence').as('sequence')])
        .execute();
      const rows = await queries
        .selectFrom('sealed_rows')
        .select(['kind', 'id', 'digest', 'changed_sequence as sequence'])
        .execute();
      compare(newest, indexed);
      compare(new Map([...newest].filter(([, { digest }]) => digest !== null)), rows);
    },
  };
}

function compare(
  expected: ReadonlyMap<string, Newest>,
  found: readonly { kind: string; id: string; digest: string | null; sequence: number | null }[],
): void {
  const missing = new Map(expected);
  for (const { kind, id, digest, sequence } of found) {
    const known = expected.get(subjectKey(kind, id));
    if (known?.digest !== digest || known.sequence !== sequence) throw tampered(kind, id, 'not-as-logged');
    missing.delete(subjectKey(kind, id));
  }
  for (const { kind, id } of missing.values()) throw tampered(kind, id, 'missing');
}

/** Most entries name no row, which shows without parsing them: keys are in order, and after `subjects` comes only the plain `target`. */
function subjectsOf(text: string): readonly AuditSubject[] {
  const start = text.lastIndexOf('"subjects":[');
  if (start < 0 || text.startsWith('"subjects":[]', start)) return [];
  return (JSON.parse(text) as { readonly subjects: readonly AuditSubject[] }).subjects;
}
