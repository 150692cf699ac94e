// Jobs, steps and lines as the window shows them.
import type { Job, JobStep } from '../../domain/job-entities';
import type { StoreReader } from '../../ports/store';
import type { JobDetails, JobStepView, JobView } from '../../../shared/schemas/jobs';
import { identityName } from '../identity-names';
import { jobActions } from './job-actions';
import type { JobDefinition } from './job-definition';

export async function jobView(
  tx: StoreReader,
  job: Job,
  steps?: readonly Pick<JobStep, 'awsRequestIds'>[],
): Promise<JobView> {
  const known = steps ?? (await tx.jobs.steps(job.id));
  return {
    id: job.id,
    kind: job.kind,
    name: job.name,
    status: job.status,
    stepsDone: job.stepsDone,
    stepsTotal: job.stepsTotal,
    groupId: job.groupId,
    target: job.target,
    startedBy: await Promise.all(job.startedBy.map((id) => identityName(tx, id))),
    grant: job.grant.source,
    justification: job.justification,
    queuedAt: job.queuedAt,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
    nextAttemptAt: job.nextAttemptAt,
    error: job.error,
    awsRequestIds: known.flatMap(({ awsRequestIds }) => awsRequestIds),
  };
}

export async function jobDetails(tx: StoreReader, definition: JobDefinition, job: Job): Promise<JobDetails> {
  const steps = await tx.jobs.steps(job.id);
  const lines = await tx.jobs.lines(job.id);
  const names = definition.steps(job).map((step) => step.name);
  return {
    job: await jobView(tx, job, steps),
    steps: steps.map((step) => stepView(job, step, names[step.index] ?? step.kind)),
    lines: lines.map(({ sequence, at, severity, text }) => ({ sequence, at, severity, text })),
    actions: [...jobActions(definition, job, steps)],
  };
}

const stepStatuses: Readonly<Record<JobStep['status'], JobStepView['status']>> = {
  pending: 'Not started',
  planned: 'Planned',
  done: 'Done',
  skipped: 'Skipped',
  failed: 'Failed',
  'needs-attention': 'Needs attention',
};

function stepView(job: Job, step: JobStep, name: string): JobStepView {
  // A step that was begun and not done ended as its job did.
  const ended = job.status === 'Failed' || job.status === 'Needs attention' ? job.status : null;
  return {
    index: step.index,
    name,
    status: (step.status === 'planned' ? ended : null) ?? stepStatuses[step.status],
    certainty: step.certainty,
    attempts: step.attempts,
    reference: step.reference,
    plannedAt: step.plannedAt,
    doneAt: step.doneAt,
    awsRequestIds: [...step.awsRequestIds],
  };
}
