import { describe, expect, it } from 'vitest';
import { assertEnoughAdministrators, checkFirstIdentities } from '../../../electron/domain/first-identities';
import { defaultRoles } from '../../../electron/domain/roles';
import type { ConsoleError } from '../../../shared/errors';
import type { FirstIdentity } from '../../../shared/schemas/setup';

const person = (name: string, roles: string[], password = `a long password of ${name[0] ?? ''}!`): FirstIdentity => ({
  name,
  fullName: `Person ${name[0] ?? ''}`,
  password,
  roles,
});
const refused = (people: FirstIdentity[]): ConsoleError => {
  try {
    checkFirstIdentities(people, defaultRoles);
  } catch (thrown) {
    return thrown as ConsoleError;
  }
  throw new Error('accepted');
};

describe('the first identities', () => {
  it('are accepted when each role held can be logged in to, and give the roles in order', () => {
    const roles = checkFirstIdentities(
      [
        person('ada', ['Administrator', 'Key Manager']),
        person('bob', ['Administrator', 'Key Manager']),
        person('cleo', ['Auditor']),
      ],
      defaultRoles,
    );
    expect(roles.map((held) => held.map((role) => role.name))).toEqual([
      ['Administrator', 'Key Manager'],
      ['Administrator', 'Key Manager'],
      ['Auditor'],
    ]);
  });

  it('are refused when a role of two logins is held by one', () => {
    const error = refused([person('ada', ['Administrator', 'Key Manager']), person('bob', ['Administrator'])]);
    expect([error.code, error.facts]).toEqual([
      'input.invalid',
      { rule: 'quorum', field: 'identities', role: 'Key Manager', have: 1, need: 2 },
    ]);
  });

  it('are refused without anyone who may manage identities', () => {
    expect(refused([person('ada', ['Operator']), person('bob', ['Operator'])]).facts['rule']).toBe('no-administrators');
  });

  it('are refused when roles exclude each other', () => {
    expect(
      refused([person('ada', ['Administrator', 'Approver']), person('bob', ['Administrator'])]).facts,
    ).toMatchObject({
      rule: 'exclusion',
      role: 'Administrator',
      other: 'Approver',
    });
    expect(refused([person('ada', ['Administrator', 'Auditor']), person('bob', ['Administrator'])]).facts['rule']).toBe(
      'exclusion',
    );
  });

  it('are refused with a role nobody knows', () => {
    expect(refused([person('ada', ['Root']), person('bob', ['Administrator'])]).facts).toMatchObject({
      rule: 'unknown-role',
      role: 'Root',
    });
  });

  it('are refused with one name twice', () => {
    expect(refused([person('ada', ['Administrator']), person('ada', ['Administrator'])]).code).toBe('input.name-taken');
  });

  it('are refused with a password that breaks the rules, and the error does not hold it', () => {
    const error = refused([person('ada', ['Administrator'], 'aaaaaaaaaaaaaaa'), person('bob', ['Administrator'])]);
    expect([error.code, error.facts]).toEqual([
      'auth.password-policy',
      { name: 'ada', rule: 'too-few-different-characters' },
    ]);
  });

  it('are refused when two share a password', () => {
    const same = 'the same long password';
    expect(refused([person('ada', ['Administrator'], same), person('bob', ['Administrator'], same)]).facts).toEqual({
      rule: 'same-for-two',
    });
  });

  it('of PRODUCTION are refused with two administrators: two approve what a third asks for', () => {
    const two = [person('ada', ['Administrator']), person('bob', ['Administrator'])];
    const rolesOf = checkFirstIdentities(two, defaultRoles);
    expect(() => assertEnoughAdministrators(rolesOf, 'EVALUATION')).not.toThrow();
    expect(() => assertEnoughAdministrators(rolesOf, 'PRODUCTION')).toThrow(
      expect.objectContaining({
        facts: { rule: 'too-few-administrators', field: 'identities', have: 2, need: 3 },
      }) as Error,
    );
    const three = checkFirstIdentities([...two, person('cleo', ['Administrator'])], defaultRoles);
    expect(() => assertEnoughAdministrators(three, 'PRODUCTION')).not.toThrow();
  });
});
