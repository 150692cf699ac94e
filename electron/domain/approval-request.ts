// The life of an approval request, as pure rules: who may decide, what counts, when it is ready, what makes it end.
// Signatures are checked where cryptography is at hand; here a decision without a valid one does not exist.
import { ConsoleError } from '../../shared/errors';
import type { ErrorShape } from '../../shared/errors';
import type { Operation } from '../../shared/permissions';
import type { EffectFact, PolicyRow, RequestStatus } from '../../shared/schemas/approvals';
import { digestOf } from './digest';
import type { RowId } from './entities';

export interface Decision {
  readonly identityId: RowId;
  readonly verdict: 'approve' | 'deny';
  readonly reason: string;
  readonly at: string;
  /** SHA-256 (hex) of the DER public key that signed. */
  readonly keyFingerprint: string;
  /** base64 Ed25519 signature over the canonical JSON of `decisionStatement`. */
  readonly signature: string;
}

export interface ApprovalRequest {
  readonly id: RowId;
  readonly operation: Operation;
  /** Name of the controlled call in the IPC table. */
  readonly call: string;
  readonly target: { readonly kind: string; readonly id: string; readonly name: string };
  readonly effect: readonly EffectFact[];
  /** Canonical order, as digested. */
  readonly frozen: Readonly<Record<string, unknown>>;
  /** Secrets of the order; never leave the store. */
  readonly sealed: Readonly<Record<string, unknown>> | null;
  readonly digest: string;
  readonly requesterId: RowId;
  readonly requesterKeyFingerprint: string;
  /** base64 Ed25519 signature over the canonical JSON of `requestStatement`. */
  readonly signature: string;
  readonly justification: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** The policy's row when the request was made; the stricter of this and today's holds. */
  readonly rule: PolicyRow;
  readonly status: RequestStatus;
  readonly decisions: readonly Decision[];
  readonly closedAt: string | null;
  readonly jobId: RowId | null;
  readonly error: ErrorShape | null;
}

/** What the requester signs. Every field that an approver relies on is in it. */
export function requestStatement(
  storeId: string,
  environment: string,
  request: Omit<ApprovalRequest, 'signature' | 'status' | 'decisions'>,
) {
  return {
    kind: 'kmes-approval-request',
    version: 1,
    storeId,
    environment,
    requestId: request.id,
    operation: request.operation,
    target: request.target,
    orderDigest: request.digest,
    effectDigest: digestOf(request.effect),
    requesterId: request.requesterId,
    justification: request.justification,
    createdAt: request.createdAt,
    expiresAt: request.expiresAt,
    rule: request.rule,
  };
}

/** What an approver signs: the verdict and the digest of everything the requester signed. */
export function decisionStatement(
  storeId: string,
  environment: string,
  request: ApprovalRequest,
  decision: Pick<Decision, 'identityId' | 'verdict' | 'reason' | 'at'>,
) {
  return {
    kind: 'kmes-approval-decision',
    version: 1,
    storeId,
    environment,
    requestId: request.id,
    requestDigest: digestOf(requestStatement(storeId, environment, request)),
    identityId: decision.identityId,
    verdict: decision.verdict,
    reason: decision.reason,
    at: decision.at,
  };
}

/** What the rules need to know of a person now. */
export interface Person {
  readonly id: RowId;
  readonly enabled: boolean;
  readonly roleIds: readonly RowId[];
  /** Fingerprint of the signing key in force; a reset closes the key before it. */
  readonly keyFingerprint: string;
  /** Password changed after a reset and second factor proven where it is demanded. */
  readonly ready: boolean;
  /** New identities of a recovery may not decide before this. */
  readonly mayDecideFrom: string | null;
  /** Who requested and approved the last reset of this identity: it never decides on their requests. */
  readonly resetBy: readonly RowId[];
}

/** The stricter of two rows of the policy: more approvals, only roles that both name, the shorter time. */
export function stricter(a: PolicyRow, b: PolicyRow): PolicyRow {
  return {
    operation: a.operation,
    approvalsRequired: Math.max(a.approvalsRequired, b.approvalsRequired),
    approverRoleIds: a.approverRoleIds.filter((id) => b.approverRoleIds.includes(id)),
    ttlMs: Math.min(a.ttlMs, b.ttlMs),
  };
}

export type DecideProblem =
  | 'not-pending'
  | 'expired'
  | 'own-request'
  | 'disabled'
  | 'role-not-held'
  | 'not-ready'
  | 'too-new'
  | 'took-part-in-reset'
  | 'decided-before';

/** Why this person may not decide on this request now; null when they may. */
export function decideProblem(
  request: ApprovalRequest,
  person: Person,
  rule: PolicyRow,
  now: string,
): DecideProblem | null {
  if (request.status !== 'Pending') return 'not-pending';
  if (isExpired(request, rule, now)) return 'expired';
  if (
    request.decisions.some(
      (decision) => decision.identityId === person.id && decision.keyFingerprint === person.keyFingerprint,
    )
  ) {
    return 'decided-before';
  }
  return personProblem(request, person, rule, now);
}

