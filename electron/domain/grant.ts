// A Grant is the only thing the job runner takes orders from. Its three sources are the three functions of this file.
import type { Operation } from '../../shared/permissions';

/** What a job keeps of the grant that let it run. */
export interface GrantRecord {
  readonly source: 'consumed-request' | 'standing-approval' | 'no-approval-needed';
  readonly operation: Operation;
  /** SHA-256 (hex) of the canonical command that was granted. */
  readonly commandDigest: string;
  /** The approval request consumed, or the standing approval used; null where none was needed. */
  readonly requestId: string | null;
  readonly grantedAt: string;
}

const grantBrand = Symbol('grant');

/** Cannot be made outside this module: the brand is not exported. */
export interface Grant {
  readonly [grantBrand]: true;
  readonly record: GrantRecord;
}

const seal = (record: GrantRecord): Grant =>
  Object.freeze({ [grantBrand]: true as const, record: Object.freeze(record) });

/** What the approval policy says of one operation. */
export interface ApprovalRule {
  readonly operation: Operation;
  readonly approvalsRequired: number;
}

/** Source 1: policy asks for no approval. Undefined when it asks for any. */
export function grantWithoutApproval(rule: ApprovalRule, commandDigest: string, grantedAt: string): Grant | undefined {
  if (rule.approvalsRequired !== 0) return undefined;
  return seal({ source: 'no-approval-needed', operation: rule.operation, commandDigest, requestId: null, grantedAt });
}

/** An approved request as it is read inside the transaction that consumes it. */
export interface ConsumableRequest {
  readonly id: string;
  readonly operation: Operation;
  readonly commandDigest: string;
  readonly status: 'Approved';
  readonly approverIds: readonly string[];
  readonly requesterId: string;
}

/** Source 2: a consumed request with its quorum of people other than the requester. Undefined when any rule is not met. */
export function grantFromRequest(
  rule: ApprovalRule,
  request: ConsumableRequest,
  commandDigest: string,
  grantedAt: string,
): Grant | undefined {
  const approvers = new Set(request.approverIds);
  approvers.delete(request.requesterId);
  const covered = request.operation === rule.operation && request.commandDigest === commandDigest;
  if (!covered || approvers.size < rule.approvalsRequired) return undefined;
  return seal({
    source: 'consumed-request',
    operation: rule.operation,
    commandDigest,
    requestId: request.id,
    grantedAt,
  });
}

/** A schedule's approval of one exact group revision. */
export interface StandingApproval {
  readonly id: string;
  /** What the schedule may do by itself. */
  readonly operations: readonly Operation[];
  /** SHA-256 (hex) of what was approved: group revision, schedule, account and endpoint. */
  readonly scopeDigest: string;
  readonly validUntil: string;
}

/**
 * Source 3: a standing approval whose scope is unchanged and whose time is not over.
 * @param scopeDigest of the group and its schedule as they are now
 * @param commandDigest of the one command that is to be carried out under it
 */
export function grantFromStandingApproval(
  approval: StandingApproval,
  operation: Operation,
  scopeDigest: string,
  commandDigest: string,
  now: string,
): Grant | undefined {
  const covered = approval.operations.includes(operation) && approval.scopeDigest === scopeDigest;
  if (!covered || now >= approval.validUntil) return undefined;
  return seal({ source: 'standing-approval', operation, commandDigest, requestId: approval.id, grantedAt: now });
}
