// Could every operation still gather the people it needs? Asked before any change of identities, roles or policy.
import type { Operation, Permission } from '../../shared/permissions';
import type { PolicyRow } from '../../shared/schemas/approvals';
import type { Role, RowId } from './entities';

/** What the question needs of an identity. */
export interface Voter {
  readonly id: RowId;
  readonly enabled: boolean;
  readonly roleIds: readonly RowId[];
  /** Who took part in the last reset of this identity: it never decides on their requests. */
  readonly resetBy: readonly RowId[];
}

/** Operation without a quorum, and how many people are there for how many needed. */
export interface MissingQuorum {
  readonly operation: Operation;
  readonly reason: 'no-login-may-request' | 'too-few-approvers';
  readonly have: number;
  readonly need: number;
}

/** Roles of which enough enabled identities exist to make its login complete. */
function rolesThatCanLogIn(voters: readonly Voter[], roles: readonly Role[]): readonly Role[] {
  return roles.filter(
    (role) => voters.filter((voter) => voter.roleIds.includes(role.id)).length >= role.loginsRequired,
  );
}

/**
 * Operations that no enabled set of identities could request and approve.
 * @param permissionOf permission that the IPC table asks for each operation
 */
export function missingQuorums(
  identities: readonly Voter[],
  roles: readonly Role[],
  policy: readonly PolicyRow[],
  permissionOf: Readonly<Record<Operation, Permission>>,
): readonly MissingQuorum[] {
  const voters = identities.filter((identity) => identity.enabled);
  const usable = rolesThatCanLogIn(voters, roles);
  const missing: MissingQuorum[] = [];
  for (const rule of policy) {
    const granting = usable
      .filter((role) => role.permissions.includes(permissionOf[rule.operation]))
      .map((role) => role.id);
    const requesters = voters.filter((voter) => voter.roleIds.some((id) => granting.includes(id)));
    if (requesters.length === 0) {
      missing.push({ operation: rule.operation, reason: 'no-login-may-request', have: 0, need: 1 });
      continue;
    }
    const deciding = usable
      .filter((role) => rule.approverRoleIds.includes(role.id) && role.permissions.includes('Approvals:Decide'))
      .map((role) => role.id);
    const approvers = voters.filter((voter) => voter.roleIds.some((id) => deciding.includes(id)));
    // Neither the requester counts nor whom the requester has reset: the best requester is one who is no approver and reset nobody.
    const have = Math.max(
      ...requesters.map(
        ({ id }) => approvers.filter((approver) => approver.id !== id && !approver.resetBy.includes(id)).length,
      ),
    );
    if (have < rule.approvalsRequired) {
      missing.push({ operation: rule.operation, reason: 'too-few-approvers', have, need: rule.approvalsRequired });
    }
  }
  return missing;
}
