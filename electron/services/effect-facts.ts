// Rows of what an order does, as they are shown, frozen and signed.
import { effectWords as words } from '../../shared/text/effect-words';
import type { EffectFact } from '../../shared/schemas/approvals';

/** @param before what it is now, where the order changes it */
export const effectFact = (name: string, value: string, before: string | null = null): EffectFact => ({
  name,
  value,
  before,
});

/** A row for each name whose value differs; where none does, one row that says so. Both have the same names, in the order of `after`. */
export function changedFacts(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly EffectFact[] {
  const changed = Object.entries(after)
    .filter(([name, value]) => value !== (before[name] ?? words.none))
    .map(([name, value]) => effectFact(name, value, before[name] ?? words.none));
  return changed.length > 0 ? changed : [effectFact(words.rows.change, words.nothingChanges)];
}
