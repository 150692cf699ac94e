// How many entries a filter lets through. Entries never change, so a total once counted only needs the new ones added.
import type { AuditSelection } from './audit-selection';

export interface AuditTotals {
  /** Exact, for the log as it stands at `head`. */
  count(selection: AuditSelection, head: number): Promise<number>;
  /** Entries were removed: everything is counted anew. */
  forget(): void;
}

/** Filters whose totals are remembered; the oldest is forgotten beyond. */
const remembered = 32;

export function auditTotals(): AuditTotals {
  const known = new Map<string, { readonly head: number; readonly total: number }>();
  return {
    forget: () => known.clear(),
    async count(selection, head) {
      const key = `${selection.key} from ${selection.range.first}`;
      // A range that ends before the head takes in nothing new, but for entries of a clock set back: counted afresh.
      const last = Math.min(selection.range.last, head);
      const before = known.get(key);
      const grown = before !== undefined && before.head <= last;
      const total = grown
        ? before.total + (await selection.count(before.head + 1, last))
        : await selection.count(1, last);
      if (before === undefined || grown) {
        known.delete(key);
        known.set(key, { head: last, total });
        const oldest = known.keys().next().value;
        if (known.size > remembered && oldest !== undefined) known.delete(oldest);
      }
      return total;
    },
  };
}
