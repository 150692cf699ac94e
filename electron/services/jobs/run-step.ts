// Runs one step of a job to its end: plan, act, confirm; look-up where an effect is uncertain; never a guess.
import type { AuditEvent } from '../../domain/audit-event';
import type { Job, JobStep } from '../../domain/job-entities';
import type { StoreReader, StoreWriter } from '../../ports/store';
import { ConsoleError, toConsoleError, type Certainty } from '../../../shared/errors';
import { newReference } from '../ids';
import type { HsmReference } from '../../ports/hsm';
import { jobLines } from '../../../shared/text/job-lines';
import type { Facts, StepContext, StepDefinition, StepDone } from './job-definition';
import { backoffMs, isRetriedByItself, waitsForHsm } from './retry-rules';

export interface StepRun {
  readonly job: Job;
  readonly definition: StepDefinition;
  readonly base: Omit<StepContext, 'reference' | 'plannedAt'>;
  /** When this job last changed something, for eventual consistency; null when it has not. */
  readonly lastChangeAt: Date | null;
  readonly random: () => number;
  sleepUntil(at: Date): Promise<void>;
  /** Planned along with the end of the step before, in this very run: nothing of it was begun. */
  readonly justPlanned: boolean;
  /** Asked in the transaction that writes the intent, or before a further try: throws when nothing may be begun. */
  mayBegin(tx: StoreReader): Promise<void>;
  /** What belongs to the end of the step, in its transaction; `job` is as the step has left it. */
  whenDone?(tx: StoreWriter, job: Job, result: Facts): Promise<void>;
}

/** `done`; `parked`: waits for the HSM; `stuck`: a person is needed. */
export type StepEnd =
  | { readonly kind: 'done'; readonly step: JobStep }
  | { readonly kind: 'parked'; readonly error: ConsoleError }
  | { readonly kind: 'stuck'; readonly error: ConsoleError };

export async function runStep(run: StepRun, stored: JobStep): Promise<StepEnd> {
  let step = stored;
  /** Tries in this run; a person's Retry gives a fresh budget. */
  let tries = 0;
  for (;;) {
    /** Only an act can say that nothing was done: a look-up that fails leaves the act before it as unknown as it was. */
    let phase: 'plan' | 'look-up' | 'act' | 'confirm' = 'plan';
    try {
      const fresh = step.status === 'pending' || (run.justPlanned && tries === 0);
      if (step.status === 'pending') step = await plan(run, step);
      const context: StepContext = {
        ...run.base,
        reference: step.reference as HsmReference,
        plannedAt: step.plannedAt ?? run.base.now().toISOString(),
      };
      if (!fresh && step.certainty !== 'not-done') {
        phase = 'look-up';
        const look = await run.definition.lookUp(context, step.intent ?? {}, step.lookup);
        if (look.kind === 'found') {
          phase = 'confirm';
          return { kind: 'done', step: await confirm(run, step, context, look.done, true) };
        }
        if (look.kind === 'cannot-tell')
          throw new ConsoleError('kms.ambiguous', { certainty: 'unknown', facts: look.facts as never });
        if (look.kind === 'not-yet') {
          step = await keepLookUp(run, step, look.lookup, look.retryAt);
          await run.sleepUntil(look.retryAt);
          continue;
        }
        // Absent: known not to have happened, until the next try makes it unknown again.
        step = { ...step, certainty: 'not-done', lookup: null };
      }
      if (!fresh) step = await markActing(run, step);
      phase = 'act';
      const done = await run.definition.act(context, step.intent ?? {});
      phase = 'confirm';
      return { kind: 'done', step: await confirm(run, step, context, done, false) };
    } catch (thrown) {
      const error = toConsoleError(thrown);
      // A store that refuses writes, or a stop, ends the run; the next start resumes from what is on disk.
      if (error.code.startsWith('store.') || error.code === 'input.cancelled') throw error;
      tries += 1;
      step = await noteFailure(run, step, error, phase === 'act' ? error.certainty : 'unknown');
      if (waitsForHsm(error)) return { kind: 'parked', error };
      const since = run.lastChangeAt === null ? null : run.base.now().getTime() - run.lastChangeAt.getTime();
      const lookFirst = error.certainty === 'unknown' && error.code !== 'kms.ambiguous' && tries < 6;
      if (!lookFirst && !isRetriedByItself(error, tries, since)) return { kind: 'stuck', error };
      await run.sleepUntil(new Date(run.base.now().getTime() + backoffMs(tries, run.random())));
    }
  }
}

