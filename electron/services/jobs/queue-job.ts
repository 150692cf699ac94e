// Queues a job. The Grant is the only way in; consuming it and queuing are one transaction.
import type { Job, JobStep } from '../../domain/job-entities';
import { digestOf } from '../../domain/digest';
import type { Grant, GrantRecord } from '../../domain/grant';
import type { StoreWriter } from '../../ports/store';
import type { Operation } from '../../../shared/permissions';
import { ConsoleError } from '../../../shared/errors';
import { newRowId } from '../ids';
import type { JobDefinition } from './job-definition';

export interface JobOrder {
  readonly operation: Operation;
  readonly name: string;
  readonly groupId: string | null;
  readonly target: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly justification: string;
  readonly startedBy: readonly string[];
}

/** Digest that a grant must carry for this order. */
export function orderDigest(operation: Operation, input: Readonly<Record<string, unknown>>): string {
  return digestOf({ operation, input });
}

/** Does the record a job carries still cover what the job would do? Checked when queued and at every start. */
export function grantCovers(
  record: GrantRecord,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): boolean {
  return record.operation === operation && record.commandDigest === orderDigest(operation, input);
}

/** Writes the job and its steps. The caller records the audit entry in the same transaction. */
export async function queueJob(
  tx: StoreWriter,
  definition: JobDefinition,
  grant: Grant,
  order: JobOrder,
  now: Date,
): Promise<Job> {
  if (!grantCovers(grant.record, order.operation, order.input)) {
    throw new ConsoleError('auth.grant-refused', { facts: { operation: order.operation } });
  }
  const draft: Job = {
    id: newRowId(),
    kind: definition.kind,
    name: order.name,
    status: 'Queued',
    groupId: order.groupId,
    target: order.target,
    input: order.input,
    grant: grant.record,
    justification: order.justification,
    startedBy: order.startedBy,
    queuedAt: now.toISOString(),
    startedAt: null,
    finishedAt: null,
    nextAttemptAt: null,
    error: null,
    stepsDone: 0,
    stepsTotal: 0,
  };
  const kinds = definition.steps(draft).map((step) => step.kind);
  const job: Job = { ...draft, stepsTotal: kinds.length };
  await tx.jobs.put(job);
  await tx.jobs.putSteps(kinds.map((kind, index) => pendingStep(job.id, index, kind)));
  return job;
}

function pendingStep(jobId: string, index: number, kind: string): JobStep {
  return {
    jobId,
    index,
    kind,
    status: 'pending',
    certainty: null,
    attempts: 0,
    reference: null,
    intent: null,
    result: null,
    lookup: null,
    plannedAt: null,
    doneAt: null,
    awsRequestIds: [],
  };
}
