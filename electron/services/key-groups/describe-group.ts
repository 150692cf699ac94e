// What approvers read of a key group that is added, changed or deleted: the fields of its dialog in their order, in words.
import type { Credential, Key } from '../../domain/entities';
import type { EffectFact } from '../../../shared/schemas/approvals';
import { keyLengthName, keySpecOf } from '../../../shared/key-spec';
import type { KeyGroupInput } from '../../../shared/schemas/key-groups';
import { effectWords as words } from '../../../shared/text/effect-words';
import { changedFacts, effectFact } from '../effect-facts';

/** The account and endpoint an order was shown with: approvers see them, and a change of them makes the order stale. */
export type ShownCredential = Pick<Credential, 'id' | 'name' | 'accessKeyId' | 'accountId' | 'endpoint'>;
export const shownCredential = ({ id, name, accessKeyId, accountId, endpoint }: Credential): ShownCredential => ({
  ...{ id, name, accessKeyId, accountId, endpoint },
});

export interface ShownGroup {
  readonly group: KeyGroupInput;
  /** Null where the store has lost it. */
  readonly credential: ShownCredential | null;
  readonly activeKeyArn: string | null;
}

const { rows } = words;
/** Said only where something stands in them. */
const optional: readonly string[] = [
  rows.reimport,
  rows.onlyNearExpiry,
  rows.owner,
  rows.notes,
  rows.description,
  rows.tags,
];
const text = (value: string): string => (value === '' ? words.none : value);

function rowsOf({ group, credential, activeKeyArn }: ShownGroup): Readonly<Record<string, string>> {
  const { rotateEvery, keepKeyValidFor, materialExpiresInDays: days } = group;
  const reimport = group.reimportDaysBefore ?? null;
  const onlyNear = group.schedule?.onlyWithinDaysOfExpiry ?? null;
  return {
    [rows.name]: group.name,
    [rows.credential]: credential === null ? words.unknown : words.credential(credential.name, credential.accessKeyId),
    [rows.account]: credential === null ? words.unknown : words.account(credential.accountId, credential.endpoint),
    ...(credential?.endpoint.kind === 'custom' ? { [rows.endpoint]: words.endpoint(credential.endpoint) } : {}),
    [rows.keyLength]: keyLengthName(keySpecOf(group)),
    [rows.rotateEvery]: group.rotateKey && rotateEvery !== null ? words.period(rotateEvery) : words.noSchedule,
    [rows.schedule]: group.schedule == null ? words.no : words.schedule(group.schedule),
    [rows.onlyNearExpiry]: onlyNear === null ? words.none : words.within(onlyNear),
    [rows.keepKeyValidFor]: keepKeyValidFor === null ? words.noLimit : words.period(keepKeyValidFor),
    [rows.owner]: text(group.owner),
    [rows.notes]: text(group.notes),
    [rows.alias]: group.alias,
    [rows.description]: text(group.description),
    [rows.region]: group.region,
    [rows.activeKeyId]: activeKeyArn ?? group.activeKeyId ?? words.consoleMakesKey,
    [rows.policy]: group.policy ?? words.defaultPolicy,
    [rows.tags]: tagWords(group.tags),
    [rows.rotationMethod]: words.rotationMethods[group.rotationMethod],
    [rows.materialExpires]: days === null ? words.doesNotExpire : words.expiresAfter(days),
    [rows.reimport]: reimport === null ? words.none : words.daysBefore(reimport),
    [rows.wrappingAlgorithm]: group.wrappingAlgorithm === 'AUTO' ? words.strongestWrapping : group.wrappingAlgorithm,
    [rows.wrappingKeySpec]: group.wrappingKeySpec,
  };
}

/** One a line. */
export const tagWords = (tags: KeyGroupInput['tags']): string =>
  tags.length === 0 ? words.none : tags.map(({ key, value }) => `${key} = ${value}`).join('\n');

export function describeNewGroup(added: ShownGroup): readonly EffectFact[] {
  return Object.entries(rowsOf(added))
    .filter(([name, value]) => !(optional.includes(name) && value === words.none))
    .map(([name, value]) => effectFact(name, value));
}

/** Only what changes, with what it is now. */
export const describeGroupChange = (before: ShownGroup, after: ShownGroup): readonly EffectFact[] =>
  changedFacts(rowsOf(before), rowsOf(after));

export function describeGroupDeletion(
  { alias, region }: Pick<KeyGroupInput, 'alias' | 'region'>,
  keysKept: readonly Pick<Key, 'name' | 'state'>[],
): readonly EffectFact[] {
  const kept = keysKept.map(({ name, state }) => words.keyAndState(name, state)).join('\n');
  return [
    effectFact(rows.alias, alias),
    effectFact(rows.region, region),
    effectFact(rows.keysKept, kept === '' ? words.none : kept),
  ];
}
