// Schedules on the real store, the real AWS SDK and the simulator: what starts by itself, what waits and why, and what is never done twice.
import { describe, expect, it } from 'vitest';
import { policyId } from '../../../electron/services/approvals/stored-policy';
import { forceRotate } from '../../support/opened-bench';
import { dayMs, eventsOf, hourMs, plain, scheduledBench } from './scheduled-bench';

describe('a schedule', () => {
  it('starts its run when the time has come, once a period, under the standing approval', async () => {
    const bench = await scheduledBench();
    await bench.approve();
    expect(await bench.group()).toMatchObject({ scheduleState: { approval: { state: 'valid' }, waiting: null } });
    await bench.later(2 * hourMs);
    expect(await bench.jobs()).toEqual([]);
    await bench.later(2 * hourMs);
    expect(await bench.jobs()).toMatchObject([
      { name: 'Scheduled rotation of payments', status: 'Completed', grant: 'standing-approval', startedBy: [] },
    ]);
    expect(await bench.group()).toMatchObject({ state: 'Active', scheduleState: { lastRun: { outcome: 'started' } } });
    await bench.later(dayMs / 2);
    expect(await bench.jobs()).toHaveLength(1);
    await bench.later(dayMs / 2);
    expect(await bench.jobs()).toHaveLength(2);
  });

  it('without an approval waits, says so once, and runs as soon as it is approved', async () => {
    const bench = await scheduledBench();
    await bench.later(5 * hourMs);
    expect(await bench.group()).toMatchObject({ scheduleState: { waiting: { reason: 'not-approved' } } });
    await bench.later(3 * hourMs);
    expect(await eventsOf(bench, 'schedule.run-waiting')).toHaveLength(1);
    await bench.approve();
    expect(await bench.jobs()).toMatchObject([{ status: 'Completed' }]);
    expect((await bench.group()).scheduleState?.waiting).toBeNull();
  });

  it('makes up once for what fell due while the console was away', async () => {
    const bench = await scheduledBench();
    await bench.approve();
    // The machine slept: no time passed for the scheduler, ten days for the clock.
    bench.clock.setBack(-10 * dayMs);
    bench.keys.scheduler.wake();
    await bench.later(0);
    expect(await bench.jobs()).toHaveLength(1);
    await bench.later(hourMs);
    expect(await bench.jobs()).toHaveLength(1);
  });

  it('waits for the HSM and goes on when it is back', async () => {
    const bench = await scheduledBench();
    await bench.approve();
    bench.hsm.setState('disconnected');
    await bench.later(4 * hourMs);
    expect(await bench.group()).toMatchObject({ scheduleState: { waiting: { reason: 'hsm-not-logged-in' } } });
    bench.hsm.setState('logged-in');
    bench.keys.scheduler.wake();
    await bench.later(0);
    expect(await bench.jobs()).toMatchObject([{ status: 'Completed' }]);
  });

  it('waits while all jobs are stopped', async () => {
    const bench = await scheduledBench();
    await bench.approve();
    await bench.keys.handlers['jobs.stopAll']({ justification: 'Something is wrong' }, bench.commandContext());
    await bench.later(4 * hourMs);
    expect(await bench.group()).toMatchObject({ scheduleState: { waiting: { reason: 'jobs-stopped' } } });
    expect(await bench.jobs()).toEqual([]);
  });

  it('is void once its group has changed, and stays so when the change is taken back', async () => {
    const bench = await scheduledBench();
    await bench.approve();
    const before = await bench.group();
    const change = async (description: string): Promise<void> => {
      const { revision } = await bench.group();
      const input = await bench.groupInput({
        ...{ rotateKey: true, rotateEvery: { count: 1, unit: 'days' }, schedule: before.schedule, description },
      });
      const ordered = { id: bench.groupId, revision, group: input };
      await bench.order('key-group.change', bench.keys.handlers['groups.change'], ordered);
      await bench.later(0);
    };
    await change('Another');
    await change(before.description);
    expect(await eventsOf(bench, 'schedule.approval-void')).toHaveLength(1);
    await bench.later(4 * hourMs);
    expect(await bench.group()).toMatchObject({
      scheduleState: { approval: { state: 'void' }, waiting: { reason: 'approval-void' } },
    });
    expect(await bench.jobs()).toEqual([]);
  });

  it('does not outlast the end of its approval, and goes on under a new one', async () => {
    const bench = await scheduledBench();
    await bench.approve(1);
    await bench.later(4 * hourMs);
    await bench.later(dayMs);
    expect(await bench.jobs()).toHaveLength(1);
    expect(await bench.group()).toMatchObject({ scheduleState: { waiting: { reason: 'approval-expired' } } });
    await bench.approve();
    expect(await bench.jobs()).toHaveLength(2);
  });

  it('is refused an approval of more than 13 months', async () => {
    const bench = await scheduledBench();
    await expect(bench.approve(400)).rejects.toMatchObject({ code: 'input.invalid', facts: { field: 'validUntil' } });
  });

  it('whose policy has been made stricter waits for more people', async () => {
    const bench = await scheduledBench();
    await bench.approve();
    await bench.store.write(async (tx) => {
      const policy = await tx.policies.get(policyId);
      if (policy === null) throw new Error('no policy');
      const rows = policy.rows.map((row) => ({ ...row, approvalsRequired: 1 }));
      await tx.policies.put({ ...policy, rows });
      await tx.record({ event: 'policy.changed', category: 'Approvals', outcome: 'success' });
    });
    await bench.later(4 * hourMs);
    expect(await bench.group()).toMatchObject({ scheduleState: { waiting: { reason: 'approval-too-weak' } } });
  });

  it('paused runs nothing, and does not make up for it afterwards', async () => {
    const bench = await scheduledBench();
    await bench.approve();
    await plain(bench, 'schedules.pause');
    expect(await bench.group()).toMatchObject({ nextRotationAt: null, scheduleState: { nextRunAt: null } });
    await bench.later(4 * hourMs);
    await plain(bench, 'schedules.resume');
    await bench.later(hourMs);
    expect(await bench.jobs()).toEqual([]);
    await bench.later(dayMs);
    expect(await bench.jobs()).toHaveLength(1);
  });

  it('whose approval was ended by a person runs nothing more', async () => {
    const bench = await scheduledBench();
    await bench.approve();
    await plain(bench, 'schedules.endApproval');
    await bench.later(4 * hourMs);
    expect(await bench.jobs()).toEqual([]);
  });

  it('counts a rotation by hand for the run that was due', async () => {
    const bench = await scheduledBench();
    await bench.later(4 * hourMs);
    await forceRotate(bench, bench.groupId);
    bench.keys.jobs.wake();
    await bench.keys.jobs.idle();
    await bench.later(0);
    expect(await bench.group()).toMatchObject({
      scheduleState: { waiting: null, lastRun: { outcome: 'rotated-by-hand' } },
    });
    await bench.approve();
    expect(await bench.jobs()).toHaveLength(1);
  });

  it('that runs only before expiry rotates when the material expires soon, and not before', async () => {
    const bench = await scheduledBench({ materialExpiresInDays: 10 }, 5);
    await bench.approve();
    // The first key is always made.
    await bench.later(4 * hourMs);
    expect(await bench.jobs()).toHaveLength(1);
    await bench.later(4 * dayMs);
    expect(await bench.jobs()).toHaveLength(1);
    expect(await bench.group()).toMatchObject({ scheduleState: { lastRun: { outcome: 'not-needed' } } });
    await bench.later(2 * dayMs);
    expect(await bench.jobs()).toHaveLength(2);
  });

  it('that AWS does not answer waits with the reason, and is tried again by itself', async () => {
    const bench = await scheduledBench();
    await bench.approve();
    await bench.simulator.control.addFault({ operation: 'ListAliases', kind: 'deny' });
    await bench.later(3 * hourMs + 1000);
    expect(await bench.group()).toMatchObject({
      scheduleState: { waiting: { reason: 'error', error: { code: 'kms.access-denied' } } },
    });
    // Being woken does not shorten its pause.
    bench.keys.scheduler.wake();
    await bench.later(0);
    expect(await bench.jobs()).toEqual([]);
    await bench.later(hourMs);
    expect(await bench.jobs()).toMatchObject([{ status: 'Completed' }]);
  });
});
