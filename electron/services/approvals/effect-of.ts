// What approvers are shown of an order: the command's own description, or every field of what is frozen, by its name.
import type { EffectFact } from '../../../shared/schemas/approvals';
import { effectWords as words } from '../../../shared/text/effect-words';
import { canonicalJson } from '../../../shared/canonical-json';
import type { ControlledCommand, Order } from '../controlled-command';
import { effectFact } from '../effect-facts';

const wordOf = (value: unknown): string => {
  if (value === null || value === '') return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.length === 0 ? words.none : value.map(wordOf).join('\n');
  return typeof value === 'string' ? value : canonicalJson(value);
};

/** `settings.keepDays` is "Settings: keep days". */
function nameOf(path: readonly string[]): string {
  const name = path.map((part) => part.replaceAll(/([A-Z])/g, ' $1').toLowerCase()).join(': ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function flatten(path: readonly string[], value: unknown): readonly EffectFact[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value).flatMap(([name, inner]) => flatten([...path, name], inner));
  return value === undefined ? [] : [effectFact(nameOf(path), wordOf(value))];
}

export function effectOf(command: ControlledCommand<unknown, unknown>, order: Order): readonly EffectFact[] {
  return command.describe?.(order) ?? flatten([], order.frozen);
}
