// Runs queued jobs, a few at a time; parks them while the HSM is away; resumes what a crash interrupted.
import type { Job, JobStep } from '../../domain/job-entities';
import type { Clock } from '../../ports/clock';
import type { Hsm } from '../../ports/hsm';
import type { Log } from '../../ports/log';
import type { Store, StoreReader, StoreWriter } from '../../ports/store';
import type { JobKind } from '../../../shared/schemas/jobs';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import { jobLines } from '../../../shared/text/job-lines';
import type { Facts, JobDefinition, StepContext } from './job-definition';
import { jobsStopped, stoppedError } from './job-switch';
import { standingApprovalHolds } from '../scheduler/standing-approval-holds';
import { grantCovers } from './queue-job';
import { currentJob, planAlong, runStep, type StepRun } from './run-step';

const concurrentJobs = 4;

export interface JobRunnerParts {
  readonly store: Store;
  readonly hsm: Hsm;
  readonly clock: Clock;
  readonly log: Log;
  readonly definitions: Readonly<Record<JobKind, JobDefinition>>;
  readonly random?: () => number;
  /** After a job ended: the chain is anchored. */
  onEnded(): Promise<void>;
}

export interface JobRunner {
  /** Looks for queued and interrupted jobs and runs them; call after queuing and after each HSM login. */
  wake(): void;
  /** Resolves when nothing runs and nothing can run. */
  idle(): Promise<void>;
  /** Stops between effects; running jobs stay as they are and resume at the next start. */
  stop(): Promise<void>;
}

