// Operations on keys that exist: synchronize, delete material, enable, disable, schedule and cancel deletion, prove.
import { z } from 'zod';
import { errorShape, isoTime, justification, rowId } from './common';
import { keyStates } from './key-groups';

export const keyOperationKinds = [
  'synchronize',
  'delete-material',
  'enable',
  'disable',
  'schedule-deletion',
  'cancel-deletion',
  'prove',
  'destroy',
] as const;
export type KeyOperationKind = (typeof keyOperationKinds)[number];

/** Keys of one group; one job works on them one after the other. */
const keysOfGroup = z.object({ groupId: rowId, keyIds: z.array(rowId).min(1).max(100) });
/** Days until AWS deletes the key (AWS KMS: ScheduleKeyDeletion, 7 to 30). */
const windowDays = z.number().int().min(7).max(30);
/** ValidTo this many days after the import (at most 365); null: does not expire; left out: as at the last import. */
const expiresInDays = z.number().int().min(1).max(365).nullable();

export const keyOperationPreviewInput = keysOfGroup.extend({
  kind: z.enum(keyOperationKinds),
  windowDays: windowDays.optional(),
  expiresInDays: expiresInDays.optional(),
});
export type KeyOperationChoice = z.infer<typeof keyOperationPreviewInput>;

const confirmed = keysOfGroup.extend({ previewDigest: z.string().max(64), justification });
export const keyOperationInput = confirmed;
export type KeyOperationInput = z.infer<typeof confirmed>;
export const synchronizeInput = confirmed.extend({ expiresInDays: expiresInDays.optional() });
/** Nothing in AWS or in the HSM changes by it. */
export const markCompromisedInput = z.object({ groupId: rowId, keyId: rowId, justification });

export const scheduleDeletionInput = confirmed.extend({ windowDays });

/** Last cryptographic use as AWS has recorded it since `trackedSince`; it proves no disuse. */
export const keyLastUse = z.object({
  operation: z.string().nullable(),
  at: isoTime.nullable(),
  trackedSince: isoTime.nullable(),
});
export type KeyLastUse = z.infer<typeof keyLastUse>;

export const keyGrant = z.object({ grantee: z.string(), operations: z.array(z.string()) });
export type KeyGrant = z.infer<typeof keyGrant>;

export const previewedKey = z.object({
  id: rowId,
  name: z.string(),
  state: z.enum(keyStates),
  kmsKeyId: z.string().nullable(),
  keyMaterialId: z.string().nullable(),
  /** As AWS says just now; null when it was not asked. */
  awsState: z.string().nullable(),
  /** Other keys of the group that are material of the same KMS key, and share its fate. */
  sharedWith: z.array(z.string()),
  /** For destructive operations; null where AWS does not say or was not asked. */
  lastUse: keyLastUse.nullable(),
  grants: z.array(keyGrant).nullable(),
  /** Why the operation leaves this key out; null: it is done. */
  refusal: errorShape.nullable(),
});
export type PreviewedKey = z.infer<typeof previewedKey>;

export const keyOperationPreview = z.object({
  kind: z.enum(keyOperationKinds),
  /** Synchronize needs approval after a deliberate Delete and with another expiry: another command then. */
  changed: z.boolean(),
  groupName: z.string(),
  region: z.string(),
  accountId: z.string().nullable(),
  simulator: z.boolean(),
  keys: z.array(previewedKey),
  /** Calls for each key, in order. */
  calls: z.array(z.object({ system: z.enum(['HSM', 'AWS KMS']), call: z.string(), iamAction: z.string().nullable() })),
  /** Shortest time that AWS's quotas leave, in seconds, for all keys together. */
  estimateSeconds: z.number(),
  digest: z.string(),
});
export type KeyOperationPreview = z.infer<typeof keyOperationPreview>;
