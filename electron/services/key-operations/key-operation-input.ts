// What a job on existing keys is told when it is queued: frozen, shown to approvers, checked when read back, never a secret.
import { z } from 'zod';
import { keySpecs, wrappingAlgorithms, wrappingKeySpecs } from '../../../shared/aws-terms';
import { ConsoleError } from '../../../shared/errors';
import { rowId } from '../../../shared/schemas/common';
import { keyOperationKinds } from '../../../shared/schemas/key-operations';
import type { Job } from '../../domain/job-entities';

const keyItem = z.object({
  /** Row of the console; for operations on a whole KMS key one of its rows. */
  id: rowId,
  name: z.string(),
  state: z.string(),
  kmsKeyId: z.string(),
  kmsKeyArn: z.string().nullable(),
  keyMaterialId: z.string().nullable(),
  hsmReference: z.string().nullable(),
  checkValue: z.object({ method: z.string(), value: z.string() }).nullable(),
  awsState: z.string(),
  /** Other keys of the group that are material of the same KMS key. */
  sharedWith: z.array(z.string()),
  /** For synchronize: ValidTo this many days after the import; null: does not expire. */
  expiresInDays: z.number().nullable(),
  /** The material was deleted on purpose. */
  materialDeletedAt: z.string().nullable(),
});
export type KeyItem = z.infer<typeof keyItem>;

export const keyOperationJobInput = z.object({
  kind: z.enum(keyOperationKinds),
  /** Synchronize only: after a deliberate Delete, or with another expiry. */
  changed: z.boolean(),
  groupId: rowId,
  revision: z.number().int(),
  groupName: z.string(),
  credentialId: rowId,
  accessKeyId: z.string(),
  accountId: z.string().nullable(),
  region: z.string(),
  /** Schedule deletion only. */
  windowDays: z.number().int().nullable(),
  /** Imports only. */
  wrappingAlgorithm: z.enum(wrappingAlgorithms).nullable(),
  wrappingKeySpec: z.enum(wrappingKeySpecs).nullable(),
  /** Left out by jobs that were queued before there was a choice. */
  keySpec: z.enum(keySpecs).default('SYMMETRIC_DEFAULT'),
  keys: z.array(keyItem).min(1),
  previewDigest: z.string(),
  justification: z.string(),
});
export type KeyOperationJobInput = z.infer<typeof keyOperationJobInput>;

/** A row that does not fit is the program's fault and ends the job. */
export function readKeyOperation(job: Pick<Job, 'id' | 'input'>): KeyOperationJobInput {
  const parsed = keyOperationJobInput.safeParse(job.input);
  if (!parsed.success)
    throw new ConsoleError('internal', { cause: parsed.error, facts: { what: 'job input', jobId: job.id } });
  return parsed.data;
}
