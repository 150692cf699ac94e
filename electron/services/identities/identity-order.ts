// Orders on identities and roles: what they share in being read, compared and shown.
import type { Identity, Role } from '../../domain/entities';
import { findExclusion } from '../../domain/roles';
import type { StoreReader } from '../../ports/store';
import { canonicalJson } from '../../../shared/canonical-json';
import { ConsoleError } from '../../../shared/errors';
import type { EffectFact } from '../../../shared/schemas/approvals';
import { effectFact } from '../effect-facts';
import type { Order } from '../controlled-command';

/** Throws `not-found`, or `state.conflict` (what revision) when it was changed since it was shown; a deleted one is not found. */
export async function identityAt(tx: StoreReader, id: string, revision: number): Promise<Identity> {
  const identity = await tx.identities.get(id);
  if (identity === null || identity.status === 'deleted')
    throw new ConsoleError('not-found', { facts: { kind: 'identity', id } });
  if (identity.revision !== revision)
    throw new ConsoleError('state.conflict', { facts: { what: 'revision', revision: identity.revision } });
  return identity;
}

/**
 * The roles in the order of the store. Throws `input.invalid` (rule unknown-role, or exclusion with `role`, `other`, `name`).
 * @param name of who would hold them
 */
export async function rolesFor(tx: StoreReader, roleIds: readonly string[], name: string): Promise<readonly Role[]> {
  const all = await tx.roles.list();
  const roles = all.filter(({ id }) => roleIds.includes(id));
  const unknown = roleIds.find((id) => !roles.some((role) => role.id === id));
  if (unknown !== undefined)
    throw new ConsoleError('input.invalid', { facts: { field: 'roleIds', rule: 'unknown-role', role: unknown } });
  const exclusion = findExclusion(roles);
  if (exclusion !== null) {
    const [role, other] = exclusion;
    throw new ConsoleError('input.invalid', { facts: { field: 'roleIds', rule: 'exclusion', name, role, other } });
  }
  return roles;
}

export const namesOf = (roles: readonly Role[]): string => roles.map(({ name }) => name).join(', ');

/** Only what changes. */
export function changedFact(name: string, before: string, value: string): readonly EffectFact[] {
  return before === value ? [] : [effectFact(name, value, before)];
}

/** Rows in words that are part of what is frozen, so that what is signed is what was shown. */
export const effectOfOrder = (order: Order): readonly EffectFact[] => order.frozen['effect'] as readonly EffectFact[];

/** Throws `state.conflict` (reason stale) when the order made again in the transaction is another one. */
export function assertSameOrder(order: Order, again: Order): void {
  if (canonicalJson(order.frozen) !== canonicalJson(again.frozen))
    throw new ConsoleError('state.conflict', { facts: { reason: 'stale', target: order.target.name } });
}

/** The identities with one of them as it would be; a new one comes last. */
export function withIdentity(all: readonly Identity[], changed: Identity): readonly Identity[] {
  return [...all.filter(({ id }) => id !== changed.id), changed];
}
