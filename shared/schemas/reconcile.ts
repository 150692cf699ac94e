// Reconciliation: where AWS KMS differs from what the console believes, field by field, and how people answer.
import { z } from 'zod';
import { errorShape, isoTime, justification, rowId } from './common';
import { keyLastUse } from './key-operations';

/** What is compared. What the console cannot know (last use, say) is shown beside and is never a difference. */
export const driftFields = [
  'key-state',
  'deletion-date',
  'alias-target',
  'description',
  'policy',
  'tag',
  'material',
  'material-expiry',
  'current-material',
  'unknown-material',
  'rotations-used',
] as const;
export type DriftField = (typeof driftFields)[number];

export const driftAnswers = ['take', 'push', 'ignore'] as const;
export type DriftAnswer = (typeof driftAnswers)[number];

export const drift = z.object({
  /** The same for the same field of the same thing, at every reading. */
  id: z.string().max(600),
  field: z.enum(driftFields),
  /** Row of the console it is about; null for what belongs to the group. */
  keyId: rowId.nullable(),
  keyName: z.string().nullable(),
  kmsKeyId: z.string().nullable(),
  /** The alias, the tag's key, the key material ID. */
  subject: z.string().nullable(),
  /** What the console believes; null: nothing. */
  ours: z.string().nullable(),
  /** What AWS says; null: nothing. */
  aws: z.string().nullable(),
  /** What taking or pushing it needs to know beside: the deletion date, the reference behind a description. */
  detail: z.string().nullable(),
  /** Answers beside *ignore*, which is always possible. */
  may: z.array(z.enum(['take', 'push'])),
});
export type Drift = z.infer<typeof drift>;

export const ignoredDrift = drift.extend({ reason: z.string(), at: isoTime, by: z.array(z.string()) });
export type IgnoredDrift = z.infer<typeof ignoredDrift>;

/** What could not be read, and the IAM action that was missing. */
export const unreadPart = z.object({ what: z.string(), action: z.string() });
export type UnreadPart = z.infer<typeof unreadPart>;

/** What AWS says of a KMS key that the console has no belief about. */
export const kmsKeyFacts = z.object({
  kmsKeyId: z.string(),
  state: z.string(),
  rotationsUsed: z.number().nullable(),
  lastUse: keyLastUse.nullable(),
});
export type KmsKeyFacts = z.infer<typeof kmsKeyFacts>;

export const reconciliationView = z.object({
  groupId: rowId,
  groupName: z.string(),
  checkedAt: isoTime,
  checkedBy: z.array(z.string()),
  drifts: z.array(drift),
  ignored: z.array(ignoredDrift),
  /** Differences on what the console changed minutes ago: AWS may still be catching up. */
  settling: z.array(drift),
  unread: z.array(unreadPart),
  keys: z.array(kmsKeyFacts),
  /** Why AWS could not be read; the rest is then of an earlier time. */
  error: errorShape.nullable(),
});
export type ReconciliationView = z.infer<typeof reconciliationView>;

/** One difference of any group, for the list of all. Long values are cut. */
export const listedDrift = drift
  .pick({ id: true, field: true, keyName: true, subject: true, ours: true, aws: true })
  .extend({
    groupId: rowId,
    groupName: z.string(),
    checkedAt: isoTime,
  });
export type ListedDrift = z.infer<typeof listedDrift>;

export const reconcileList = z.object({
  drifts: z.array(listedDrift),
  total: z.number(),
  groups: z.number(),
  /** Groups that have been compared at least once. */
  checkedGroups: z.number(),
  lastCheckedAt: isoTime.nullable(),
  failed: z.array(z.object({ groupId: rowId, groupName: z.string(), error: errorShape })),
});
export type ReconcileList = z.infer<typeof reconcileList>;

export const reconcileRun = z.object({
  /** Chosen by the window: names the run in `progress` events (`call` is `reconcile.run`, `id` this) and in `reconcile.cancel`. */
  runId: rowId,
  /** Null: every group. */
  groupId: rowId.nullable(),
  /** Only the KMS key of this key of the group. */
  keyId: rowId.optional(),
});
export const reconcileResult = z.object({
  checked: z.number(),
  drifts: z.number(),
  /** Groups left out because a job is at work on them. */
  busy: z.number(),
  failed: z.number(),
});
export type ReconcileResult = z.infer<typeof reconcileResult>;

/** Differences of one group as the officer saw them at `checkedAt`. */
export const driftAnswerInput = z.object({
  groupId: rowId,
  driftIds: z.array(z.string().max(600)).min(1).max(200),
  checkedAt: isoTime,
  justification,
});
export type DriftAnswerInput = z.infer<typeof driftAnswerInput>;
