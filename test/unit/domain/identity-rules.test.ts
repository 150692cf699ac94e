import { describe, expect, it } from 'vitest';
import {
  afterLogin,
  afterWrongPassword,
  isLockedOut,
  isUnused,
  lockOutRules,
  loginDemand,
  passwordProblem,
  unusedMs,
} from '../../../electron/domain/identity-rules';

const now = new Date('2026-03-01T12:00:00Z');
const fresh = { identityId: 'a', failedTries: 0, lockedUntil: null, lastLoginAt: null };
const person = { name: 'ada', fullName: 'Ada Lovelace' };

describe('lock-out', () => {
  const wrong = (times: number) =>
    Array.from({ length: times }).reduce<typeof fresh>(
      (state) => afterWrongPassword(state, now) as typeof fresh,
      fresh,
    );

  it('comes with the tenth wrong password and lasts 30 minutes', () => {
    expect(isLockedOut(wrong(9), now)).toBe(false);
    const locked = wrong(10);
    expect(isLockedOut(locked, now)).toBe(true);
    expect(isLockedOut(locked, new Date(now.getTime() + lockOutRules.lockedMs - 1))).toBe(true);
    expect(isLockedOut(locked, new Date(now.getTime() + lockOutRules.lockedMs))).toBe(false);
  });

  it('counts anew after a right password', () => {
    expect(afterLogin(wrong(9), now)).toEqual({ ...fresh, lastLoginAt: now.toISOString() });
  });
});

describe('a new password', () => {
  it.each([
    ['short', 'elevenchars', 'too-short'],
    ['of few characters', 'abababababab', 'too-few-different-characters'],
    ['with the name', 'my lovelace secret', 'contains-name'],
    ['very long', 'abcdef'.repeat(30), 'too-long'],
  ])('that is %s is refused', (_what, password, rule) => {
    expect(passwordProblem(password, person)).toBe(rule);
  });

  it('that is long and mixed is accepted', () => {
    expect(passwordProblem('correct horse battery', person)).toBeNull();
  });
});

describe('what a login demands first', () => {
  const factor = { secret: 'A', enrolledAt: '', recoveryCodes: [] };
  it.each([
    [true, null, 'EVALUATION', 'change-password'],
    [true, null, 'PRODUCTION', 'change-password'],
    [true, factor, 'PRODUCTION', 'change-password'],
    [false, null, 'PRODUCTION', 'enrol'],
    [false, null, 'EVALUATION', null],
    [false, factor, 'PRODUCTION', null],
  ] as const)('change %s, factor %j in %s: %s', (mustChangePassword, secondFactor, environment, demand) => {
    expect(loginDemand({ mustChangePassword, secondFactor }, environment)).toBe(demand);
  });
});

describe('an identity is unused', () => {
  const createdAt = '2026-01-01T00:00:00.000Z';
  const after = (from: string, ms: number): Date => new Date(Date.parse(from) + ms);

  it('90 days after it was made, was last logged in or was last enabled, whichever is latest', () => {
    expect(isUnused({ createdAt }, null, after(createdAt, unusedMs - 1))).toBe(false);
    expect(isUnused({ createdAt }, null, after(createdAt, unusedMs))).toBe(true);
    const lastLoginAt = '2026-02-01T00:00:00.000Z';
    const enabledAt = '2026-03-01T00:00:00.000Z';
    expect(isUnused({ createdAt }, { ...fresh, lastLoginAt }, after(lastLoginAt, unusedMs - 1))).toBe(false);
    expect(isUnused({ createdAt }, { ...fresh, lastLoginAt }, after(lastLoginAt, unusedMs))).toBe(true);
    expect(isUnused({ createdAt }, { ...fresh, lastLoginAt, enabledAt }, after(enabledAt, unusedMs - 1))).toBe(false);
    expect(isUnused({ createdAt }, { ...fresh, lastLoginAt, enabledAt }, after(enabledAt, unusedMs))).toBe(true);
  });
});