/** The part of the rules that must hold when deciding and again when the decision is consumed. */
function personProblem(request: ApprovalRequest, person: Person, rule: PolicyRow, now: string): DecideProblem | null {
  if (person.id === request.requesterId) return 'own-request';
  if (!person.enabled) return 'disabled';
  if (!person.ready) return 'not-ready';
  if (person.mayDecideFrom !== null && now < person.mayDecideFrom) return 'too-new';
  if (!person.roleIds.some((id) => rule.approverRoleIds.includes(id))) return 'role-not-held';
  if (person.resetBy.includes(request.requesterId)) return 'took-part-in-reset';
  return null;
}

/** Over its time, or the clock stands before the request was made: neither can be decided or consumed. */
export function isExpired(request: ApprovalRequest, rule: PolicyRow, now: string): boolean {
  const shortened = new Date(new Date(request.createdAt).getTime() + rule.ttlMs).toISOString();
  const end = shortened < request.expiresAt ? shortened : request.expiresAt;
  return now >= end || now < request.createdAt;
}

/** Identities whose approval counts now: each once, never the requester, all rules checked again. */
export function countedApprovers(
  request: ApprovalRequest,
  people: ReadonlyMap<RowId, Person>,
  rule: PolicyRow,
  now: string,
): readonly RowId[] {
  const counted = new Set<RowId>();
  for (const decision of request.decisions) {
    const person = people.get(decision.identityId);
    if (decision.verdict !== 'approve' || person === undefined) continue;
    if (decision.keyFingerprint !== person.keyFingerprint || now < decision.at) continue;
    if (personProblem(request, person, rule, now) === null) counted.add(person.id);
  }
  return [...counted];
}

/** The request after a decision. One denial ends it; the caller has asked `decideProblem` first. */
export function withDecision(request: ApprovalRequest, decision: Decision): ApprovalRequest {
  const decisions = [...request.decisions, decision];
  if (decision.verdict === 'deny')
    return { ...request, decisions, status: 'Denied', closedAt: decision.at, sealed: null };
  return { ...request, decisions };
}

/** Has the request its quorum under the stricter of both rules? */
export function hasQuorum(
  request: ApprovalRequest,
  people: ReadonlyMap<RowId, Person>,
  today: PolicyRow,
  now: string,
): boolean {
  const rule = stricter(request.rule, today);
  return countedApprovers(request, people, rule, now).length >= rule.approvalsRequired;
}

/**
 * Throws unless the request may be carried out now: Approved or Pending, in time, quorum met, requester still enabled with the key that
 * signed, order unchanged. Errors: auth.approval-required (quorum), state.conflict (status, expired, stale).
 */
export function assertConsumable(
  request: ApprovalRequest,
  people: ReadonlyMap<RowId, Person>,
  today: PolicyRow,
  digestNow: string,
  now: string,
): readonly RowId[] {
  const rule = stricter(request.rule, today);
  const conflict = (reason: string): ConsoleError =>
    new ConsoleError('state.conflict', { facts: { reason, requestId: request.id, status: request.status } });
  if (request.status !== 'Pending' && request.status !== 'Approved') throw conflict('closed');
  if (isExpired(request, rule, now)) throw conflict('expired');
  const requester = people.get(request.requesterId);
  if (requester === undefined || !requester.enabled || requester.keyFingerprint !== request.requesterKeyFingerprint)
    throw conflict('requester');
  if (digestNow !== request.digest) throw conflict('stale');
  const approvers = countedApprovers(request, people, rule, now);
  if (approvers.length < rule.approvalsRequired) {
    throw new ConsoleError('auth.approval-required', {
      facts: { operation: request.operation, have: approvers.length, need: rule.approvalsRequired },
    });
  }
  return approvers;
}

const open: readonly RequestStatus[] = ['Pending', 'Approved'];

/** The request ended for a reason other than a decision; an ended one stays as it is. */
export function closed(
  request: ApprovalRequest,
  status: 'Withdrawn' | 'Expired' | 'Stale',
  at: string,
): ApprovalRequest {
  return open.includes(request.status) ? { ...request, status, closedAt: at, sealed: null } : request;
}

/** Carried out, once and for all. */
export function executed(request: ApprovalRequest, at: string, jobId: RowId | null): ApprovalRequest {
  if (!open.includes(request.status)) {
    throw new ConsoleError('state.conflict', {
      facts: { reason: 'closed', requestId: request.id, status: request.status },
    });
  }
  return { ...request, status: 'Executed', closedAt: at, jobId, sealed: null };
}
