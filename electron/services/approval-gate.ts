// The one gate between a controlled command and its effect. Where the policy asks for approvals, nothing passes without them.
import { approvalRule } from '../domain/approval-policy';
import { grantWithoutApproval, type Grant } from '../domain/grant';
import type { Operation } from '../../shared/permissions';
import type { Environment } from '../../shared/schemas/status';
import { ConsoleError } from '../../shared/errors';
import { orderDigest } from './jobs/queue-job';

export interface ApprovalGate {
  /**
   * The Grant for an order that needs no approval.
   * Throws `auth.approval-required` with the number of approvals when it needs any.
   * @param frozen canonical part of the order; its digest is what the Grant covers
   */
  pass(operation: Operation, frozen: Readonly<Record<string, unknown>>, now: Date): Grant;
}

export function createApprovalGate(environment: () => Environment): ApprovalGate {
  return {
    pass(operation, frozen, now) {
      const rule = approvalRule(environment(), operation);
      const grant = grantWithoutApproval(rule, orderDigest(operation, frozen), now.toISOString());
      if (grant === undefined) {
        throw new ConsoleError('auth.approval-required', { facts: { operation, approvals: rule.approvalsRequired } });
      }
      return grant;
    },
  };
}
