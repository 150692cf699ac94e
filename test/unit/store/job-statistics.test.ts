// How jobs ended, counted inside the store.
import { expect, it } from 'vitest';
import type { Job } from '../../../electron/domain/job-entities';
import type { StoreReader } from '../../../electron/ports/store';
import { auditEvent, jobRow } from '../../support/builders/store-rows';
import { idOf } from '../../support/builders/views';
import { storeBench } from './store-bench';

const ended = (number: number, status: Job['status'], startedAt: string | null, finishedAt: string | null) =>
  jobRow({ id: idOf(number), status, startedAt, finishedAt });

it('counts by UTC day and way of ending, with median and longest time of those that had started', async () => {
  const store = await (await storeBench()).create();
  await store.write(async (tx) => {
    const jobs = [
      ended(1, 'Completed', '2026-03-09T23:59:00.000Z', '2026-03-10T00:00:00.000Z'),
      ended(2, 'Completed', '2026-03-10T08:00:00.000Z', '2026-03-10T08:00:10.000Z'),
      ended(3, 'Completed', '2026-03-10T08:00:00.000Z', '2026-03-10T08:00:20.000Z'),
      ended(4, 'Failed', '2026-03-10T08:00:00.000Z', '2026-03-10T08:00:05.500Z'),
      ended(5, 'Cancelled', null, '2026-03-10T09:00:00.000Z'),
      ended(6, 'Completed', '2026-03-08T08:00:00.000Z', '2026-03-08T08:00:01.000Z'),
      ended(7, 'Completed', '2026-03-07T23:59:59.000Z', '2026-03-07T23:59:59.999Z'),
      ended(8, 'Needs attention', '2026-03-10T08:00:00.000Z', null),
    ];
    for (const job of jobs) await tx.jobs.put(job);
    await tx.record(auditEvent());
  });
  const since = '2026-03-08T00:00:00.000Z';
  expect(await store.read((tx) => tx.jobs.ended(since))).toEqual([
    { day: '2026-03-08', status: 'Completed', count: 1, medianMs: 1000, longestMs: 1000 },
    { day: '2026-03-10', status: 'Cancelled', count: 1, medianMs: null, longestMs: null },
    { day: '2026-03-10', status: 'Completed', count: 3, medianMs: 20_000, longestMs: 60_000 },
    { day: '2026-03-10', status: 'Failed', count: 1, medianMs: 5500, longestMs: 5500 },
  ]);
  const recent = await store.read((tx) => tx.jobs.list({ endedFrom: '2026-03-10T08:00:05.500Z', limit: 10 }));
  expect(recent.jobs.map(({ id }) => id)).toEqual([idOf(5), idOf(4), idOf(3), idOf(2)]);
  expect(recent.total).toBe(4);
});

it('sorts and filters in the store, page by page, with what has no value last', async () => {
  const store = await (await storeBench()).create();
  await store.write(async (tx) => {
    const at = (second: number) => `2026-03-10T08:00:0${second}.000Z`;
    const jobs = [
      { ...ended(1, 'Completed', at(0), at(9)), name: 'Beta', kind: 'force-rotate' },
      { ...ended(2, 'Failed', at(0), at(1)), name: 'alpha', kind: 'enable' },
      { ...ended(3, 'Queued', null, null), name: 'Gamma', kind: 'enable' },
      { ...ended(4, 'Completed', at(1), at(5)), name: 'alpha', kind: 'force-rotate' },
    ] as const;
    for (const job of jobs) await tx.jobs.put(job);
    await tx.record(auditEvent());
  });
  const ids = async (query: Omit<Parameters<StoreReader['jobs']['list']>[0], 'limit'>, limit = 3) => {
    const found: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await store.read((tx) => tx.jobs.list({ ...query, limit, cursor }));
      found.push(...page.jobs.map(({ id }) => id));
      if (page.next === null) return found.map((id) => Number.parseInt(id, 16));
      cursor = page.next;
    }
  };
  expect(await ids({})).toEqual([4, 3, 2, 1]);
  expect(await ids({ sort: { by: 'name', direction: 'asc' } })).toEqual([4, 2, 1, 3]);
  expect(await ids({ sort: { by: 'name', direction: 'desc' } })).toEqual([3, 1, 4, 2]);
  expect(await ids({ sort: { by: 'duration', direction: 'asc' } })).toEqual([2, 4, 1, 3]);
  expect(await ids({ sort: { by: 'duration', direction: 'desc' } }, 1)).toEqual([1, 4, 2, 3]);
  expect(await ids({ kinds: ['enable'] })).toEqual([3, 2]);
});
