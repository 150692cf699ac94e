// Key Groups and their keys: the template by which keys are made, and what became of them.
import { z } from 'zod';
import { keySpecs, wrappingAlgorithms, wrappingKeySpecs } from '../aws-terms';
import { certainty, displayName, isoTime, justification, notes, period, rowId } from './common';
import { region } from './credentials';
import { rotationSchedule, scheduleView } from './schedules';

/** `alias/` + letters, digits, / _ -; never alias/aws/ (AWS KMS: CreateAlias). */
export const aliasName = z
  .string()
  .trim()
  .regex(/^alias\/(?!aws\/)[a-zA-Z0-9/_-]{1,250}$/);
/** Bare key id: a UUID or a multi-Region `mrk-` id. */
export const kmsKeyId = z
  .string()
  .trim()
  .regex(/^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/);
/** AWS KMS TagResource: key 1–128, value 0–256, not beginning with aws:. */
export const tag = z.object({
  key: z
    .string()
    .trim()
    .min(1)
    .max(128)
    .regex(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u),
  value: z
    .string()
    .max(256)
    .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u),
});

export const rotationMethods = ['new-key', 'same-key'] as const;
export type RotationMethod = (typeof rotationMethods)[number];

export const keyGroupInput = z.object({
  name: displayName,
  credentialId: rowId,
  /** Left out: SYMMETRIC_DEFAULT (`keySpecOf`). */
  keySpec: z.enum(keySpecs).optional(),
  rotateKey: z.boolean(),
  rotateEvery: period.nullable(),
  /** Day, time and place of the rotations; without one the group only says when a rotation falls due. */
  schedule: rotationSchedule.nullish(),
  /** Cryptoperiod of one generation; longer than Rotate Every. Afterwards the key shows Expired; nothing is destroyed. */
  keepKeyValidFor: period.nullable(),
  owner: z.string().trim().max(128),
  notes,
  alias: aliasName,
  description: z.string().max(8192),
  region,
  /** A customer managed key made beforehand (origin EXTERNAL); null: the console makes it. */
  activeKeyId: kmsKeyId.nullable(),
  /** Key policy as JSON text; null: AWS's default policy. */
  policy: z.string().max(32768).nullable(),
  tags: z.array(tag).max(40),
  rotationMethod: z.enum(rotationMethods),
  /** ImportKeyMaterial ValidTo this many days after the import (at most 365); null: does not expire. */
  materialExpiresInDays: z.number().int().min(1).max(365).nullable(),
  /** Material is imported again by itself so many days before it expires; left out or null: it is only warned of. */
  reimportDaysBefore: z.number().int().min(1).max(90).nullish(),
  /** AUTO: the strongest that the token can do. */
  wrappingAlgorithm: z.enum(['AUTO', ...wrappingAlgorithms]),
  wrappingKeySpec: z.enum(wrappingKeySpecs),
});
export type KeyGroupInput = z.infer<typeof keyGroupInput>;

export const keyGroupStates = [
  'Ready',
  'Active',
  'Rotation due',
  'Rotation overdue',
  'Needs attention',
  'Disabled',
] as const;
export const keyStates = [
  'Generated',
  'Synchronized',
  'Active',
  'Superseded',
  'Disabled',
  'Expired',
  'Material deleted',
  'Pending deletion',
  'Material not held',
  'Destroyed',
] as const;
export type KeyGroupState = (typeof keyGroupStates)[number];
export type KeyState = (typeof keyStates)[number];

export const keyGroupView = keyGroupInput.extend({
  id: rowId,
  revision: z.number(),
  state: z.enum(keyGroupStates),
  credentialName: z.string(),
  accountId: z.string().nullable(),
  simulator: z.boolean(),
  keyCount: z.number(),
  lastRotatedAt: isoTime.nullable(),
  /** When Rotate Every says the next rotation falls due; null when it does not rotate or has no key yet. */
  nextRotationAt: isoTime.nullable(),
  createdAt: isoTime,
  createdBy: z.string(),
  changedAt: isoTime,
  changedBy: z.string(),
  /** A job that runs, waits or needs attention for this group. */
  openJobId: rowId.nullable(),
  /** What the console makes of the group's schedule; null where it has none. */
  scheduleState: scheduleView.nullish(),
});
export type KeyGroupView = z.infer<typeof keyGroupView>;

