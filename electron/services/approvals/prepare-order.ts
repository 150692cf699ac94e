// What a controlled call would do, worked out by the command itself: shown to the requester, then frozen in the request.
import type { PolicyRow, OrderPreview } from '../../../shared/schemas/approvals';
import type { CallContext, ControlledCall, Order } from '../controlled-command';
import { orderDigest } from '../jobs/queue-job';
import { callOf, type ApprovalParts } from './approval-parts';
import { effectOf } from './effect-of';
import { readPolicy, ruleOf } from './stored-policy';

export interface PreparedOrder {
  readonly call: ControlledCall;
  readonly order: Order;
  readonly digest: string;
  /** The rule it would run under now. */
  readonly rule: PolicyRow;
}

/** Checks that the login may make the call, and the call itself. Errors: those of the command, `auth.*`, `input.invalid`. */
export async function prepareOrder(
  parts: ApprovalParts,
  name: string,
  input: unknown,
  context: CallContext,
): Promise<PreparedOrder> {
  const call = callOf(parts, name);
  await call.assertPermitted();
  const order = await call.command.prepare(call.parse(input), context);
  const policy = await parts.store.read((tx) => readPolicy(tx, parts.store.environment));
  return { call, order, digest: orderDigest(call.operation, order.frozen), rule: ruleOf(policy, call, order) };
}

export async function previewOrder(
  parts: ApprovalParts,
  name: string,
  input: unknown,
  context: CallContext,
): Promise<OrderPreview> {
  const { call, order, digest, rule } = await prepareOrder(parts, name, input, context);
  const roles = await parts.store.read((tx) => tx.roles.list());
  return {
    operation: call.operation,
    target: order.target,
    effect: [...effectOf(call.command, order)],
    digest,
    approvalsRequired: rule.approvalsRequired,
    approverRoles: roles.filter((role) => rule.approverRoleIds.includes(role.id)).map((role) => role.name),
    ttlMs: rule.ttlMs,
  };
}
