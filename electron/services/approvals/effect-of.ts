// What approvers are shown of an order: the command's own description, or every field of what is frozen.
import type { EffectFact } from '../../../shared/schemas/approvals';
import { canonicalJson } from '../../../shared/canonical-json';
import type { ControlledCommand, Order } from '../controlled-command';

/** One line a field, nested ones by their path; long values are cut, which the digest beside them makes safe. */
function flatten(path: string, value: unknown): readonly EffectFact[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([name, inner]) => flatten(path === '' ? name : `${path}.${name}`, inner));
  }
  if (value === undefined) return [];
  const text = typeof value === 'string' ? value : canonicalJson(value);
  return [{ name: path, value: text.length > 2000 ? `${text.slice(0, 2000)}…` : text, before: null }];
}

export function effectOf(command: ControlledCommand<unknown, unknown>, order: Order): readonly EffectFact[] {
  return command.describe?.(order) ?? flatten('', order.frozen);
}
