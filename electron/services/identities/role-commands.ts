// Adds, changes and deletes roles. None of it may leave an operation without its people, or give one person two roles that exclude each other.
import type { Role } from '../../domain/entities';
import { excludedHolder, roleProblem } from '../../domain/role-rules';
import type { Store, StoreReader } from '../../ports/store';
import { permissions } from '../../../shared/permissions';
import { ConsoleError } from '../../../shared/errors';
import type { EffectFact } from '../../../shared/schemas/approvals';
import type { RoleInput, RoleView } from '../../../shared/schemas/identities';
import { assertQuorums } from '../approvals/assert-quorums';
import { readPolicy } from '../approvals/stored-policy';
import type { ControlledCommand, Order } from '../controlled-command';
import { newRowId } from '../ids';
import { effectFact } from '../effect-facts';
import { assertSameOrder, changedFact, effectOfOrder } from './identity-order';
import { holdersOf, roleView } from './identity-view';

type RoleChange = RoleInput & { readonly id: string; readonly revision: number };
interface Act {
  readonly id: string;
  readonly revision: number;
}

/** Throws `input.invalid` (rule), `input.name-taken`, `state.conflict` (reason exclusion or quorum). */
async function assertRole(tx: StoreReader, store: Store, role: Role): Promise<void> {
  const sameName = await tx.roles.byName(role.name);
  if (sameName !== null && sameName.id !== role.id)
    throw new ConsoleError('input.name-taken', { facts: { what: 'name', value: role.name } });
  const roles = [...(await tx.roles.list()).filter(({ id }) => id !== role.id), role];
  const rule = roleProblem(role, roles);
  if (rule !== null) throw new ConsoleError('input.invalid', { facts: { field: 'role', rule, role: role.name } });
  const holder = excludedHolder(await tx.identities.list(), roles);
  if (holder !== null) throw new ConsoleError('state.conflict', { facts: { reason: 'exclusion', ...holder } });
  await assertQuorums(tx, store.environment, { roles });
}

/** In one order, so that the same choice has one digest. */
function normalized(input: RoleInput): RoleInput {
  const { name, type, description, loginsRequired } = input;
  return {
    ...{ name, type, description, loginsRequired },
    permissions: permissions.filter((permission) => input.permissions.includes(permission)),
    excludes: input.excludes === '*' ? '*' : [...new Set(input.excludes)].sort(),
  };
}

async function describeRole(tx: StoreReader, before: Role | null, after: Role): Promise<readonly EffectFact[]> {
  const roles = await tx.roles.list();
  const excluded = ({ excludes }: Role): string =>
    excludes === '*'
      ? 'Every other role'
      : roles
          .filter(({ id }) => excludes.includes(id))
          .map(({ name }) => name)
          .join(', ') || 'None';
  const rows = (role: Role): Readonly<Record<string, string>> => ({
    Name: role.name,
    Type: role.type,
    Description: role.description,
    'Logins Required': String(role.loginsRequired),
    Permissions: role.permissions.join(', ') || 'None',
    Excludes: excluded(role),
  });
  const becomes = Object.entries(rows(after));
  if (before === null) return becomes.map(([name, value]) => effectFact(name, value));
  const was = rows(before);
  return becomes.flatMap(([name, value]) => changedFact(name, was[name] ?? '', value));
}

export function addRole(store: Store): ControlledCommand<RoleInput, RoleView> {
  // The id is made when the role is: what is frozen is only what was chosen.
  const draftOf = (input: RoleInput, id: string): Role => ({ ...normalized(input), id, builtIn: false, revision: 1 });
  async function orderOf(tx: StoreReader, input: RoleInput): Promise<Order> {
    const role = draftOf(input, 'new');
    await assertRole(tx, store, role);
    const effect = await describeRole(tx, null, role);
    return { target: { kind: 'role', id: '', name: role.name }, frozen: { input: normalized(input), effect } };
  }
  const inputOf = (order: Order): RoleInput => order.frozen['input'] as RoleInput;
  return {
    prepare: (input) => store.read((tx) => orderOf(tx, input)),
    recheck: (order) => store.read((tx) => orderOf(tx, inputOf(order))),
    async execute(tx, order) {
      assertSameOrder(order, await orderOf(tx, inputOf(order)));
      const role = draftOf(inputOf(order), newRowId());
      await tx.roles.put(role);
      return {
        result: await roleView(tx, role),
        audit: {
          target: { kind: 'role', id: role.id, name: role.name },
          facts: { effect: effectOfOrder(order) },
        },
      };
    },
    describe: effectOfOrder,
  };
}

