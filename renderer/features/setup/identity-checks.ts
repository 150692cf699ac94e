// What main will refuse of the first identities, said while they are typed. Main decides; a unit test keeps the two in step.
import { loginName } from '../../../shared/schemas/setup';
import { displayName } from '../../../shared/schemas/common';
import type { SetupOptions } from '../../../shared/schemas/setup';
import type { IdentityDraft } from './setup-draft';

export const passwordRules = [
  'too-short',
  'too-long',
  'too-few-different-characters',
  'contains-name',
  'same-for-two',
] as const;
export type PasswordRule = (typeof passwordRules)[number];

/** Rules that the password does not meet yet. */
export function unmetPasswordRules(
  person: Pick<IdentityDraft, 'name' | 'fullName' | 'password'>,
  otherPasswords: readonly string[],
): PasswordRule[] {
  const { password } = person;
  const lower = password.toLowerCase();
  const names = [person.name, ...person.fullName.split(/\s+/)].map((name) => name.toLowerCase());
  const broken: Record<PasswordRule, boolean> = {
    'too-short': password.length < 12,
    'too-long': password.length > 128,
    'too-few-different-characters': new Set(password).size < 5,
    'contains-name': names.some((name) => name.length >= 4 && lower.includes(name)),
    'same-for-two': password !== '' && otherPasswords.includes(password),
  };
  return passwordRules.filter((rule) => broken[rule]);
}

/** Roles that one identity cannot hold together (product.md section 5), or null. '*': with every other. */
export function excludedPair(roles: readonly string[]): readonly [string, string] | null {
  if (roles.includes('Auditor') && roles.length > 1) return ['Auditor', roles.find((role) => role !== 'Auditor') ?? ''];
  if (roles.includes('Administrator') && roles.includes('Approver')) return ['Administrator', 'Approver'];
  return null;
}

export interface Quorum {
  readonly role: string;
  readonly have: number;
  readonly need: number;
}
/** Of each role that somebody holds: how many hold it, and how many logins it needs. */
export function quorums(people: readonly Pick<IdentityDraft, 'roles'>[], roles: SetupOptions['roles']): Quorum[] {
  return roles
    .map(({ name, loginsRequired }) => ({
      role: name,
      have: people.filter((person) => person.roles.includes(name)).length,
      need: loginsRequired,
    }))
    .filter(({ have }) => have > 0);
}

export interface PersonProblems {
  readonly name: 'rule' | 'same' | null;
  readonly fullName: boolean;
  readonly password: boolean;
  readonly passwordAgain: boolean;
  readonly roles: 'none' | readonly [string, string] | null;
}

export function personProblems(person: IdentityDraft, others: readonly IdentityDraft[]): PersonProblems {
  const name = person.name.trim().toLowerCase();
  const taken = name !== '' && others.some((other) => other.name.trim().toLowerCase() === name);
  const passwords = others.map((other) => other.password);
  return {
    name: !loginName.safeParse(person.name).success ? 'rule' : taken ? 'same' : null,
    fullName: !displayName.safeParse(person.fullName).success,
    password: unmetPasswordRules(person, passwords).length > 0,
    passwordAgain: person.password !== person.passwordAgain,
    roles: person.roles.length === 0 ? 'none' : excludedPair(person.roles),
  };
}

export const hasProblem = (problems: PersonProblems): boolean =>
  problems.name !== null || problems.fullName || problems.password || problems.passwordAgain || problems.roles !== null;
