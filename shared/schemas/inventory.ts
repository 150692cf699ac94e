// The inventory of the token: every key object on it, and what it is to the console.
import { z } from 'zod';
import { isoTime, rowId } from './common';
import { keyStates } from './key-groups';

/**
 * `key`: material of a key of a group. `console`: the console's own anchor and sealing keys. `job`: of a job that is not over.
 * `orphan`: named as the console names its keys, and no row knows it. `foreign`: somebody else's. `missing`: a row whose object is not there.
 */
export const inventoryKinds = ['missing', 'key', 'orphan', 'job', 'console', 'foreign'] as const;
export type InventoryKind = (typeof inventoryKinds)[number];

/** `destroyed`: recorded as destroyed, and still there. */
export const inventoryProblems = ['missing', 'duplicate', 'check-value', 'destroyed'] as const;
export type InventoryProblem = (typeof inventoryProblems)[number];

const checkValue = z.object({ method: z.string(), value: z.string() });

export const inventoryItem = z.object({
  /** Place in this listing; nothing else. */
  id: z.string(),
  kind: z.enum(inventoryKinds),
  problems: z.array(z.enum(inventoryProblems)),
  /** null: the object is not on the token. */
  objectClass: z.enum(['secret-key', 'private-key', 'public-key']).nullable(),
  /** `AES`, `RSA` … ; empty where the token does not say. */
  keyType: z.string(),
  lengthBits: z.number().nullable(),
  label: z.string(),
  /** CKA_ID in hex; empty where the object has none. */
  reference: z.string(),
  /** As the token gives it now. */
  checkValue: checkValue.nullable(),
  /** As it was recorded when the key was made. */
  recordedCheckValue: checkValue.nullable(),
  sensitive: z.boolean().nullable(),
  alwaysSensitive: z.boolean().nullable(),
  extractable: z.boolean().nullable(),
  /** Made on this token; null where the token does not tell the truth about it. */
  local: z.boolean().nullable(),
  key: z
    .object({
      id: rowId,
      name: z.string(),
      state: z.enum(keyStates),
      groupId: rowId,
      /** null: the group was deleted. */
      groupName: z.string().nullable(),
      kmsKeyId: z.string().nullable(),
      keyMaterialId: z.string().nullable(),
    })
    .nullable(),
});
export type InventoryItem = z.infer<typeof inventoryItem>;

export const tokenInventory = z.object({
  readAt: isoTime,
  tokenLabel: z.string(),
  tokenSerial: z.string(),
  /** How many there are of each kind, also of those that are not listed. */
  counts: z.partialRecord(z.enum(inventoryKinds), z.number()),
  /** At most `inventoryLimit`; what has problems comes first. */
  items: z.array(inventoryItem),
  total: z.number(),
});
export type TokenInventory = z.infer<typeof tokenInventory>;

/** Most objects that one answer lists. */
export const inventoryLimit = 5000;
