// What a force-rotate job is told when it is queued: frozen, checked when read back, never a secret.
import { z } from 'zod';
import { keySpecs, wrappingAlgorithms, wrappingKeySpecs } from '../../../shared/aws-terms';
import { rowId } from '../../../shared/schemas/common';

export const forceRotateJobInput = z.object({
  groupId: rowId,
  revision: z.number().int(),
  groupName: z.string(),
  credentialId: rowId,
  region: z.string(),
  alias: z.string(),
  description: z.string(),
  policy: z.string().nullable(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
  /** Left out by jobs that were queued before there was a choice. */
  keySpec: z.enum(keySpecs).default('SYMMETRIC_DEFAULT'),
  materialExpiresInDays: z.number().nullable(),
  method: z.enum(['first-key', 'adopt-key', 'new-key', 'same-key']),
  generation: z.number().int(),
  /** Row id of the key this job makes; the same for one group and generation, so that an order made again has the same digest. */
  keyRowId: rowId,
  keyName: z.string(),
  /** The KMS key acted on: adopted, rotated in place, or superseded. */
  currentKeyId: z.string().nullable(),
  currentKeyArn: z.string().nullable(),
  aliasTarget: z.string().nullable(),
  wrappingAlgorithm: z.enum(wrappingAlgorithms),
  wrappingKeySpec: z.enum(wrappingKeySpecs),
  /** Digest of the plan the officer saw: group revision and AWS side. */
  previewDigest: z.string(),
  justification: z.string(),
});
export type ForceRotateJobInput = z.infer<typeof forceRotateJobInput>;
