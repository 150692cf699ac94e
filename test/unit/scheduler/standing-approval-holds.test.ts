// Whether the standing approval that a queued job was ordered under still holds when the job is to begin.
import { describe, expect, it } from 'vitest';
import type { GrantRecord } from '../../../electron/domain/grant';
import { standingApprovalHolds } from '../../../electron/services/scheduler/standing-approval-holds';
import { dayMs, plain, scheduledBench, type ScheduledBench } from './scheduled-bench';

/** An approved schedule, and what to ask of a job that was ordered under its approval. */
async function approvedBench() {
  const bench = await scheduledBench();
  await bench.approve(30);
  const row = await bench.store.read((tx) => tx.schedules.get(bench.groupId));
  const grant = granted('standing-approval', row?.approval?.id ?? null);
  return { bench, grant };
}

const granted = (source: GrantRecord['source'], requestId: string | null): GrantRecord => ({
  ...{ source, operation: 'key-group.force-rotate', commandDigest: 'd'.repeat(64), requestId },
  grantedAt: '2026-01-01T00:00:00.000Z',
});
const holds = (bench: ScheduledBench, grant: GrantRecord, now = bench.clock.now()): Promise<boolean> =>
  bench.store.read((tx) => standingApprovalHolds(tx, { groupId: bench.groupId, grant }, now));

describe('the standing approval of a job', () => {
  it('holds until its last day', async () => {
    const { bench, grant } = await approvedBench();
    const inDays = (days: number) => new Date(bench.clock.now().getTime() + days * dayMs);
    expect(await holds(bench, grant, inDays(29))).toBe(true);
    expect(await holds(bench, grant, inDays(30))).toBe(false);
  });

  it('does not hold once it was ended, nor when another one took its place', async () => {
    const { bench, grant } = await approvedBench();
    await plain(bench, 'schedules.endApproval');
    expect(await holds(bench, grant)).toBe(false);
    await bench.approve();
    expect(await holds(bench, grant)).toBe(false);
  });

  it('does not hold while the schedule is paused', async () => {
    const { bench, grant } = await approvedBench();
    await plain(bench, 'schedules.pause');
    expect(await holds(bench, grant)).toBe(false);
    await plain(bench, 'schedules.resume');
    expect(await holds(bench, grant)).toBe(true);
  });

  it('does not hold for a group that has changed, even before the change was noticed, nor for one that is gone', async () => {
    const { bench, grant } = await approvedBench();
    await bench.store.write(async (tx) => {
      const group = await tx.groups.get(bench.groupId);
      if (group !== null) await tx.groups.put({ ...group, revision: group.revision + 1 });
      await tx.record({ event: 'key-group.changed', category: 'Key groups', outcome: 'success' });
    });
    expect(await holds(bench, grant)).toBe(false);
    const gone = { groupId: 'f'.repeat(32), grant };
    expect(await bench.store.read((tx) => standingApprovalHolds(tx, gone, bench.clock.now()))).toBe(false);
  });

  it('is not asked of jobs under another grant', async () => {
    const { bench } = await approvedBench();
    expect(await holds(bench, granted('no-approval-needed', null))).toBe(true);
    expect(await holds(bench, granted('consumed-request', 'a'.repeat(32)))).toBe(true);
  });
});
