// The one gate between a controlled command and its effect. Where the policy asks for approvals, nothing passes without them.
import { grantWithoutApproval, type Grant } from '../domain/grant';
import type { StoreReader } from '../ports/store';
import type { Operation } from '../../shared/permissions';
import type { Environment } from '../../shared/schemas/status';
import { ConsoleError } from '../../shared/errors';
import { readPolicy, ruleOf } from './approvals/stored-policy';
import type { ControlledCommand, Order } from './controlled-command';
import { orderDigest } from './jobs/queue-job';

/** The operation and the command of a controlled call. */
export interface Guarded {
  readonly operation: Operation;
  readonly command: Pick<ControlledCommand<unknown, unknown>, 'ruleOf'>;
}

/**
 * The Grant for an order that needs no approval by the policy as `tx` reads it: in the transaction that carries the order out.
 * Throws `auth.approval-required` (facts `operation`, `approvalsRequired`) when it needs any.
 */
export async function passGate(
  tx: StoreReader,
  environment: Environment,
  guarded: Guarded,
  order: Order,
  now: Date,
): Promise<Grant> {
  const rule = ruleOf(await readPolicy(tx, environment), guarded, order);
  const grant = grantWithoutApproval(rule, orderDigest(guarded.operation, order.frozen), now.toISOString());
  if (grant === undefined) {
    const { operation, approvalsRequired } = rule;
    throw new ConsoleError('auth.approval-required', { facts: { operation, approvalsRequired } });
  }
  return grant;
}
