// Handlers of the job calls: lists, details, and what a person decides about a job that stands still.
import { assertAction, cancelJob, retryJob, type JobAction } from '../../services/jobs/job-actions';
import type { JobDefinition } from '../../services/jobs/job-definition';
import type { JobRunner } from '../../services/jobs/job-runner';
import { jobStatistics } from '../../services/jobs/job-statistics';
import { jobDetails, jobView } from '../../services/jobs/job-view';
import type { Job } from '../../domain/job-entities';
import type { StoreReader, StoreWriter } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { EffectFact } from '../../../shared/schemas/approvals';
import type { JobKind } from '../../../shared/schemas/jobs';
import { effectWords as words } from '../../../shared/text/effect-words';
import { effectFact } from '../../services/effect-facts';
import type { ControlledCommand } from '../../services/controlled-command';
import type { Handlers } from '../handler';
import type { OpenedParts } from './opened-parts';

export type JobCall = 'jobs.list' | 'jobs.details' | 'jobs.statistics' | 'jobs.retry' | 'jobs.cancel';
type Definitions = Readonly<Record<JobKind, JobDefinition>>;

export function jobHandlers(
  parts: OpenedParts,
  jobs: Pick<JobRunner, 'wake'>,
  definitions: Definitions,
): Handlers<JobCall> {
  const { store } = parts;
  return {
    'jobs.list': (query) =>
      store.read(async (tx) => {
        const page = await tx.jobs.list(query);
        return {
          jobs: await Promise.all(page.jobs.map((job) => jobView(tx, job))),
          next: page.next,
          total: page.total,
        };
      }),
    'jobs.statistics': (_input, { now }) => store.read(async (tx) => ({ days: await jobStatistics(tx, now) })),
    'jobs.details': ({ id }) =>
      store.read(async (tx) => {
        const job = await existing(tx, id);
        return jobDetails(tx, definitions[job.kind], job);
      }),
    'jobs.retry': resolveJob(parts, definitions, 'retry', {
      carryOut: async (tx, job, justification, now) => {
        await retryJob(tx, job, justification, now);
        return {};
      },
      committed: () => jobs.wake(),
    }),
    'jobs.cancel': resolveJob(parts, definitions, 'cancel', {
      carryOut: async (tx, job, justification, now) => ({
        leftBehind: await cancelJob(tx, definitions[job.kind], job, justification, now),
      }),
      committed: () => undefined,
    }),
  };
}

async function existing(tx: StoreReader, id: string): Promise<Job> {
  const job = await tx.jobs.get(id);
  if (job === null) throw new ConsoleError('not-found', { facts: { kind: 'job', id } });
  return job;
}

interface Resolution {
  /** Returns what the audit entry says of it. */
  carryOut(tx: StoreWriter, job: Job, justification: string, now: Date): Promise<Readonly<Record<string, unknown>>>;
  committed(): void;
}

interface Frozen extends Pick<Job, 'status' | 'stepsDone' | 'stepsTotal'> {
  readonly action: JobAction;
  readonly errorRef: string | null;
}

function describeResolution({ action, status, stepsDone, stepsTotal, errorRef }: Frozen): readonly EffectFact[] {
  const { rows } = words;
  return [
    effectFact(rows.action, words.jobActions[action]),
    effectFact(rows.jobStatus, status),
    effectFact(rows.stepsDone, words.stepsDone(stepsDone, stepsTotal)),
    ...(errorRef === null ? [] : [effectFact(rows.errorRef, errorRef)]),
  ];
}

function resolveJob(
  parts: OpenedParts,
  definitions: Definitions,
  action: JobAction,
  resolution: Resolution,
): ControlledCommand<{ id: string; justification: string }, Record<string, never>> {
  const open = async (tx: StoreReader, id: string): Promise<Job> => {
    const job = await existing(tx, id);
    assertAction(definitions[job.kind], job, await tx.jobs.steps(id), action);
    return job;
  };
  const orderOf = (id: string, justification: string) =>
    parts.store.read(async (tx) => {
      const job = await open(tx, id);
      // What was shown: the job as it stands. One that has moved on makes the order stale.
      const frozen = {
        action,
        id,
        justification,
        status: job.status,
        stepsDone: job.stepsDone,
        stepsTotal: job.stepsTotal,
        errorRef: job.error?.ref ?? null,
      };
      return { target: { kind: 'job', id, name: job.name }, frozen };
    });
  return {
    prepare: (input) => orderOf(input.id, input.justification),
    recheck: ({ frozen }) => orderOf(frozen['id'] as string, frozen['justification'] as string),
    describe: ({ frozen }) => describeResolution(frozen as unknown as Frozen),
    async execute(tx, order, _grant, context) {
      const job = await open(tx, order.target.id);
      const justification = order.frozen['justification'] as string;
      const facts = await resolution.carryOut(tx, job, justification, context.now);
      return {
        result: {},
        audit: {
          target: order.target,
          jobId: job.id,
          facts: { justification, status: job.status, stepsDone: job.stepsDone, ...facts },
        },
      };
    },
    committed() {
      resolution.committed();
      parts.publish(['jobs', 'groups', 'status']);
    },
  };
}
