// The editor of an identity apart from its drawing: values, defaults, and what is wrong with them. Main decides; this says it early.
import { displayName } from '../../../shared/schemas/common';
import type { IdentityView, RoleView } from '../../../shared/schemas/identities';
import { loginName } from '../../../shared/schemas/setup';
import type { identitiesText } from '../../text/en/identities';

export interface IdentityFormValues {
  readonly name: string;
  readonly fullName: string;
  readonly roleIds: readonly string[];
}
export type IdentityProblem = keyof (typeof identitiesText)['problems'];
export type IdentityProblems = Partial<Record<keyof IdentityFormValues, IdentityProblem>>;

export const newIdentityForm: IdentityFormValues = { name: '', fullName: '', roleIds: [] };
export const identityFormOf = (identity: IdentityView): IdentityFormValues => ({
  name: identity.name,
  fullName: identity.fullName,
  roleIds: identity.roles.map(({ id }) => id),
});

/** Two of the chosen roles that exclude each other, in whichever of the two it is written. */
export function excludedPair(
  roleIds: readonly string[],
  roles: readonly RoleView[],
): readonly [RoleView, RoleView] | null {
  const chosen = roles.filter(({ id }) => roleIds.includes(id));
  for (const role of chosen) {
    for (const other of chosen) {
      if (other.id === role.id) continue;
      if (role.excludes === '*' || role.excludes.includes(other.id)) return [role, other];
    }
  }
  return null;
}

/** Everything that is wrong; empty when it can be sent. */
export function identityProblems(
  values: IdentityFormValues,
  known: { readonly takenNames: readonly string[]; readonly roles: readonly RoleView[] },
): IdentityProblems {
  const problems: IdentityProblems = {};
  if (!loginName.safeParse(values.name).success) problems.name = 'name';
  else if (known.takenNames.includes(values.name.trim().toLowerCase())) problems.name = 'taken';
  if (!displayName.safeParse(values.fullName).success) problems.fullName = 'fullName';
  if (values.roleIds.length === 0) problems.roleIds = 'roles';
  else if (excludedPair(values.roleIds, known.roles) !== null) problems.roleIds = 'excluded';
  return problems;
}
