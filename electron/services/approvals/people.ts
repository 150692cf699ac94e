// Identities as the approval rules see them.
import type { Person } from '../../domain/approval-request';
import { sha256Hex } from '../../domain/digest';
import type { Identity, Role, RowId, SigningKey } from '../../domain/entities';
import type { StoreReader } from '../../ports/store';
import type { Environment } from '../../../shared/schemas/status';

/** SHA-256 (hex) of the key's DER SubjectPublicKeyInfo. */
export function keyFingerprint(key: Pick<SigningKey, 'publicKeyDer'>): string {
  return sha256Hex(Buffer.from(key.publicKeyDer, 'base64'));
}

/** Roles that let their holders decide: the policy can name others, but they count for nothing. */
export function decidingRoles(roles: readonly Role[]): readonly Role[] {
  return roles.filter((role) => role.permissions.includes('Approvals:Decide'));
}

/** PRODUCTION demands a second factor of everyone who decides (product.md section 5). */
export function personOf(identity: Identity, roles: readonly Role[], environment: Environment): Person {
  const deciding = decidingRoles(roles).map(({ id }) => id);
  return {
    id: identity.id,
    enabled: identity.status === 'enabled',
    roleIds: identity.roleIds.filter((id) => deciding.includes(id)),
    keyFingerprint: keyFingerprint(identity.signingKey),
    ready: !identity.mustChangePassword && (environment === 'EVALUATION' || identity.secondFactor !== null),
    mayDecideFrom: identity.mayDecideFrom,
    resetBy: identity.resetBy,
  };
}

/** Everyone, by id. */
export interface People {
  readonly identities: ReadonlyMap<RowId, Identity>;
  readonly persons: ReadonlyMap<RowId, Person>;
  readonly roles: readonly Role[];
}

export async function readPeople(tx: StoreReader, environment: Environment): Promise<People> {
  const [identities, roles] = [await tx.identities.list(), await tx.roles.list()];
  return {
    identities: new Map(identities.map((identity) => [identity.id, identity])),
    persons: new Map(identities.map((identity) => [identity.id, personOf(identity, roles, environment)])),
    roles,
  };
}