/** Throws `not-found`, or `state.conflict` (what revision). */
async function roleAt(tx: StoreReader, { id, revision }: Act): Promise<Role> {
  const role = await tx.roles.get(id);
  if (role === null) throw new ConsoleError('not-found', { facts: { kind: 'role', id } });
  if (role.revision !== revision)
    throw new ConsoleError('state.conflict', { facts: { what: 'revision', revision: role.revision } });
  return role;
}

export function changeRole(store: Store): ControlledCommand<RoleChange, RoleView> {
  async function planned(tx: StoreReader, input: RoleChange): Promise<{ readonly order: Order; readonly role: Role }> {
    const before = await roleAt(tx, input);
    const role: Role = { ...before, ...normalized(input) };
    const effect = await describeRole(tx, before, role);
    if (effect.length === 0)
      throw new ConsoleError('input.invalid', { facts: { field: 'role', rule: 'nothing-changed' } });
    await assertRole(tx, store, role);
    const { id, revision } = input;
    const frozen = { input: { id, revision, ...normalized(input) }, effect };
    return { order: { target: { kind: 'role', id, name: before.name }, frozen }, role };
  }
  const inputOf = (order: Order): RoleChange => order.frozen['input'] as RoleChange;
  const orderOf = async (input: RoleChange): Promise<Order> => (await store.read((tx) => planned(tx, input))).order;
  return {
    prepare: orderOf,
    recheck: (order) => orderOf(inputOf(order)),
    async execute(tx, order) {
      const { order: again, role } = await planned(tx, inputOf(order));
      assertSameOrder(order, again);
      const changed: Role = { ...role, revision: role.revision + 1 };
      await tx.roles.put(changed);
      return {
        result: await roleView(tx, changed),
        audit: { target: order.target, facts: { effect: effectOfOrder(order), revision: changed.revision } },
      };
    },
    describe: effectOfOrder,
  };
}

/** Custom roles that nobody holds, no other role excludes and no row of the approval policy names. */
export function deleteRole(store: Store): ControlledCommand<Act, Record<string, never>> {
  async function orderOf(tx: StoreReader, input: Act): Promise<Order> {
    const role = await roleAt(tx, input);
    const conflict = (reason: string, facts: Readonly<Record<string, string | number>> = {}): ConsoleError =>
      new ConsoleError('state.conflict', { facts: { reason, role: role.name, ...facts } });
    if (role.builtIn) throw conflict('built-in-role');
    const holders = await holdersOf(tx, role.id);
    if (holders.length > 0)
      throw conflict('role-held', {
        count: holders.length,
        names: holders
          .slice(0, 5)
          .map(({ name }) => name)
          .join(', '),
      });
    const others = (await tx.roles.list()).filter(({ id }) => id !== role.id);
    const excluding = others.find(({ excludes }) => excludes !== '*' && excludes.includes(role.id));
    if (excluding !== undefined) throw conflict('role-excluded', { other: excluding.name });
    const { rows } = await readPolicy(tx, store.environment);
    const named = rows.find(({ approverRoleIds }) => approverRoleIds.includes(role.id));
    if (named !== undefined) throw conflict('role-in-policy', { operation: named.operation });
    await assertQuorums(tx, store.environment, { roles: others });
    const { id, revision } = input;
    const effect = [effectFact('Role', 'Deleted', role.name)];
    return { target: { kind: 'role', id, name: role.name }, frozen: { input: { id, revision }, effect } };
  }
  const inputOf = (order: Order): Act => order.frozen['input'] as Act;
  return {
    prepare: (input) => store.read((tx) => orderOf(tx, input)),
    recheck: (order) => store.read((tx) => orderOf(tx, inputOf(order))),
    async execute(tx, order) {
      assertSameOrder(order, await orderOf(tx, inputOf(order)));
      await tx.roles.delete(order.target.id);
      return { result: {}, audit: { target: order.target, facts: { effect: effectOfOrder(order) } } };
    },
    describe: effectOfOrder,
  };
}
