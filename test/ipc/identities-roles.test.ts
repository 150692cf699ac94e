// Roles through the table: custom ones made, changed and deleted under dual control; default ones kept in their bounds.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RoleInput, RoleView } from '../../shared/schemas/identities';
import { testConsole, type TestConsole } from '../support/test-console';

let console: TestConsole;
beforeEach(async () => {
  console = await testConsole();
  await console.setUp();
  await console.logIn('ada', 'bob');
});
afterEach(() => console.stop());

const operations: RoleInput = {
  name: 'Night Shift',
  type: 'Operational',
  description: 'Watches jobs at night.',
  loginsRequired: 1,
  permissions: ['Jobs:View', 'Keys:View'],
  excludes: [],
};
const named = async (name: string): Promise<RoleView> => {
  const { roles } = await console.call('roles.list', {});
  const role = roles.find((found) => found.name === name);
  if (role === undefined) throw new Error(`no ${name}`);
  return role;
};
const preview = async (call: string, input: unknown) => {
  const answer = await console.app().dispatch('approvals.preview', { call, input }, { trusted: true });
  return answer.ok ? null : answer.error;
};
const inputOf = ({ name, type, description, loginsRequired, permissions, excludes }: RoleView): RoleInput => ({
  ...{ name, type, description, loginsRequired, permissions, excludes },
});
const change = (role: RoleView, over: Partial<RoleInput>) => ({
  ...inputOf(role),
  ...over,
  id: role.id,
  revision: role.revision,
});

describe('roles', () => {
  it('are the five default ones at first, with how many identities hold each', async () => {
    const { roles } = await console.call('roles.list', {});
    expect(roles.map(({ name, builtIn, identities }) => [name, builtIn, identities])).toEqual([
      ['Administrator', true, 2],
      ['Key Manager', true, 2],
      ['Operator', true, 0],
      ['Approver', true, 0],
      ['Auditor', true, 1],
    ]);
  });

  it('are added, changed and deleted under dual control, with before and after in the log', async () => {
    expect((await console.refusal('roles.add', operations)).code).toBe('auth.approval-required');
    await console.approved('roles.add', operations);
    const role = await named('Night Shift');
    expect(role).toMatchObject({
      ...operations,
      permissions: ['Keys:View', 'Jobs:View'],
      builtIn: false,
      revision: 1,
      identities: 0,
    });
    await console.approved(
      'roles.change',
      change(role, { permissions: ['Jobs:View', 'Jobs:Manage'], loginsRequired: 2 }),
    );
    const changed = await named('Night Shift');
    expect(changed).toMatchObject({ permissions: ['Jobs:View', 'Jobs:Manage'], loginsRequired: 2, revision: 2 });
    const { entries } = await console.call('audit.list', { limit: 100 });
    expect(entries.find(({ event }) => event === 'role.changed')?.facts['effect']).toEqual([
      { name: 'Logins Required', before: '1', value: '2' },
      { name: 'Permissions', before: 'Keys:View, Jobs:View', value: 'Jobs:View, Jobs:Manage' },
    ]);
    expect(await preview('roles.delete', { id: role.id, revision: 1 })).toMatchObject({
      facts: { what: 'revision', revision: 2 },
    });
    await console.approved('roles.delete', { id: role.id, revision: 2 });
    await expect(named('Night Shift')).rejects.toThrow();
  });

  it('count for a login as they are now: a permission that is taken away is gone at once', async () => {
    await console.approved('roles.add', operations);
    console.prompt.newPasswordTyped = () => 'a first password 7';
    const roleIds = [(await named('Night Shift')).id];
    await console.approved('identities.add', { name: 'nina', fullName: 'Nina Night', roleIds });
    await console.call('session.logout', {});
    await console.call('session.changePassword', {
      name: 'nina',
      password: 'a first password 7',
      newPassword: 'my own password 8',
    });
    expect((await console.call('app.status', {})).session.permissions).toEqual(['Keys:View', 'Jobs:View']);
    await console.call('groups.list', {});
    expect((await console.refusal('identities.list', {})).code).toBe('auth.not-permitted');
  });
});

