// What a person may do with a job: retry one that needs attention, cancel one that has changed nothing, needs attention, or works on one key after the other.
import type { Job, JobStep } from '../../domain/job-entities';
import type { StoreWriter } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import { jobLines } from '../../../shared/text/job-lines';
import type { JobDefinition } from './job-definition';

export type JobAction = 'retry' | 'cancel';

/** Has any step that changes the HSM or AWS been done, or may it have been? */
function hasEffect(definition: JobDefinition, job: Job, steps: readonly JobStep[]): boolean {
  const kinds = definition.steps(job);
  return steps.some(
    (step) => kinds[step.index]?.changes !== 'none' && (step.status === 'done' || step.certainty === 'unknown'),
  );
}

export function jobActions(definition: JobDefinition, job: Job, steps: readonly JobStep[]): readonly JobAction[] {
  switch (job.status) {
    case 'Needs attention':
      return ['retry', 'cancel'];
    case 'Queued':
    case 'Running':
      return hasEffect(definition, job, steps) && !definition.steps(job).every((step) => step.independent === true)
        ? []
        : ['cancel'];
    default:
      return [];
  }
}

/** Throws `state.conflict` when the action is not open to the job now. */
export function assertAction(definition: JobDefinition, job: Job, steps: readonly JobStep[], action: JobAction): void {
  if (jobActions(definition, job, steps).includes(action)) return;
  throw new ConsoleError('state.conflict', { facts: { what: 'job', status: job.status, action } });
}

/** Back into the queue, with a fresh budget of tries; the steps go on where they stood. */
export async function retryJob(tx: StoreWriter, job: Job, justification: string, now: Date): Promise<void> {
  await tx.jobs.put({ ...job, status: 'Queued', error: null, nextAttemptAt: null });
  await tx.jobs.addLine({
    jobId: job.id,
    at: now.toISOString(),
    severity: 'info',
    text: jobLines.retried(justification),
  });
}

/** Gives the job up. Nothing is destroyed or taken back: what it leaves is named in its lines. Returns those names. */
export async function cancelJob(
  tx: StoreWriter,
  definition: JobDefinition,
  job: Job,
  justification: string,
  now: Date,
): Promise<readonly string[]> {
  const at = now.toISOString();
  const left = definition.leftBehind(job, await tx.jobs.steps(job.id));
  await tx.jobs.put({ ...job, status: 'Cancelled', finishedAt: at, nextAttemptAt: null });
  await tx.jobs.addLine({ jobId: job.id, at, severity: 'info', text: jobLines.cancelled(justification) });
  for (const what of left)
    await tx.jobs.addLine({ jobId: job.id, at, severity: 'attention', text: jobLines.leftBehind(what) });
  return left;
}
