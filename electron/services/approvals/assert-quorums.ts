// Asked before every change of identities, roles or policy: could each operation still gather its people afterwards?
import type { Identity, Role } from '../../domain/entities';
import { missingQuorums } from '../../domain/quorum';
import type { StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import { operationPermissions } from '../../../shared/ipc/operation-permissions';
import type { PolicyRow } from '../../../shared/schemas/approvals';
import type { Environment } from '../../../shared/schemas/status';
import { readPolicy } from './stored-policy';

/** The world as it would be; what is left out stays as it is. */
export interface WouldBe {
  readonly identities?: readonly Identity[];
  readonly roles?: readonly Role[];
  readonly policy?: readonly PolicyRow[];
}

/**
 * Throws `state.conflict` with facts `reason: 'quorum'`, `operation`, `why` (no-login-may-request, too-few-approvers), `have`, `need`.
 * An operation that has no quorum today already does not keep anybody from changing something else. A reset of a password is not asked: whoever
 * forgot it decides nothing until then, so that refusing the reset could only leave fewer.
 */
export async function assertQuorums(tx: StoreReader, environment: Environment, next: WouldBe): Promise<void> {
  const [identities, roles] = [await tx.identities.list(), await tx.roles.list()];
  const { rows } = await readPolicy(tx, environment);
  const missing = (world: Required<WouldBe>) =>
    missingQuorums(
      world.identities.map(({ id, status, roleIds, resetBy }) => ({
        id,
        enabled: status === 'enabled',
        roleIds,
        resetBy,
      })),
      world.roles,
      world.policy,
      operationPermissions,
    );
  const today = missing({ identities, roles, policy: rows });
  const worse = missing({
    identities: next.identities ?? identities,
    roles: next.roles ?? roles,
    policy: next.policy ?? rows,
  }).find(({ operation, have, need }) => {
    const before = today.find((known) => known.operation === operation);
    // Further from its quorum than it is now.
    return before === undefined || need - have > before.need - before.have;
  });
  if (worse === undefined) return;
  const { operation, reason: why, have, need } = worse;
  throw new ConsoleError('state.conflict', { facts: { reason: 'quorum', operation, why, have, need } });
}
