// What approvers are shown of an order: the command's own description, or every field of what is frozen.
import type { EffectFact } from '../../../shared/schemas/approvals';
import { effectNames } from '../../../shared/text/effect-names';
import { canonicalJson } from '../../../shared/canonical-json';
import type { ControlledCommand, Order } from '../controlled-command';

const wordOf = (value: unknown): string => {
  if (value === null || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : canonicalJson(value);
};

/** One line a field, nested ones by their path; long values are cut, which the digest beside them makes safe. */
function flatten(path: string, value: unknown): readonly EffectFact[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([name, inner]) => flatten(path === '' ? name : `${path}.${name}`, inner));
  }
  if (value === undefined) return [];
  const text = wordOf(value);
  return [
    { name: effectNames[path] ?? path, value: text.length > 2000 ? `${text.slice(0, 2000)}…` : text, before: null },
  ];
}

export function effectOf(command: ControlledCommand<unknown, unknown>, order: Order): readonly EffectFact[] {
  return command.describe?.(order) ?? flatten('', order.frozen);
}
