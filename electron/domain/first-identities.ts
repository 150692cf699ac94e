// The people that set-up makes: names, passwords and roles must fit together, or nobody could ever log in completely.
import { ConsoleError } from '../../shared/errors';
import type { FirstIdentity } from '../../shared/schemas/setup';
import type { Environment } from '../../shared/schemas/status';
import { policyFloor } from './approval-policy';
import type { Role } from './entities';
import { passwordProblem } from './identity-rules';
import { findExclusion } from './roles';

/**
 * Roles of each identity, in the order given. Throws `input.name-taken` for a repeated name, `auth.password-policy` (facts
 * `name`, `rule`), `input.invalid` (facts `rule`: unknown-role, exclusion, quorum, no-administrators; `role`).
 */
export function checkFirstIdentities(
  people: readonly FirstIdentity[],
  allRoles: readonly Role[],
): readonly (readonly Role[])[] {
  const names = new Set<string>();
  const rolesOf = people.map((person) => {
    if (names.has(person.name)) throw new ConsoleError('input.name-taken', { facts: { name: person.name } });
    names.add(person.name);
    const problem = passwordProblem(person.password, person);
    if (problem !== null)
      throw new ConsoleError('auth.password-policy', { facts: { name: person.name, rule: problem } });
    return rolesByName(person, allRoles);
  });
  if (new Set(people.map((person) => person.password)).size !== people.length) {
    throw new ConsoleError('auth.password-policy', { facts: { rule: 'same-for-two' } });
  }
  for (const role of allRoles) {
    const have = rolesOf.filter((roles) => roles.includes(role)).length;
    const facts = { field: 'identities', role: role.name, have, need: role.loginsRequired };
    if (have > 0 && have < role.loginsRequired) throw invalid('quorum', facts);
  }
  if (!rolesOf.some(canManage)) throw invalid('no-administrators', { field: 'identities' });
  return rolesOf;
}

const canManage = (roles: readonly Role[]): boolean =>
  roles.some((role) => role.permissions.includes('Identities:Manage'));

/** Who asks does not approve: one more than the environment's floor for changes of identities, and two for the login. */
export const administratorsNeeded = (environment: Environment): number =>
  Math.max(2, policyFloor(environment, 'identity.add') + 1);

/**
 * Who asks does not approve: with fewer administrators than the environment's floor and one, nobody could ever be added.
 * Throws `input.invalid` (rule too-few-administrators, `have`, `need`).
 */
export function assertEnoughAdministrators(rolesOf: readonly (readonly Role[])[], environment: Environment): void {
  const have = rolesOf.filter(canManage).length;
  const need = administratorsNeeded(environment);
  if (have < need) throw invalid('too-few-administrators', { field: 'identities', have, need });
}

function rolesByName(person: FirstIdentity, allRoles: readonly Role[]): readonly Role[] {
  const roles = [...new Set(person.roles)].map((name) => {
    const role = allRoles.find((known) => known.name === name);
    if (role === undefined) throw invalid('unknown-role', { field: 'roles', role: name.slice(0, 64) });
    return role;
  });
  const exclusion = findExclusion(roles);
  if (exclusion !== null) {
    throw invalid('exclusion', { field: 'roles', name: person.name, role: exclusion[0], other: exclusion[1] });
  }
  return roles;
}

function invalid(rule: string, facts: Readonly<Record<string, string | number>>): ConsoleError {
  return new ConsoleError('input.invalid', { facts: { rule, ...facts } });
}