describe('a role is refused', () => {
  it.each([
    ['with a name that is taken', { name: 'administrator' }, { code: 'input.name-taken' }],
    [
      'that is for audit and could change something',
      { type: 'Audit' as const, permissions: ['Jobs:Manage' as const] },
      { facts: { rule: 'audit-permission' } },
    ],
    ['that excludes a role that is none', { excludes: ['f'.repeat(32)] }, { facts: { rule: 'unknown-role' } }],
  ])('%s', async (_what, over, error) => {
    expect(await preview('roles.add', { ...operations, ...over })).toMatchObject(error);
  });

  it('that would exclude another which the same person holds, with the names', async () => {
    const manager = await named('Key Manager');
    await console.approved('roles.add', operations);
    const role = await named('Night Shift');
    const administrator = await named('Administrator');
    console.prompt.newPasswordTyped = () => 'a first password 7';
    await console.approved('identities.add', { name: 'nina', fullName: 'Nina Night', roleIds: [role.id, manager.id] });
    expect(await preview('roles.change', change(role, { excludes: [manager.id] }))).toMatchObject({
      code: 'state.conflict',
      facts: { reason: 'exclusion', name: 'nina' },
    });
    expect(await preview('roles.change', change(role, { excludes: '*' }))).toMatchObject({
      facts: { reason: 'exclusion' },
    });
    await console.approved('roles.change', change(role, { excludes: [administrator.id] }));
    const { identities } = await console.call('identities.list', {});
    const ada = identities.find(({ name }) => name === 'ada');
    const both = [...(ada?.roles ?? []).map(({ id }) => id), role.id];
    expect(
      await preview('identities.change', { id: ada?.id, revision: 1, fullName: 'Ada Archer', roleIds: both }),
    ).toMatchObject({
      facts: { rule: 'exclusion' },
    });
  });

  it('that takes an operation its people, with the operation', async () => {
    const administrator = await named('Administrator');
    const without = administrator.permissions.filter((permission) => permission !== 'Identities:Manage');
    expect(await preview('roles.change', change(administrator, { permissions: without }))).toMatchObject({
      code: 'state.conflict',
      facts: { reason: 'quorum', why: 'no-login-may-request' },
    });
    const undecided = administrator.permissions.filter((permission) => permission !== 'Approvals:Decide');
    expect(await preview('roles.change', change(administrator, { permissions: undecided }))).toMatchObject({
      facts: { reason: 'quorum', why: 'too-few-approvers' },
    });
  });
});

describe('a default role', () => {
  it('keeps its name, type, exclusions and Logins Required, and gains no permission', async () => {
    const [auditor, manager] = [await named('Auditor'), await named('Key Manager')];
    const rules = [
      [change(auditor, { name: 'Looker' }), 'built-in-field'],
      [change(auditor, { excludes: [] }), 'built-in-field'],
      [change(auditor, { type: 'Operational' }), 'built-in-field'],
      [change(auditor, { permissions: [...auditor.permissions, 'Jobs:Manage'] }), 'audit-permission'],
      [change(manager, { permissions: [...manager.permissions, 'Identities:Manage'] }), 'built-in-permission'],
      [change(manager, { loginsRequired: 1 }), 'built-in-logins'],
    ] as const;
    for (const [input, rule] of rules) expect(await preview('roles.change', input)).toMatchObject({ facts: { rule } });
  });

  it('cannot be deleted, and may be narrowed', async () => {
    const operator = await named('Operator');
    expect(await preview('roles.delete', { id: operator.id, revision: 1 })).toMatchObject({
      facts: { reason: 'built-in-role' },
    });
    await console.approved(
      'roles.change',
      change(operator, { permissions: ['Keys:View'], description: 'Looks at keys.' }),
    );
    expect(await named('Operator')).toMatchObject({ permissions: ['Keys:View'], builtIn: true, revision: 2 });
  });
});

describe('a role in use', () => {
  it('by an identity, by another role or by the policy cannot be deleted', async () => {
    await console.approved('roles.add', { ...operations, permissions: ['Approvals:View', 'Approvals:Decide'] });
    const role = await named('Night Shift');
    const gone = { id: role.id, revision: 1 };
    await console.approved('roles.add', { ...operations, name: 'Day Shift', excludes: [role.id] });
    expect(await preview('roles.delete', gone)).toMatchObject({
      facts: { reason: 'role-excluded', other: 'Day Shift' },
    });
    await console.approved('roles.delete', { id: (await named('Day Shift')).id, revision: 1 });
    const { revision, rows } = await console.call('policy.get', {});
    const row = rows.find(({ operation }) => operation === 'job.resolve');
    if (row === undefined) throw new Error('no row');
    const { floor: _floor, ...own } = row;
    await console.approved('policy.change', {
      revision,
      rows: [{ ...own, approverRoleIds: [...own.approverRoleIds, role.id] }],
    });
    expect(await preview('roles.delete', gone)).toMatchObject({
      facts: { reason: 'role-in-policy', operation: 'job.resolve' },
    });
    console.prompt.newPasswordTyped = () => 'a first password 7';
    await console.approved('identities.add', { name: 'nina', fullName: 'Nina Night', roleIds: [role.id] });
    expect(await preview('roles.delete', gone)).toMatchObject({
      facts: { reason: 'role-held', count: 1, names: 'nina' },
    });
  });
});