export function createJobRunner(parts: JobRunnerParts): JobRunner {
  const { store, hsm, clock, log } = parts;
  const stopping = new AbortController();
  const active = new Map<string, Promise<void>>();
  /** Jobs that could not go on by themselves, and the number of the wake call they have seen: only a later one starts them again. */
  const halted = new Map<string, number>();
  let wakes = 0;
  let looking: Promise<void> = Promise.resolve();

  const allStopped = async (): Promise<boolean> => (await store.read(jobsStopped)) !== null;
  const mayBegin = async (tx: StoreReader): Promise<void> => {
    if ((await jobsStopped(tx)) !== null) throw new ConsoleError('input.cancelled', { facts: stoppedError().facts });
  };

  async function startWhatCan(): Promise<void> {
    if (stopping.signal.aborted || hsm.state.kind !== 'logged-in' || (await allStopped())) return;
    const { jobs } = await store.read((tx) => tx.jobs.list({ status: ['Queued', 'Running'], limit: 200 }));
    for (const job of [...jobs].reverse()) {
      if (active.size >= concurrentJobs) return;
      if (active.has(job.id) || halted.get(job.id) === wakes) continue;
      start(job);
    }
  }

  function start(job: Job): void {
    const wakesSeen = wakes;
    halted.delete(job.id);
    const run = runJob(job)
      .catch((thrown: unknown): 'halted' => {
        const error = toConsoleError(thrown);
        if (!stopping.signal.aborted) log.error('job.run-ended', error, { jobId: job.id });
        return 'halted';
      })
      .then((end) => {
        if (end === 'halted') halted.set(job.id, wakesSeen);
        active.delete(job.id);
        if (!stopping.signal.aborted) look();
      });
    active.set(job.id, run);
  }

  function look(): void {
    looking = looking
      .then(startWhatCan)
      .catch((thrown: unknown) => log.error('job.look-failed', toConsoleError(thrown)));
  }

  function wake(): void {
    wakes += 1;
    look();
  }

  /** `halted`: waits for the next wake (a login to the HSM, a person). */
  async function runJob(stored: Job): Promise<'ended' | 'halted'> {
    const begun = await begin(stored);
    if (begun === 'refused') await parts.onEnded();
    if (begun === null || begun === 'refused') return 'ended';
    const { job, steps } = begun;
    try {
      return await runBegun(job, steps, parts.definitions[job.kind]);
    } catch (thrown) {
      const error = toConsoleError(thrown);
      if (error.facts['what'] === 'jobs-stopped') return end(job, 'Queued', stoppedError());
      if (error.code.startsWith('store.') || error.code === 'input.cancelled') throw error;
      return end(job, 'Needs attention', error);
    }
  }

  async function runBegun(job: Job, steps: readonly JobStep[], definition: JobDefinition): Promise<'ended' | 'halted'> {
    if (!grantCovers(job.grant, job.grant.operation, job.input)) {
      return end(job, 'Failed', new ConsoleError('auth.grant-refused', { facts: { operation: job.grant.operation } }));
    }
    const kms = await definition.openKms(job);
    try {
      return await runSteps(job, steps, definition, kms);
    } finally {
      kms.close();
    }
  }

  async function runSteps(
    job: Job,
    steps: readonly JobStep[],
    definition: JobDefinition,
    kms: StepContext['kms'],
  ): Promise<'ended' | 'halted'> {
    const stepDefinitions = definition.steps(job);
    const last = stepDefinitions.length - 1;
    const results: Record<string, Facts> = {};
    let lastChangeAt: Date | null = null;
    const failures: { readonly name: string; readonly error: ConsoleError }[] = [];
    const baseWith = (known: Readonly<Record<string, Facts>>): StepRun['base'] => ({
      ...{ job, results: known, hsm, kms, now: () => clock.now() },
      read: (work) => store.read(work),
      write: (work) => store.write(work),
    });
    /** The step that was planned along with the end of the one before. */
    let planned: JobStep | null = null;
    for (const [index, stepDefinition] of stepDefinitions.entries()) {
      const justPlanned = planned !== null;
      const step: JobStep | undefined = planned ?? steps[index];
      planned = null;
      if (step === undefined || step.kind !== stepDefinition.kind) {
        return end(job, 'Needs attention', new ConsoleError('internal', { facts: { step: stepDefinition.kind } }));
      }
      let done: JobStep = step;
      if (step.status !== 'done') {
        if (stopping.signal.aborted) return 'halted';
        const completes = index === last && failures.length === 0;
        let along: JobStep | null = null;
        const outcome = await runStep(
          {
            ...{ job, definition: stepDefinition, justPlanned, mayBegin, random: parts.random ?? Math.random },
            base: baseWith(results),
            // What was changed before is not what an independent step works on.
            lastChangeAt: stepDefinition.independent === true ? null : lastChangeAt,
            async sleepUntil(at) {
              await clock.sleep(Math.max(0, at.getTime() - clock.now().getTime()), stopping.signal);
              // A pause may have been long: whether anything may be tried again is asked anew.
              await store.read(mayBegin);
            },
            async whenDone(tx, current, result) {
              if (current.status !== 'Running') return;
              const known = { ...results, [stepDefinition.kind]: result };
              // The last step takes the job with it: it is never done with the job still running.
              if (completes) return markCompleted(tx, current, definition.completedLines(job, known));
              const next = { definition: stepDefinitions[index + 1], step: steps[index + 1] };
              if (next.definition?.plansAtOnce !== true || next.step?.status !== 'pending') return;
              if (stopping.signal.aborted || (await jobsStopped(tx)) !== null) return;
              along = await planAlong(tx, { job, definition: next.definition, base: baseWith(known) }, next.step);
            },
          },
          step,
        );
        if (outcome.kind === 'parked') return end(job, 'Queued', outcome.error);
        if (outcome.kind === 'stuck' && stepDefinition.independent === true) {
          failures.push({ name: stepDefinition.name, error: outcome.error });
          continue;
        }
        if (outcome.kind === 'stuck') {
          const nothingDone = index === 0 && outcome.error.certainty === 'not-done';
          return end(job, nothingDone ? 'Failed' : 'Needs attention', outcome.error);
        }
        if (completes) {
          await parts.onEnded();
          return 'ended';
        }
        planned = along;
        done = outcome.step;
      }
      results[stepDefinition.kind] = done.result ?? {};
      if (stepDefinition.changes === 'AWS KMS' && done.doneAt !== null) lastChangeAt = new Date(done.doneAt);
    }
    if (failures.length > 0) return endPartly(job, failures);
    await complete(job, definition.completedLines(job, results));
    return 'ended';
  }

  /** Some independent steps could not be taken: each is named, and a person may retry them unless nothing was changed at all. */
  async function endPartly(
    job: Job,
    failures: readonly { readonly name: string; readonly error: ConsoleError }[],
  ): Promise<'ended' | 'halted'> {
    const { stepsDone, stepsTotal } = await store.read((tx) => currentJob(tx, job));
    const lines = failures.map(({ name, error }) => jobLines.notDone(name, error.code));
    if (stepsDone > 0) lines.push(jobLines.partly(stepsDone, stepsTotal));
    const nothingDone = stepsDone === 0 && failures.every(({ error }) => error.certainty === 'not-done');
    const first = failures[0]?.error ?? new ConsoleError('internal', { facts: { what: 'no failure' } });
    return end(job, nothingDone ? 'Failed' : 'Needs attention', first, lines);
  }

  /** Null when the job was cancelled since it was listed; `refused`: it may not be begun any more, and has failed. */
  async function begin(
    stored: Job,
  ): Promise<{ readonly job: Job; readonly steps: readonly JobStep[] } | 'refused' | null> {
    return store.write(async (tx) => {
      const job = await currentJob(tx, stored);
      if (job.status !== 'Queued' && job.status !== 'Running') return null;
      const now = clock.now().toISOString();
      const resumed = job.startedAt !== null;
      // What a schedule ordered has waited: people may have ended its approval since. What has begun is brought to an end.
      if (!resumed && !(await standingApprovalHolds(tx, job, clock.now()))) {
        await markEnded(tx, job, 'Failed', approvalEnded(job));
        return 'refused';
      }
      const running: Job = { ...job, status: 'Running', startedAt: job.startedAt ?? now, nextAttemptAt: null };
      await tx.jobs.put(running);
      const text = resumed ? jobLines.resumed(job.name) : jobLines.started(job.name);
      await tx.jobs.addLine({ jobId: job.id, at: now, severity: 'info', text });
      await record(tx, running, resumed ? 'job.resumed' : 'job.started', 'success');
      return { job: running, steps: await tx.jobs.steps(job.id) };
    });
  }

  async function end(
    job: Job,
    status: 'Queued' | 'Failed' | 'Needs attention',
    error: ConsoleError,
    lines: readonly string[] = [],
  ): Promise<'ended' | 'halted'> {
    const ended = await store.write(async (tx) => {
      const current = await currentJob(tx, job);
      // A person has cancelled it meanwhile: that stands, whatever the run came to.
      if (current.status !== 'Running') return false;
      const at = clock.now().toISOString();
      for (const text of lines) await tx.jobs.addLine({ jobId: job.id, at, severity: 'attention', text });
      await markEnded(tx, current, status, error);
      return true;
    });
    if (!ended) return 'ended';
    await parts.onEnded();
    return status === 'Queued' ? 'halted' : 'ended';
  }

  async function markEnded(
    tx: StoreWriter,
    job: Job,
    status: 'Queued' | 'Failed' | 'Needs attention',
    error: ConsoleError,
  ): Promise<void> {
    const now = clock.now().toISOString();
    const finished = status === 'Failed' ? now : null;
    await tx.jobs.put({ ...job, status, error: error.toShape(), finishedAt: finished, nextAttemptAt: null });
    await tx.jobs.addLine({
      jobId: job.id,
      at: now,
      severity: status === 'Queued' ? 'attention' : 'danger',
      text: status === 'Queued' ? waitsFor(error) : jobLines.ended(job.name, status),
    });
    const event = status === 'Queued' ? 'job.parked' : status === 'Failed' ? 'job.failed' : 'job.needs-attention';
    await record(tx, job, event, 'failed', { error: error.toShape() });
  }

  /** For jobs whose last step was done before: one that was failed earlier and retried, or whose end an earlier version left to later. */
  async function complete(job: Job, lines: readonly string[]): Promise<void> {
    await store.write(async (tx) => {
      const current = await currentJob(tx, job);
      // Cancelled while its last step was under way.
      if (current.status !== 'Running')
        throw new ConsoleError('input.cancelled', { facts: { jobId: job.id, status: current.status } });
      await markCompleted(tx, current, lines);
    });
    await parts.onEnded();
  }

  async function markCompleted(tx: StoreWriter, job: Job, lines: readonly string[]): Promise<void> {
    const now = clock.now().toISOString();
    await tx.jobs.put({ ...job, status: 'Completed', finishedAt: now, nextAttemptAt: null, error: null });
    for (const text of lines) await tx.jobs.addLine({ jobId: job.id, at: now, severity: 'good', text });
    await record(tx, job, 'job.completed', 'success');
  }

  return {
    wake,
    async idle() {
      for (;;) {
        await looking;
        if (active.size === 0) return;
        await Promise.allSettled(active.values());
      }
    },
    async stop() {
      stopping.abort(new ConsoleError('input.cancelled'));
      await looking;
      await Promise.allSettled(active.values());
    },
  };
}

const approvalEnded = ({ grant }: Job): ConsoleError =>
  new ConsoleError('auth.grant-refused', {
    certainty: 'not-done',
    facts: { operation: grant.operation, reason: 'standing-approval-ended' },
  });

const waitsFor = (error: ConsoleError): string =>
  error.facts['what'] === 'jobs-stopped' ? jobLines.stopped() : jobLines.waitsForHsm();

function record(
  tx: StoreWriter,
  job: Job,
  event: string,
  outcome: 'success' | 'failed',
  facts: Facts = {},
): Promise<unknown> {
  return tx.record({
    event,
    category: 'Jobs',
    outcome,
    identities: job.startedBy,
    jobId: job.id,
    target: job.groupId === null ? null : { kind: 'key-group', id: job.groupId, name: job.target },
    facts: { kind: job.kind, grant: job.grant.source, ...facts },
  });
}
