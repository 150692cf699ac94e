// Identities and roles as the window sees them.
import type { Identity, Role } from '../../domain/entities';
import { isLockedOut } from '../../domain/identity-rules';
import type { StoreReader } from '../../ports/store';
import type { IdentityView, RoleView } from '../../../shared/schemas/identities';

/** @param roles all of them, where the caller has read them already */
export async function identityView(
  tx: StoreReader,
  identity: Identity,
  now: Date,
  roles?: readonly Role[],
): Promise<IdentityView> {
  const counters = await tx.loginStates.get(identity.id);
  return {
    id: identity.id,
    name: identity.name,
    fullName: identity.fullName,
    roles: (roles ?? (await tx.roles.list()))
      .filter(({ id }) => identity.roleIds.includes(id))
      .map(({ id, name }) => ({ id, name })),
    status: identity.status,
    lastLoginAt: counters?.lastLoginAt ?? null,
    lockedUntil: isLockedOut(counters, now) ? (counters?.lockedUntil ?? null) : null,
    secondFactor: identity.secondFactor === null ? 'none' : 'enrolled',
    mustChangePassword: identity.mustChangePassword,
    mayDecideFrom: identity.mayDecideFrom,
    createdAt: identity.createdAt,
    revision: identity.revision,
  };
}

/** Identities that hold the role, without those deleted. */
export async function holdersOf(tx: StoreReader, roleId: string): Promise<readonly Identity[]> {
  const identities = await tx.identities.list();
  return identities.filter(({ status, roleIds }) => status !== 'deleted' && roleIds.includes(roleId));
}

export async function roleView(tx: StoreReader, role: Role): Promise<RoleView> {
  return {
    ...role,
    permissions: [...role.permissions],
    excludes: role.excludes === '*' ? '*' : [...role.excludes],
    identities: (await holdersOf(tx, role.id)).length,
  };
}
