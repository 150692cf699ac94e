import { describe, expect, it } from 'vitest';
import type { Identity } from '../../../electron/domain/entities';
import { defaultRoles, findExclusion, loginRights } from '../../../electron/domain/roles';

const role = (name: string) => {
  const found = defaultRoles.find((known) => known.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const identity = (id: string, ...roles: string[]): Identity =>
  ({ id, roleIds: roles.map((name) => role(name).id) }) as unknown as Identity;

describe('a login', () => {
  it('of one grants nothing of a role that requires two, and says how many are missing', () => {
    const rights = loginRights([identity('a', 'Key Manager')], defaultRoles);
    expect(rights.permissions).toEqual([]);
    expect(rights.waiting).toEqual({ role: 'Key Manager', have: 1, need: 2 });
  });

  it('of two who hold the role grants it', () => {
    const rights = loginRights([identity('a', 'Key Manager'), identity('b', 'Key Manager')], defaultRoles);
    expect(rights.permissions).toContain('Keys:Rotate');
    expect(rights.waiting).toBeNull();
  });

  it('of two who hold different roles of two logins grants neither', () => {
    const rights = loginRights([identity('a', 'Key Manager'), identity('b', 'Administrator')], defaultRoles);
    expect(rights.permissions).toEqual([]);
  });

  it('of one in a role of one login grants that role alone', () => {
    const rights = loginRights([identity('a', 'Auditor')], defaultRoles);
    expect(rights.roles.map(({ name }) => name)).toEqual(['Auditor']);
    expect(rights.permissions).toEqual(expect.arrayContaining(['AuditLogs:Export', 'AuditLogs:Verify', 'Keys:View']));
    expect(
      rights.permissions.filter((permission) => /:(Add|Modify|Delete|Rotate|Manage|Decide)$/.test(permission)),
    ).toEqual([]);
  });

  it('of nobody grants nothing', () => {
    expect(loginRights([], defaultRoles)).toEqual({ roles: [], permissions: [], waiting: null });
  });
});

describe('the default roles', () => {
  it('keep rotating out of administration, and let nobody decide who only operates or views', () => {
    expect(role('Administrator').permissions).not.toContain('Keys:Rotate');
    for (const name of ['Operator', 'Auditor']) expect(role(name).permissions).not.toContain('Approvals:Decide');
  });

  it('require two logins of administrators and key managers, one of the others', () => {
    expect(defaultRoles.map(({ name, loginsRequired }) => [name, loginsRequired])).toEqual([
      ['Administrator', 2],
      ['Key Manager', 2],
      ['Operator', 1],
      ['Approver', 1],
      ['Auditor', 1],
    ]);
  });

  it('exclude each other as product rules say', () => {
    expect(findExclusion([role('Auditor'), role('Operator')])).toEqual(['Auditor', 'Operator']);
    expect(findExclusion([role('Approver'), role('Administrator')])).not.toBeNull();
    expect(findExclusion([role('Administrator'), role('Key Manager')])).toBeNull();
    expect(findExclusion([role('Auditor')])).toBeNull();
  });
});
