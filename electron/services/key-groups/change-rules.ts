// What may still change of a key group once it has keys: nothing that says where those keys are.
import { canonicalJson } from '../../../shared/canonical-json';
import { ConsoleError } from '../../../shared/errors';
import { keySpecOf } from '../../../shared/key-spec';
import type { KeyGroupInput } from '../../../shared/schemas/key-groups';
import type { Credential, Key, KeyGroup } from '../../domain/entities';

export interface ChangeSurroundings {
  readonly keys: readonly Key[];
  readonly before: Credential | null;
  readonly after: Credential;
}

/** Throws `state.conflict` with the field that stands fast. */
export function assertChangeable(
  current: KeyGroup,
  wanted: KeyGroupInput,
  { keys, before, after }: ChangeSurroundings,
): void {
  if (keys.length === 0) return;
  const fixed = (field: keyof KeyGroupInput): never => {
    throw new ConsoleError('state.conflict', { facts: { what: 'group-has-keys', field } });
  };
  if (keySpecOf(wanted) !== keySpecOf(current.template)) fixed('keySpec');
  if (wanted.region !== current.template.region) fixed('region');
  if (wanted.alias !== current.template.alias) fixed('alias');
  // A key that was given and never became active may be given up for another.
  if (wanted.activeKeyId !== current.activeKeyId && keys.some((key) => key.activatedAt !== null)) fixed('activeKeyId');
  if (wanted.credentialId !== current.template.credentialId && !sameAccount(before, after)) fixed('credentialId');
}

/** Keys of one account cannot be reached with a credential of another; accounts that are not known may differ. */
function sameAccount(before: Credential | null, after: Credential): boolean {
  return (
    before !== null &&
    before.accountId !== null &&
    before.accountId === after.accountId &&
    before.endpoint.kind === after.endpoint.kind
  );
}

/** Fields whose value changed, with the value before and after. */
export function changedFields(
  before: KeyGroupInput,
  after: KeyGroupInput,
): Readonly<Record<string, { before: unknown; after: unknown }>> {
  const names = Object.keys(after) as (keyof KeyGroupInput)[];
  return Object.fromEntries(
    names
      .filter((name) => canonicalJson(before[name]) !== canonicalJson(after[name]))
      .map((name) => [name, { before: before[name], after: after[name] }]),
  );
}
