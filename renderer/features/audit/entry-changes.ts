// What an entry says was changed, in the forms that entries have for it: one row a field, before and after.
import type { EffectFact } from '../../../shared/schemas/approvals';
import { factText } from './audit-facts';

type Facts = Readonly<Record<string, unknown>>;

export interface EntryChanges {
  readonly changes: readonly EffectFact[];
  /** The facts that say something else. */
  readonly rest: Facts;
}

const isObject = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEffect = (value: unknown): value is EffectFact =>
  isObject(value) && typeof value['name'] === 'string' && typeof value['value'] === 'string';

const shown = (value: unknown): string => factText(value).shown;
/** `settings.keepDays` is "Settings: keep days". */
function nameOf(path: string): string {
  const name = path
    .split('.')
    .join(': ')
    .replaceAll(/([A-Z])/g, ' $1')
    .toLowerCase();
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Nested fields by their path. */
function flat(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (!isObject(value)) return [[path, shown(value)]];
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, path === '' ? name : `${path}.${name}`));
}

/** `changes: {field: {before, after}}` of key groups. */
const ofFields = (changes: Facts): readonly EffectFact[] =>
  Object.entries(changes).flatMap(([name, change]) =>
    isObject(change) ? [{ name: nameOf(name), value: shown(change['after']), before: shown(change['before']) }] : [],
  );

/** `before` and `after` as wholes: only what differs. Nothing before: all of it is new. */
function ofWholes(before: unknown, after: unknown): readonly EffectFact[] {
  const was = new Map(isObject(before) ? flat(before) : []);
  const is = new Map(isObject(after) ? flat(after) : []);
  const none = shown(null);
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => was.get(path) !== is.get(path))
    .map((path) => ({
      name: nameOf(path),
      value: is.get(path) ?? none,
      before: was.size === 0 ? null : (was.get(path) ?? none),
    }));
}

export function entryChanges(facts: Facts): EntryChanges {
  const { changes, effect, before, after, ...rest } = facts;
  const listed = Array.isArray(changes) ? changes : Array.isArray(effect) ? effect : null;
  if (listed !== null && listed.length > 0 && listed.every(isEffect)) return { changes: listed, rest };
  if (isObject(changes) && Object.keys(changes).length > 0) return { changes: ofFields(changes), rest };
  if (isObject(after)) return { changes: ofWholes(before, after), rest };
  return { changes: [], rest: facts };
}
