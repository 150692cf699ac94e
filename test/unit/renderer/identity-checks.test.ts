// The wizard's own checks say the same as the rules that main applies.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordProblem } from '../../../electron/domain/identity-rules';
import { defaultRoles, findExclusion } from '../../../electron/domain/roles';
import {
  excludedPair,
  personProblems,
  quorums,
  unmetPasswordRules,
} from '../../../renderer/features/setup/identity-checks';
import { newIdentity, setupInputOf, emptyDraft, withoutSecrets } from '../../../renderer/features/setup/setup-draft';
import { token } from '../../support/screen-scripts';
import { inspected } from '../../support/setup-scripts';

describe('unmetPasswordRules', () => {
  it('refuses exactly what the domain refuses', () => {
    const password = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 140 }),
      fc
        .constantFrom('maria', 'Santos', 'MARIA')
        .chain((name) => fc.string({ maxLength: 20 }).map((rest) => `${rest}${name}`)),
    );
    fc.assert(
      fc.property(password, (typed) => {
        const person = { name: 'maria', fullName: 'María de Santos', password: typed };
        expect(unmetPasswordRules(person, []).length > 0).toBe(passwordProblem(typed, person) !== null);
      }),
      { numRuns: 500 },
    );
  });

  it('wants a different password for each identity', () => {
    const person = { name: 'a', fullName: 'b', password: 'correct horse battery' };
    expect(unmetPasswordRules(person, ['correct horse battery'])).toEqual(['same-for-two']);
    expect(unmetPasswordRules(person, ['another one of twelve'])).toEqual([]);
  });
});

describe('excludedPair', () => {
  it('knows the exclusions of the default roles, for every set of them', () => {
    const names = defaultRoles.map(({ name }) => name);
    fc.assert(
      fc.property(fc.subarray(names), (chosen) => {
        const roles = defaultRoles.filter(({ name }) => chosen.includes(name));
        expect(excludedPair(chosen) !== null).toBe(findExclusion(roles) !== null);
      }),
    );
  });
});

describe('quorums', () => {
  it('counts who holds each role, and leaves out roles of nobody', () => {
    const people = [newIdentity(['Administrator', 'Key Manager']), newIdentity(['Administrator'])];
    expect(
      quorums(
        people,
        defaultRoles.map((role) => ({ ...role, description: '' })),
      ),
    ).toEqual([
      { role: 'Administrator', have: 2, need: 2 },
      { role: 'Key Manager', have: 1, need: 2 },
    ]);
  });
});

describe('personProblems', () => {
  const fine = {
    name: 'Maria',
    fullName: 'María',
    password: 'correct horse battery',
    passwordAgain: 'correct horse battery',
    roles: ['Operator'],
  };
  it('finds nothing wrong with a good identity', () => {
    expect(personProblems(fine, [])).toEqual({
      name: null,
      fullName: false,
      password: false,
      passwordAgain: false,
      roles: null,
    });
  });
  it('takes names as equal whatever their case', () => {
    expect(personProblems(fine, [{ ...fine, name: ' maria ' }]).name).toBe('same');
  });
});

describe('setupInputOf', () => {
  const draft = {
    ...emptyDraft,
    inspected: inspected([token()]),
    tokenSerial: token().serial,
    pin: '1234',
    pinSecondPart: '5678',
    identities: [{ ...newIdentity(['Operator']), name: ' Maria', fullName: ' M ', password: 'x', passwordAgain: 'x' }],
  };
  it('sends the second part of the PIN only when the PIN is in two parts', () => {
    expect(setupInputOf(draft)).toMatchObject({ pin: '1234', pinSecondPart: null });
    expect(setupInputOf({ ...draft, twoParts: true })).toMatchObject({ pin: '1234', pinSecondPart: '5678' });
  });
  it('sends no PIN to a token with a protected authentication path', () => {
    const path = { ...draft, inspected: inspected([token({ protectedAuthenticationPath: true })]) };
    expect(setupInputOf(path)).toMatchObject({ pin: null, pinSecondPart: null });
  });
  it('is null until a token is chosen', () => {
    expect(setupInputOf({ ...draft, tokenSerial: null })).toBeNull();
  });
  it('keeps nothing secret once the set-up is done', () => {
    expect(JSON.stringify(withoutSecrets({ ...draft, twoParts: true }))).not.toMatch(/1234|5678|"x"/);
  });
});
