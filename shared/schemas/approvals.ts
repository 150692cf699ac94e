// Approvals: requests, what they freeze, and decisions, as the window sees them. Passwords and codes never pass through here.
import { z } from 'zod';
import { operations } from '../permissions';
import { cursor, errorShape, isoTime, justification, rowId } from './common';

export const requestStatuses = ['Pending', 'Approved', 'Denied', 'Withdrawn', 'Expired', 'Stale', 'Executed'] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/** One row of the preview: a field and its value, before and after where the operation changes one. */
export const effectFact = z.object({ name: z.string(), value: z.string(), before: z.string().nullable() });
export type EffectFact = z.infer<typeof effectFact>;

export const decisionView = z.object({
  identityId: rowId,
  identity: z.string(),
  verdict: z.enum(['approve', 'deny']),
  reason: z.string(),
  at: isoTime,
  /** Counts towards the quorum now; a decision of an identity that was disabled or reset since does not. */
  counts: z.boolean(),
});
export type DecisionView = z.infer<typeof decisionView>;

export const requestView = z.object({
  id: rowId,
  operation: z.enum(operations),
  target: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  effect: z.array(effectFact),
  /** SHA-256 of the canonical order: what requester and approvers sign. */
  digest: z.string(),
  requesterId: rowId,
  requester: z.string(),
  justification: z.string(),
  createdAt: isoTime,
  expiresAt: isoTime,
  status: z.enum(requestStatuses),
  approvalsRequired: z.number(),
  approvalsCounted: z.number(),
  decisions: z.array(decisionView),
  closedAt: isoTime.nullable(),
  /** Job it started, once executed. */
  jobId: rowId.nullable(),
  /** Why it could not be carried out. */
  error: errorShape.nullable(),
  /** What the identities logged in here may do with it now. */
  actions: z.array(z.enum(['approve', 'deny', 'withdraw', 'execute'])),
});
export type RequestView = z.infer<typeof requestView>;

export const requestListInput = z.object({
  status: z.enum(['open', 'closed']),
  cursor: cursor.optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export const requestList = z.object({ requests: z.array(requestView), next: cursor.nullable(), total: z.number() });

/** A controlled command of the table with its input, to be shown or asked for before it runs. */
export const controlledCall = z.object({ call: z.string().max(64), input: z.unknown() });
export const orderPreview = z.object({
  operation: z.enum(operations),
  target: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  effect: z.array(effectFact),
  digest: z.string(),
  approvalsRequired: z.number(),
  /** Roles whose holders may approve. */
  approverRoles: z.array(z.string()),
  ttlMs: z.number(),
});
export type OrderPreview = z.infer<typeof orderPreview>;
export const requestInput = controlledCall.extend({ digest: z.string().max(64), justification });

/** One row of Administration > Approval policy. */
export const policyRow = z.object({
  operation: z.enum(operations),
  /** 0–5; never under the floor of the environment. */
  approvalsRequired: z.number().int().min(0).max(5),
  approverRoleIds: z.array(rowId).max(50),
  /** How long a request may wait, in milliseconds: 5 minutes to 30 days. */
  ttlMs: z
    .number()
    .int()
    .min(300_000)
    .max(30 * 86_400_000),
});
export type PolicyRow = z.infer<typeof policyRow>;
export const policyView = z.object({
  revision: z.number(),
  rows: z.array(policyRow.extend({ floor: z.number() })),
});
export type PolicyView = z.infer<typeof policyView>;
