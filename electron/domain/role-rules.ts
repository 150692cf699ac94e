// What a role may be: the default ones are kept in their bounds, an audit role only looks, and nobody comes to hold what excludes itself.
import type { Permission } from '../../shared/permissions';
import type { Identity, Role } from './entities';
import { defaultRoles, findExclusion } from './roles';

export type RoleProblem =
  'built-in-field' | 'built-in-permission' | 'built-in-logins' | 'audit-permission' | 'unknown-role';

/** Audit roles view and export (product.md section 5). */
const auditing = (permission: Permission): boolean => /:(View|Export|Verify)$/.test(permission);

/**
 * Why the role may not be so, or null. A default role keeps its name, type and exclusions, gains no permission beyond its own, and needs
 * no fewer logins than its own: who wants more makes a role of their own.
 */
export function roleProblem(role: Role, allRoles: readonly Role[]): RoleProblem | null {
  if (role.type === 'Audit' && !role.permissions.every(auditing)) return 'audit-permission';
  if (
    role.excludes !== '*' &&
    !role.excludes.every((id) => id !== role.id && allRoles.some((other) => other.id === id))
  )
    return 'unknown-role';
  const own = role.builtIn ? defaultRoles.find(({ id }) => id === role.id) : undefined;
  if (own === undefined) return null;
  const sameExclusions = String(own.excludes) === String(role.excludes);
  if (own.name !== role.name || own.type !== role.type || !sameExclusions) return 'built-in-field';
  if (!role.permissions.every((permission) => own.permissions.includes(permission))) return 'built-in-permission';
  return role.loginsRequired < own.loginsRequired ? 'built-in-logins' : null;
}

/** An identity that would hold two roles which exclude each other; null when there is none. */
export function excludedHolder(
  identities: readonly Identity[],
  roles: readonly Role[],
): { readonly name: string; readonly role: string; readonly other: string } | null {
  for (const { name, status, roleIds } of identities) {
    if (status === 'deleted') continue;
    const exclusion = findExclusion(roles.filter(({ id }) => roleIds.includes(id)));
    if (exclusion !== null) return { name, role: exclusion[0], other: exclusion[1] };
  }
  return null;
}
