// Changes full name and roles of an identity, disables, enables and deletes it. What it signed before stays verifiable.
import type { Identity } from '../../domain/entities';
import type { StoreReader, StoreWriter } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { EffectFact } from '../../../shared/schemas/approvals';
import type { IdentityView } from '../../../shared/schemas/identities';
import { assertQuorums } from '../approvals/assert-quorums';
import type { ControlledCommand, Order } from '../controlled-command';
import { closeKey } from './enrol-key';
import {
  assertSameOrder,
  changedFact,
  effectOfOrder,
  identityAt,
  namesOf,
  rolesFor,
  withIdentity,
} from './identity-order';
import { effectFact } from '../effect-facts';
import type { IdentityParts } from './identity-parts';
import { identityView } from './identity-view';

interface Act {
  readonly id: string;
  readonly revision: number;
}
interface Planned {
  readonly changed: Identity;
  readonly effect: readonly EffectFact[];
}

/**
 * A command that turns one identity into another version of itself.
 * @param plan what it becomes and how that is shown; throws what stands against it
 * @param after what else is written in the same transaction
 */
function changing<I extends Act>(
  parts: Pick<IdentityParts, 'store'>,
  plan: (tx: StoreReader, identity: Identity, input: I) => Promise<Planned> | Planned,
  after?: (tx: StoreWriter, identity: Identity, now: Date) => Promise<void>,
): ControlledCommand<I, IdentityView> {
  const { store } = parts;
  async function planned(tx: StoreReader, input: I): Promise<{ readonly order: Order; readonly changed: Identity }> {
    const identity = await identityAt(tx, input.id, input.revision);
    const { changed, effect } = await plan(tx, identity, input);
    if (effect.length === 0)
      throw new ConsoleError('input.invalid', { facts: { field: 'identity', rule: 'nothing-changed' } });
    await assertQuorums(tx, store.environment, { identities: withIdentity(await tx.identities.list(), changed) });
    const target = { kind: 'identity', id: identity.id, name: identity.name };
    return { order: { target, frozen: { input, effect } }, changed };
  }
  const inputOf = (order: Order): I => order.frozen['input'] as I;
  const orderOf = async (input: I): Promise<Order> => (await store.read((tx) => planned(tx, input))).order;
  return {
    prepare: orderOf,
    recheck: (order) => orderOf(inputOf(order)),
    async execute(tx, order, _grant, context) {
      const { order: again, changed } = await planned(tx, inputOf(order));
      assertSameOrder(order, again);
      const identity: Identity = { ...changed, revision: changed.revision + 1 };
      await tx.identities.put(identity);
      await after?.(tx, identity, context.now);
      return {
        result: await identityView(tx, identity, context.now),
        audit: { target: order.target, facts: { effect: effectOfOrder(order), revision: identity.revision } },
      };
    },
    describe: effectOfOrder,
  };
}

export function changeIdentity(
  parts: IdentityParts,
): ControlledCommand<Act & { readonly fullName: string; readonly roleIds: readonly string[] }, IdentityView> {
  return changing(parts, async (tx, identity, { fullName, roleIds }) => {
    const roles = await rolesFor(tx, roleIds, identity.name);
    const before = (await tx.roles.list()).filter(({ id }) => identity.roleIds.includes(id));
    return {
      changed: { ...identity, fullName, roleIds: roles.map(({ id }) => id) },
      effect: [
        ...changedFact('Full name', identity.fullName, fullName),
        ...changedFact('Roles', namesOf(before), namesOf(roles)),
      ],
    };
  });
}

const assertStatus = (identity: Identity, wanted: Identity['status']): void => {
  if (identity.status !== wanted)
    throw new ConsoleError('state.conflict', { facts: { reason: `identity-${identity.status}`, name: identity.name } });
};

export function disableIdentity(parts: IdentityParts): ControlledCommand<Act, IdentityView> {
  return changing(parts, (_tx, identity) => {
    assertStatus(identity, 'enabled');
    return { changed: { ...identity, status: 'disabled' }, effect: [effectFact('Status', 'Disabled', 'Enabled')] };
  });
}

/** A lock-out is over as well, and the 90 days of an unused identity begin anew. */
export function enableIdentity(parts: IdentityParts): ControlledCommand<Act, IdentityView> {
  return changing(
    parts,
    (_tx, identity) => {
      assertStatus(identity, 'disabled');
      return { changed: { ...identity, status: 'enabled' }, effect: [effectFact('Status', 'Enabled', 'Disabled')] };
    },
    async (tx, identity, now) => {
      const blank = { identityId: identity.id, lastLoginAt: null };
      const counters = (await tx.loginStates.get(identity.id)) ?? blank;
      await tx.loginStates.put({ ...counters, failedTries: 0, lockedUntil: null, enabledAt: now.toISOString() });
    },
  );
}

/** The row stays, without any secret: what it signed can be verified, and its name is nobody else's. */
export function deleteIdentity(parts: IdentityParts): ControlledCommand<Act, Record<string, never>> {
  const command = changing<Act>(parts, (_tx, identity) => ({
    changed: {
      ...identity,
      status: 'deleted',
      secondFactor: null,
      passwordHistory: [],
      signingKey: closeKey(identity.signingKey),
    },
    effect: [effectFact('Status', 'Deleted', identity.status === 'enabled' ? 'Enabled' : 'Disabled')],
  }));
  return {
    prepare: (input, context) => command.prepare(input, context),
    recheck: (order, context) => command.recheck(order, context),
    async execute(tx, order, grant, context) {
      const { audit } = await command.execute(tx, order, grant, context);
      return { result: {}, audit };
    },
    describe: effectOfOrder,
  };
}