/** Writes the intent with its reference before anything is done. */
async function plan(run: StepRun, step: JobStep): Promise<JobStep> {
  // Before AWS is read for the intent, and once more in the transaction that writes it.
  if (run.definition.plansAtOnce !== true) await run.base.read((tx) => run.mayBegin(tx));
  const { intent, lines = [] } = await run.definition.plan(run.base);
  const planned = plannedStep(step, intent, run.base.now());
  await write(run, planned, lines, async (tx) => {
    await run.mayBegin(tx);
    await recordIntent(tx, run, planned);
  });
  return planned;
}

/** The same for the next step, in the transaction that ends the one before; only for a step that `plansAtOnce`. */
export async function planAlong(
  tx: StoreWriter,
  run: Pick<StepRun, 'job' | 'definition' | 'base'>,
  step: JobStep,
): Promise<JobStep> {
  const { intent, lines = [] } = await run.definition.plan(run.base);
  const planned = plannedStep(step, intent, run.base.now());
  await tx.jobs.putStep(planned);
  for (const text of lines) await addLine(tx, run, text);
  await recordIntent(tx, run, planned);
  return planned;
}

function plannedStep(step: JobStep, intent: Facts, now: Date): JobStep {
  return {
    ...step,
    status: 'planned',
    // The act follows at once: from here on a crash means that nobody knows.
    certainty: 'unknown',
    attempts: 1,
    reference: newReference(),
    intent,
    plannedAt: now.toISOString(),
  };
}

async function recordIntent(
  tx: StoreWriter,
  { job, definition }: Pick<StepRun, 'job' | 'definition'>,
  planned: JobStep,
): Promise<void> {
  await tx.record({
    event: definition.event,
    category: definition.category,
    outcome: 'intent',
    identities: job.startedBy,
    jobId: job.id,
    target: targetOf(job),
    facts: { step: planned.kind, reference: planned.reference, intent: shortFacts(planned.intent ?? {}) },
  });
}

const targetOf = (job: Job): NonNullable<AuditEvent['target']> | null =>
  job.groupId === null ? null : { kind: 'key-group', id: job.groupId, name: job.target };

const addLine = (tx: StoreWriter, { job, base }: Pick<StepRun, 'job' | 'base'>, text: string): Promise<void> =>
  tx.jobs.addLine({ jobId: job.id, at: base.now().toISOString(), severity: 'info', text });

/** A further try after one that is known not to have happened: unknown again until it answers. */
async function markActing(run: StepRun, step: JobStep): Promise<JobStep> {
  const acting: JobStep = { ...step, certainty: 'unknown', attempts: step.attempts + 1 };
  if (run.definition.changes === 'none') {
    await run.base.read((tx) => run.mayBegin(tx));
    return acting;
  }
  await write(run, acting, [], async (tx) => {
    await run.mayBegin(tx);
    await tx.record({
      event: 'job.step-attempted',
      category: 'Jobs',
      outcome: 'intent',
      identities: run.job.startedBy,
      jobId: run.job.id,
      facts: { step: step.kind, attempt: acting.attempts, reference: step.reference },
    });
  });
  return acting;
}

