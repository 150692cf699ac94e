// The editor of a role apart from its drawing: values, defaults, the tree of permissions, and what is wrong.
import { permissions, type Permission } from '../../../shared/permissions';
import { displayName } from '../../../shared/schemas/common';
import type { RoleInput, RoleView } from '../../../shared/schemas/identities';
import type { rolesText } from '../../text/en/roles';

export interface RoleFormValues {
  readonly name: string;
  readonly type: RoleView['type'];
  readonly description: string;
  /** '1' or '2': radio buttons hold text. */
  readonly logins: string;
  readonly permissions: readonly Permission[];
  readonly excludesAll: boolean;
  readonly excludes: readonly string[];
}
export type RoleProblem = keyof (typeof rolesText)['problems'];
export type RoleProblems = Partial<Record<'name' | 'permissions', RoleProblem>>;
export type Category = keyof (typeof rolesText)['categories'];

/** The tree: categories in the order of the list of permissions, each with its permissions. */
export const permissionTree: readonly { readonly category: Category; readonly permissions: readonly Permission[] }[] = [
  ...new Set(permissions.map((permission) => permission.split(':')[0] as Category)),
].map((category) => ({
  category,
  permissions: permissions.filter((permission) => permission.startsWith(`${category}:`)),
}));

export const newRoleForm: RoleFormValues = {
  name: '',
  type: 'Operational',
  description: '',
  logins: '1',
  permissions: [],
  excludesAll: false,
  excludes: [],
};
export const roleFormOf = (role: RoleView): RoleFormValues => ({
  name: role.name,
  type: role.type,
  description: role.description,
  logins: String(role.loginsRequired),
  permissions: role.permissions,
  excludesAll: role.excludes === '*',
  excludes: role.excludes === '*' ? [] : role.excludes,
});

export function roleProblems(values: RoleFormValues, takenNames: readonly string[]): RoleProblems {
  const problems: RoleProblems = {};
  const name = values.name.trim();
  if (!displayName.safeParse(name).success) problems.name = 'name';
  else if (takenNames.some((taken) => taken.toLowerCase() === name.toLowerCase())) problems.name = 'taken';
  if (values.permissions.length === 0) problems.permissions = 'permissions';
  return problems;
}

/** What main is asked for, of a form without problems. */
export function roleInputOf(values: RoleFormValues): RoleInput {
  return {
    name: values.name.trim(),
    type: values.type,
    description: values.description.trim(),
    loginsRequired: values.logins === '2' ? 2 : 1,
    permissions: permissions.filter((permission) => values.permissions.includes(permission)),
    excludes: values.excludesAll ? '*' : [...values.excludes],
  };
}
