// Audit Logs: entries as shown and filtered. The stored canonical JSON is what is hashed; this is a view of it.
import { z } from 'zod';
import { cursor, isoTime, rowId } from './common';

export const auditCategories = [
  'System',
  'HSM',
  'Login',
  'Identities',
  'Approvals',
  'Credentials',
  'Key groups',
  'Keys',
  'Jobs',
  'AWS KMS',
  'Audit',
  'Refused',
] as const;
export type AuditCategory = (typeof auditCategories)[number];
export const auditSeverities = ['info', 'notice', 'warning', 'critical'] as const;
export type AuditSeverity = (typeof auditSeverities)[number];
/** intent: about to act on HSM or AWS; refused: did not happen because a rule said no; failed: tried, not done or unknown. */
export const auditOutcomes = ['success', 'intent', 'refused', 'failed'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

export const auditFilter = z.object({
  text: z.string().max(200).optional(),
  categories: z.array(z.enum(auditCategories)).optional(),
  outcomes: z.array(z.enum(auditOutcomes)).optional(),
  from: isoTime.optional(),
  to: isoTime.optional(),
  jobId: rowId.optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const auditEntryView = z.object({
  sequence: z.number(),
  at: isoTime,
  category: z.enum(auditCategories),
  event: z.string(),
  severity: z.enum(auditSeverities),
  outcome: z.enum(auditOutcomes),
  identities: z.array(z.string()),
  target: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
  jobId: rowId.nullable(),
  awsRequestId: z.string().nullable(),
  message: z.string(),
  facts: z.record(z.string(), z.unknown()),
  hash: z.string(),
  previousHash: z.string(),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;

export const auditListInput = z.object({
  filter: auditFilter.default({}),
  cursor: cursor.optional(),
  limit: z.number().int().min(1).max(500).default(100),
});
export const auditList = z.object({ entries: z.array(auditEntryView), next: cursor.nullable(), total: z.number() });
export const exportedFile = z.object({ fileName: z.string(), rows: z.number(), sha256: z.string() });