async function confirm(
  run: StepRun,
  step: JobStep,
  context: StepContext,
  done: StepDone,
  afterLookUp: boolean,
): Promise<JobStep> {
  const confirmed: JobStep = {
    ...step,
    status: 'done',
    certainty: 'done',
    result: done.result,
    doneAt: run.base.now().toISOString(),
    awsRequestIds: [...step.awsRequestIds, ...(done.awsRequestIds ?? [])],
  };
  const lines = afterLookUp ? [jobLines.foundAfterInterruption(run.definition.name), ...done.lines] : done.lines;
  await write(run, confirmed, lines, async (tx, job) => {
    await run.definition.confirm?.(tx, context, done.result);
    await tx.record({
      event: run.definition.event,
      category: run.definition.category,
      outcome: 'success',
      identities: run.job.startedBy,
      jobId: run.job.id,
      awsRequestId: done.awsRequestIds?.at(-1) ?? null,
      target: targetOf(run.job),
      facts: { step: step.kind, reference: step.reference, afterLookUp, ...shortFacts(done.result), ...done.facts },
    });
    await run.whenDone?.(tx, job, done.result);
  });
  return confirmed;
}

async function keepLookUp(run: StepRun, step: JobStep, lookup: Facts, retryAt: Date): Promise<JobStep> {
  const kept: JobStep = { ...step, lookup };
  await write(run, kept, [jobLines.lookAgain(run.definition.name, retryAt)], async (tx) => {
    await tx.jobs.put({ ...(await currentJob(tx, run.job)), nextAttemptAt: retryAt.toISOString() });
    await tx.record({
      event: 'job.look-up',
      category: 'Jobs',
      outcome: 'success',
      jobId: run.job.id,
      identities: run.job.startedBy,
      facts: { step: step.kind, reference: step.reference, again: retryAt.toISOString() },
    });
  });
  return kept;
}

async function noteFailure(run: StepRun, step: JobStep, error: ConsoleError, certainty: Certainty): Promise<JobStep> {
  const awsRequestId = typeof error.facts['awsRequestId'] === 'string' ? error.facts['awsRequestId'] : null;
  const failed: JobStep = {
    ...step,
    certainty: step.status === 'pending' ? null : certainty,
    awsRequestIds: awsRequestId === null ? step.awsRequestIds : [...step.awsRequestIds, awsRequestId],
  };
  await write(run, failed, [], async (tx) => {
    await tx.jobs.addLine({
      jobId: run.job.id,
      at: run.base.now().toISOString(),
      severity: 'attention',
      text: jobLines.stepFailed(run.definition.name, error.toShape()),
    });
    await tx.record({
      event: run.definition.event,
      category: run.definition.category,
      severity: 'warning',
      outcome: 'failed',
      identities: run.job.startedBy,
      jobId: run.job.id,
      awsRequestId,
      facts: { step: step.kind, reference: step.reference, error: error.toShape() },
    });
  });
  return failed;
}

/** One transaction: the step, its lines, and what `more` adds (which records the audit entry last). */
async function write(
  run: StepRun,
  step: JobStep,
  lines: readonly string[],
  more: (tx: StoreWriter, job: Job) => Promise<void>,
): Promise<void> {
  await run.base.write(async (tx) => {
    const job = await currentJob(tx, run.job);
    // Cancelled by a person: nothing of it may be done any more. What was under way and is done is still recorded.
    if (job.status !== 'Running' && !(job.status === 'Cancelled' && step.status === 'done'))
      throw new ConsoleError('input.cancelled', { facts: { jobId: job.id, status: job.status } });
    await tx.jobs.putStep(step);
    for (const text of lines) await addLine(tx, run, text);
    // A step that is done is never taken again.
    const after =
      step.status === 'done' ? { ...job, stepsDone: job.stepsDone + 1, nextAttemptAt: null, error: null } : job;
    if (after !== job) await tx.jobs.put(after);
    await more(tx, after);
  });
}

export async function currentJob(tx: StoreReader, job: Job): Promise<Job> {
  const current = await tx.jobs.get(job.id);
  if (current === null) throw new ConsoleError('not-found', { facts: { kind: 'job', id: job.id } });
  return current;
}

/** Long lists (ids known before a CreateKey) stay in the step; the audit entry holds their number. */
function shortFacts(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      Array.isArray(value) && value.length > 20 ? { count: value.length } : value,
    ]),
  );
}
