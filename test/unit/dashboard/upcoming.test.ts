// Which dates count, in which order and week, and when they need a person.
import { describe, expect, it } from 'vitest';
import { dateNeeds } from '../../../electron/services/dashboard/read-dashboard';
import { jobDays, lastDays } from '../../../electron/services/dashboard/job-days';
import { upcomingItems, weeksOf } from '../../../electron/services/dashboard/upcoming';
import { groupRow, keyRow } from '../../support/builders/store-rows';
import { idOf } from '../../support/builders/views';

const now = new Date('2026-03-10T12:00:00.000Z');
const group = (lastRotatedAt: string | null, rotateKey = true) => {
  const row = groupRow({ lastRotatedAt });
  return { ...row, template: { ...row.template, rotateKey, rotateEvery: { count: 30, unit: 'days' } as const } };
};
const ends = { validUntil: null, materialExpiresAt: null, supersededAt: null, deletionDate: null };
const key = (over: Parameters<typeof keyRow>[0]) => keyRow({ ...ends, state: 'Active', ...over });

describe('dates that come', () => {
  it('are the rotations of groups that rotate and have a key', () => {
    const items = upcomingItems(
      [group('2026-03-01T09:00:00.000Z'), group(null), group('2026-03-01T09:00:00.000Z', false)],
      [],
      now,
    );
    expect(items.map(({ kind, at }) => [kind, at])).toEqual([['rotation', '2026-03-31T09:00:00.000Z']]);
  });

  it('are the ends of keys in use, the earliest first, and not those of keys that are done with', () => {
    const keys = [
      key({ id: idOf(1), validUntil: '2026-05-01T00:00:00.000Z', materialExpiresAt: '2026-04-01T00:00:00.000Z' }),
      key({
        id: idOf(2),
        state: 'Superseded',
        supersededAt: '2026-01-01T00:00:00.000Z',
        validUntil: '2026-04-02T00:00:00.000Z',
      }),
      key({
        id: idOf(3),
        state: 'Destroyed',
        validUntil: '2026-04-03T00:00:00.000Z',
        materialExpiresAt: '2026-04-03T00:00:00.000Z',
      }),
      key({ id: idOf(4), state: 'Pending deletion', deletionDate: '2026-03-20T00:00:00.000Z' }),
      key({ id: idOf(5), state: 'Active', deletionDate: '2026-03-20T00:00:00.000Z' }),
    ];
    expect(upcomingItems([], keys, now).map(({ id }) => id)).toEqual([
      `deletion ${idOf(4)}`,
      `material-expires ${idOf(1)}`,
      `key-valid-until ${idOf(1)}`,
    ]);
  });

  it('keep the end of material that AWS has deleted already until somebody has seen to it', () => {
    const items = upcomingItems([], [key({ materialExpiresAt: '2026-03-01T00:00:00.000Z' })], now);
    expect(dateNeeds(items, now).find(({ kind }) => kind === 'material-expiring')).toEqual({
      kind: 'material-expiring',
      count: 1,
      urgent: 1,
    });
  });
});

describe('weeks', () => {
  it('begin today at midnight UTC, and take each date once', () => {
    const at = (kind: 'rotation' | 'deletion', time: string) => ({
      id: time,
      kind,
      at: time,
      name: 'n',
      groupId: idOf(1),
      group: 'g',
    });
    const weeks = weeksOf(
      [
        at('rotation', '2026-03-09T23:59:59.999Z'),
        at('rotation', '2026-03-10T00:00:00.000Z'),
        at('deletion', '2026-03-16T23:59:59.999Z'),
        at('rotation', '2026-03-17T00:00:00.000Z'),
      ],
      now,
    );
    expect(weeks).toHaveLength(13);
    expect(weeks.slice(0, 3).map(({ from, counts }) => [from, counts.rotation, counts.deletion])).toEqual([
      ['2026-03-10T00:00:00.000Z', 1, 1],
      ['2026-03-17T00:00:00.000Z', 1, 0],
      ['2026-03-24T00:00:00.000Z', 0, 0],
    ]);
  });
});

describe('a rotation', () => {
  it.each([
    ['2026-03-10T12:00:00.001Z', 0, 0],
    ['2026-03-10T12:00:00.000Z', 1, 0],
    ['2026-03-09T12:00:00.001Z', 1, 0],
    ['2026-03-09T12:00:00.000Z', 1, 1],
  ])('of %s is due %d and overdue %d', (at, count, urgent) => {
    const items = [{ id: 'r', kind: 'rotation' as const, at, name: 'n', groupId: idOf(1), group: 'g' }];
    expect(dateNeeds(items, now).find(({ kind }) => kind === 'rotations-due')).toEqual({
      kind: 'rotations-due',
      count,
      urgent,
    });
  });
});

describe('days', () => {
  it('are whole, today last, with those on which no job ended', () => {
    const days = lastDays(3, now);
    expect(days).toEqual(['2026-03-08', '2026-03-09', '2026-03-10']);
    const ended = [{ day: '2026-03-09', status: 'Failed', count: 2, medianMs: null, longestMs: null }] as const;
    expect(jobDays(days, ended)).toEqual([
      { day: '2026-03-08', completed: 0, failed: 0, cancelled: 0 },
      { day: '2026-03-09', completed: 0, failed: 2, cancelled: 0 },
      { day: '2026-03-10', completed: 0, failed: 0, cancelled: 0 },
    ]);
  });
});
