import { describe, expect, it } from 'vitest';
import { nextRunAfter } from '../../../electron/domain/report-schedule';

const schedule = (startAt: string, count: number, unit: 'days' | 'weeks' | 'months' | 'years') => ({
  startAt,
  every: { count, unit },
});

describe('the next run of a schedule', () => {
  it.each([
    [
      'the start while it lies ahead',
      schedule('2026-03-01T06:00:00.000Z', 1, 'days'),
      '2026-02-01T00:00:00.000Z',
      '2026-03-01T06:00:00.000Z',
    ],
    [
      'a day after the start at the start itself',
      schedule('2026-03-01T06:00:00.000Z', 1, 'days'),
      '2026-03-01T06:00:00.000Z',
      '2026-03-02T06:00:00.000Z',
    ],
    [
      'not what was missed',
      schedule('2026-03-01T06:00:00.000Z', 1, 'weeks'),
      '2026-04-01T00:00:00.000Z',
      '2026-04-05T06:00:00.000Z',
    ],
    [
      'the last day of a short month',
      schedule('2026-01-31T06:00:00.000Z', 1, 'months'),
      '2026-02-01T00:00:00.000Z',
      '2026-02-28T06:00:00.000Z',
    ],
    [
      'the 31st again afterwards',
      schedule('2026-01-31T06:00:00.000Z', 1, 'months'),
      '2026-03-01T00:00:00.000Z',
      '2026-03-31T06:00:00.000Z',
    ],
    [
      'every third year',
      schedule('2024-02-29T00:00:00.000Z', 3, 'years'),
      '2026-01-01T00:00:00.000Z',
      '2027-02-28T00:00:00.000Z',
    ],
  ])('is %s', (_what, given, now, expected) => {
    expect(nextRunAfter(given, new Date(now))).toBe(expected);
  });
});
