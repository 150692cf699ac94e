// Audit Logs: entries as shown and filtered. The stored canonical JSON is what is hashed; this is a view of it.
import { z } from 'zod';
import { cursor, displayName, isoTime, rowId } from './common';

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
  severities: z.array(z.enum(auditSeverities)).optional(),
  /** Any of them did it; `console`: nobody was logged in. */
  identityIds: z
    .array(z.union([rowId, z.literal('console')]))
    .max(100)
    .optional(),
  /** Beginnings of words of the target's kind, name and id. */
  target: z.string().max(200).optional(),
  /** The target itself, or a row that the entry changed. */
  targetId: z.string().min(1).max(200).optional(),
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
  /** false in a list: facts or message are too long for it and are left out or cut; `audit.entry` has them. */
  whole: z.boolean(),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;

export const auditListInput = z.object({
  filter: auditFilter.default({}),
  cursor: cursor.optional(),
  limit: z.number().int().min(1).max(500).default(100),
});
export const auditList = z.object({ entries: z.array(auditEntryView), next: cursor.nullable(), total: z.number() });
export const exportedFile = z.object({ fileName: z.string(), rows: z.number(), sha256: z.string() });

/** One entry with where it leads: its job, the requests and keys it belongs to. What the login may not see is left out. */
export const auditEntryDetails = z.object({
  entry: auditEntryView,
  job: z.object({ id: rowId, name: z.string() }).nullable(),
  requests: z.array(z.object({ id: rowId, name: z.string() })),
  keys: z.array(z.object({ id: rowId, name: z.string(), groupId: rowId })),
});
export type AuditEntryDetails = z.infer<typeof auditEntryDetails>;

export const auditTimes = ['all', 'hour', 'day', 'week', 'month', 'custom'] as const;
export type AuditTime = (typeof auditTimes)[number];

/** A filter as a person set it: "the last day" stays that, whenever it is used. */
export const auditChoice = z
  .object({
    text: z.string().max(200),
    categories: z.array(z.enum(auditCategories)),
    outcomes: z.array(z.enum(auditOutcomes)),
    severities: z.array(z.enum(auditSeverities)),
    identityIds: z.array(z.union([rowId, z.literal('console')])).max(100),
    target: z.string().max(200),
    time: z.enum(auditTimes),
    /** Of `custom`; null: open at this end. */
    from: isoTime.nullable(),
    to: isoTime.nullable(),
  })
  .strict();
export type SavedAuditChoice = z.infer<typeof auditChoice>;

export const savedAuditFilterView = z.object({
  id: rowId,
  revision: z.number(),
  name: z.string(),
  /** Everybody who reads the log sees it; else only whoever saved it. */
  shared: z.boolean(),
  choice: auditChoice,
  savedBy: z.string(),
  /** May this login change or delete it? Its own it may; a shared one of somebody else with `Settings:Manage`. */
  mine: z.boolean(),
});
export type SavedAuditFilterView = z.infer<typeof savedAuditFilterView>;

/** A new one without `id`; else the one that is changed, at the revision that was shown. */
export const saveAuditFilter = z.object({
  id: rowId.optional(),
  revision: z.number().int().optional(),
  name: displayName,
  shared: z.boolean(),
  choice: auditChoice,
});
