// What a job that pushes the console's side into AWS is told when it is queued: frozen, shown to approvers, never a secret.
import { z } from 'zod';
import { keySpecs, wrappingAlgorithms, wrappingKeySpecs } from '../../../shared/aws-terms';
import { ConsoleError } from '../../../shared/errors';
import { isoTime, rowId } from '../../../shared/schemas/common';
import { drift } from '../../../shared/schemas/reconcile';
import type { Job } from '../../domain/job-entities';

/** A key whose material is imported again. */
const heldKey = z.object({
  id: rowId,
  name: z.string(),
  kmsKeyId: z.string(),
  keyMaterialId: z.string().nullable(),
  hsmReference: z.string().nullable(),
  checkValue: z.object({ method: z.string(), value: z.string() }).nullable(),
  /** As the console believes; null: does not expire. */
  validTo: isoTime.nullable(),
});
export type HeldKey = z.infer<typeof heldKey>;

export const pushJobInput = z.object({
  groupId: rowId,
  revision: z.number().int(),
  groupName: z.string(),
  credentialId: rowId,
  accessKeyId: z.string(),
  accountId: z.string().nullable(),
  region: z.string(),
  /** Imports only. */
  wrappingAlgorithm: z.enum(wrappingAlgorithms).nullable(),
  wrappingKeySpec: z.enum(wrappingKeySpecs).nullable(),
  keySpec: z.enum(keySpecs),
  drifts: z.array(drift).min(1),
  held: z.array(heldKey),
  justification: z.string(),
});
export type PushJobInput = z.infer<typeof pushJobInput>;

/** A row that does not fit is the program's fault and ends the job. */
export function readPush(job: Pick<Job, 'id' | 'input'>): PushJobInput {
  const parsed = pushJobInput.safeParse(job.input);
  if (!parsed.success)
    throw new ConsoleError('internal', { cause: parsed.error, facts: { what: 'job input', jobId: job.id } });
  return parsed.data;
}