export const keyView = z.object({
  id: rowId,
  groupId: rowId,
  name: z.string(),
  generation: z.number(),
  state: z.enum(keyStates),
  /** CKA_ID in the HSM, 32 hex; null when the material is not held. */
  hsmReference: z.string().nullable(),
  checkValue: z.object({ method: z.string(), value: z.string() }).nullable(),
  kmsKeyId: z.string().nullable(),
  kmsKeyArn: z.string().nullable(),
  keyMaterialId: z.string().nullable(),
  wrappingAlgorithm: z.string().nullable(),
  wrappingKeySpec: z.string().nullable(),
  createdAt: isoTime,
  importedAt: isoTime.nullable(),
  activatedAt: isoTime.nullable(),
  supersededAt: isoTime.nullable(),
  /** End of the cryptoperiod (Keep key valid for). */
  validUntil: isoTime.nullable(),
  /** AWS's ValidTo of the material. */
  materialExpiresAt: isoTime.nullable(),
  jobId: rowId.nullable(),
  awsRequestId: z.string().nullable(),
  /** When AWS deletes the KMS key, while that is scheduled. */
  deletionDate: isoTime.nullish(),
  /** Time of the newest confirmed backup of the HSM that holds the key; null: none does. */
  hsmBackupAt: isoTime.nullish(),
  /** AWS's last answer to the question whether the HSM key is its material. */
  proof: z.object({ at: isoTime, matches: z.boolean(), awsRequestId: z.string().nullable() }).nullish(),
  /** People said that others may know the material; `by`: login names as they were then. */
  compromised: z.object({ at: isoTime, by: z.array(z.string()), justification: z.string() }).nullish(),
  /** Record of its destruction in the HSM. */
  destruction: z
    .object({
      at: isoTime,
      jobId: rowId,
      requestId: rowId.nullable(),
      requestedBy: z.array(z.string()),
      approvedBy: z.array(z.string()),
      answers: z.array(
        z.object({
          kmsKeyArn: z.string(),
          awsState: z.string(),
          lists: z.boolean().nullable(),
          awsRequestId: z.string().nullable(),
        }),
      ),
    })
    .nullish(),
});
export type KeyView = z.infer<typeof keyView>;

export const policyFindingCodes = [
  'not-json',
  'not-an-object',
  'too-large',
  'no-statement',
  'statement-without-action',
  'statement-without-resource',
  'statement-without-principal',
  'unknown-effect',
  'wildcard-principal',
  'foreign-account',
  'no-root-or-administrator',
  'no-put-key-policy',
] as const;
export const policyFinding = z.object({
  code: z.enum(policyFindingCodes),
  severity: z.enum(['error', 'warning']),
  /** 1-based number of the statement, where one is meant. */
  statement: z.number().nullable(),
  detail: z.string(),
});
export type PolicyFinding = z.infer<typeof policyFinding>;
export const pickedPolicy = z.object({ fileName: z.string(), policy: z.string(), findings: z.array(policyFinding) });
export type PickedPolicy = z.infer<typeof pickedPolicy>;

/** What a force rotate will do, shown before it is asked for; its digest freezes it. */
export const rotationPreview = z.object({
  groupId: rowId,
  groupName: z.string(),
  generation: z.number(),
  method: z.enum(['first-key', 'adopt-key', 'new-key', 'same-key']),
  region: z.string(),
  accountId: z.string().nullable(),
  alias: z.string(),
  aliasTarget: z.string().nullable(),
  currentKeyId: z.string().nullable(),
  wrappingAlgorithm: z.string(),
  wrappingKeySpec: z.string(),
  simulator: z.boolean(),
  /** Calls in order, HSM and AWS. */
  calls: z.array(z.object({ system: z.enum(['HSM', 'AWS KMS']), call: z.string(), iamAction: z.string().nullable() })),
  /** On-demand rotations left of the limit; null where it does not apply or cannot be read. */
  rotationsLeft: z.number().nullable(),
  /** Change of the monthly price in US dollars (AWS KMS pricing). */
  monthlyPriceChange: z.number(),
  warnings: z.array(
    z.enum([
      'superseded-still-decrypts',
      'services-remember-key',
      'material-expires',
      'sha1-wrapping',
      'simulator',
      'alias-moves',
      'policy-default',
    ]),
  ),
  approvalsRequired: z.number(),
  digest: z.string(),
});
export type RotationPreview = z.infer<typeof rotationPreview>;

export const forceRotateInput = z.object({ groupId: rowId, previewDigest: z.string().max(64), justification });
export const keyGroupChange = z.object({ id: rowId, revision: z.number().int(), group: keyGroupInput });
export const jobStarted = z.object({ jobId: rowId });
export { certainty };
