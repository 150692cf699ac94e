// Many keys in one job: what fails, what is left out, what is retried, and stopping between two keys.
import { describe, expect, it } from 'vitest';
import { stopJobs } from '../../../electron/services/jobs/job-switch';
import { benchWithKeys, completes, jobOf, keysOf, order, preview, run, textsOf } from './key-bench';

describe('many keys in one job', () => {
  it('goes on after a key that fails, names it, and retries only that one', async () => {
    const bench = await benchWithKeys(3);
    const keys = await keysOf(bench);
    await bench.simulator.control.addFault({ operation: 'DisableKey', kind: 'deny', skip: 1, count: 1 });
    const jobId = await run(
      bench,
      'disable',
      keys.map((key) => key.id),
    );
    const stuck = await jobOf(bench, jobId);
    expect(stuck.job).toMatchObject({ status: 'Needs attention', stepsDone: 2, stepsTotal: 3 });
    expect(stuck.actions).toContain('retry');
    expect(await textsOf(bench, jobId)).toContain('Done for 2 of 3 key(s). Retry goes on with the others.');
    expect((await keysOf(bench)).filter((key) => key.state === 'Disabled')).toHaveLength(2);

    const retry = { id: jobId, justification: 'Permission given' };
    await bench.order('job.resolve', bench.keys.handlers['jobs.retry'], retry);
    await bench.settleJobs();
    await completes(bench, jobId);
    expect((await keysOf(bench)).map((key) => key.state)).toEqual(['Disabled', 'Disabled', 'Disabled']);
    const done = (await bench.entries()).filter(
      (entry) => entry.event === 'kms.key-disabled' && entry.outcome === 'success',
    );
    expect(done).toHaveLength(3);
  });

  it('leaves out what is refused, says why, and does the rest', async () => {
    const bench = await benchWithKeys(2);
    const [newest, first] = await keysOf(bench);
    await run(bench, 'disable', [first?.id ?? '']);
    const shown = await preview(bench, 'disable', [newest?.id ?? '', first?.id ?? '']);
    expect(shown.keys.map((key) => key.refusal?.facts['reason'] ?? null)).toEqual([null, 'disabled-already']);
    await completes(bench, await run(bench, 'disable', [newest?.id ?? '', first?.id ?? '']));
  });

  it('estimates the time by the slowest quota', async () => {
    const bench = await benchWithKeys(2);
    const ids = (await keysOf(bench)).map((key) => key.id);
    expect((await preview(bench, 'synchronize', ids)).estimateSeconds).toBe(2);
  });

  it('may be cancelled between two keys, and keeps what is done', async () => {
    const bench = await benchWithKeys(3);
    const ids = (await keysOf(bench)).map((key) => key.id);
    // The second key waits for a retry that comes later: the job stands between two keys.
    await bench.simulator.control.addFault({ operation: 'DisableKey', kind: 'throttle', skip: 1, count: 50 });
    const jobId = await order(bench, 'disable', ids);
    bench.keys.jobs.wake();
    await expect.poll(async () => (await jobOf(bench, jobId)).job.stepsDone, { timeout: 5000 }).toBe(1);
    expect((await jobOf(bench, jobId)).actions).toContain('cancel');
    const cancel = { id: jobId, justification: 'Enough' };
    await bench.order('job.resolve', bench.keys.handlers['jobs.cancel'], cancel);
    await bench.simulator.control.clearFaults();
    await bench.settleJobs();
    expect((await jobOf(bench, jobId)).job).toMatchObject({ status: 'Cancelled', stepsDone: 1 });
    expect((await keysOf(bench)).filter((key) => key.state === 'Disabled')).toHaveLength(1);
  });

  it('stays cancelled when all jobs were stopped while it waited for its next try', async () => {
    const bench = await benchWithKeys(3);
    const ids = (await keysOf(bench)).map((key) => key.id);
    await bench.simulator.control.addFault({ operation: 'DisableKey', kind: 'throttle', skip: 1, count: 50 });
    const jobId = await order(bench, 'disable', ids);
    bench.keys.jobs.wake();
    await expect.poll(async () => (await jobOf(bench, jobId)).job.stepsDone, { timeout: 5000 }).toBe(1);
    await bench.store.write(async (tx) => {
      const [by] = bench.context().identities;
      await stopJobs(tx, by?.id ?? '', 'Trouble at AWS', bench.clock.now().toISOString());
      await tx.record({ event: 'jobs.stopped', category: 'Jobs', outcome: 'success' });
    });
    const cancel = { id: jobId, justification: 'Enough' };
    await bench.order('job.resolve', bench.keys.handlers['jobs.cancel'], cancel);
    await bench.simulator.control.clearFaults();
    await bench.settleJobs();
    expect((await jobOf(bench, jobId)).job).toMatchObject({ status: 'Cancelled', stepsDone: 1 });
    expect((await keysOf(bench)).filter((key) => key.state === 'Disabled')).toHaveLength(1);
  });
});
