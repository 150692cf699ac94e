// A job that a schedule has queued and that has not begun: it needs the approval still to hold when it begins.
import { expect, it } from 'vitest';
import type { RowId } from '../../../electron/domain/entities';
import { hourMs, plain, scheduledBench, type ScheduledBench } from './scheduled-bench';

/** The run that has just been made, queued once more and not begun: as those behind the first few are when the token is pulled. */
async function queuedAgain(bench: ScheduledBench): Promise<RowId> {
  const id = 'e'.repeat(32);
  await bench.store.write(async (tx) => {
    const [made] = (await tx.jobs.list({ groupId: bench.groupId, limit: 1 })).jobs;
    if (made === undefined) throw new Error('the schedule made no job');
    const steps = await tx.jobs.steps(made.id);
    await tx.jobs.put({ ...made, id, status: 'Queued', startedAt: null, finishedAt: null, stepsDone: 0 });
    await tx.jobs.putSteps(
      steps.map((step) => ({
        ...{ ...step, jobId: id, status: 'pending', certainty: null, attempts: 0, reference: null, intent: null },
        ...{ result: null, lookup: null, plannedAt: null, doneAt: null, awsRequestIds: [] },
      })),
    );
    await tx.record({ event: 'test.queued', category: 'Jobs', outcome: 'success' });
  });
  return id;
}

it.each(['schedules.endApproval', 'schedules.pause'] as const)(
  'fails before anything is done when the approval no longer holds: %s',
  async (call) => {
    const bench = await scheduledBench();
    await bench.approve();
    await bench.later(3 * hourMs);
    const keysBefore = bench.hsm.keys.size;
    expect(keysBefore).toBe(1);
    bench.hsm.setState('connected');
    const id = await queuedAgain(bench);
    await plain(bench, call);
    bench.hsm.setState('logged-in');
    await bench.settleJobs();
    const { job } = await bench.keys.handlers['jobs.details']({ id }, bench.context());
    expect(job).toMatchObject({ status: 'Failed', startedAt: null, error: { code: 'auth.grant-refused' } });
    expect(bench.hsm.keys.size).toBe(keysBefore);
  },
);
