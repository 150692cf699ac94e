// The job runner where its surroundings fail: a store that takes no writes, a stop in the middle, several jobs at once.
import { describe, expect, it } from 'vitest';
import { forceRotate, openedBench, type OpenedBench } from '../../support/opened-bench';

const group = async (bench: OpenedBench, name: string) =>
  bench.order(
    'key-group.add',
    bench.keys.handlers['groups.add'],
    await bench.groupInput({ name, alias: `alias/${name}` }),
  );
const statuses = async (bench: OpenedBench) =>
  (await bench.keys.handlers['jobs.list']({ limit: 50 }, bench.context())).jobs.map((job) => job.status);

/** Ends short sleeps (back-off) and waits for the long one, which goes on. */
async function untilItSleepsLong(bench: OpenedBench): Promise<void> {
  let ended = 0;
  for (;;) {
    const last = bench.clock.slept.at(-1) ?? 0;
    if (last > 60_000) return;
    if (bench.clock.slept.length > ended) {
      ended = bench.clock.slept.length;
      await bench.clock.advance(last);
    } else {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

describe('the job runner', () => {
  it('rests when the store takes no writes, instead of trying again and again', async () => {
    const bench = await openedBench();
    // Without the commit's wake-up, so that the store freezes before the job begins.
    bench.hsm.setState('connected');
    await forceRotate(bench, (await group(bench, 'a')).id);
    await bench.settleJobs();
    bench.hsm.setState('logged-in');
    bench.store.freeze();
    await bench.settleJobs();
    expect(await statuses(bench)).toEqual(['Queued']);
    expect(bench.hsm.calls.generateAes256).toBe(0);
  });

  it('runs several groups’ jobs, each to its end', async () => {
    const bench = await openedBench();
    for (const name of ['a', 'b', 'c', 'd', 'e']) await forceRotate(bench, (await group(bench, name)).id);
    await bench.settleJobs();
    expect(await statuses(bench)).toEqual(Array.from({ length: 5 }, () => 'Completed'));
    expect(bench.hsm.keys.size).toBe(5);
    expect(await bench.kms.listKeyIds()).toHaveLength(5);
  });

  it('stops between effects and leaves the job as it is on disk', async () => {
    const bench = await openedBench();
    await bench.simulator.control.addFault({ operation: 'CreateKey', kind: 'drop', when: 'before' });
    await forceRotate(bench, (await group(bench, 'a')).id);
    // The job now sleeps until its second look-up; nobody moves the clock.
    await untilItSleepsLong(bench);
    await bench.keys.jobs.stop();
    expect(await statuses(bench)).toEqual(['Running']);
  });

  it('refuses a job whose input no longer fits its grant', async () => {
    const bench = await openedBench();
    bench.hsm.setState('connected');
    const jobId = await forceRotate(bench, (await group(bench, 'a')).id);
    await bench.store.write(async (tx) => {
      const job = await tx.jobs.get(jobId);
      if (job !== null) await tx.jobs.put({ ...job, input: { ...job.input, alias: 'alias/stolen' } });
      await tx.record({ event: 'test.tampered', category: 'Jobs', outcome: 'success' });
    });
    bench.hsm.setState('logged-in');
    await bench.settleJobs();
    const { job } = await bench.keys.handlers['jobs.details']({ id: jobId }, bench.context());
    expect(job).toMatchObject({ status: 'Failed', error: { code: 'auth.grant-refused' } });
    expect(bench.hsm.keys.size).toBe(0);
  });
});
