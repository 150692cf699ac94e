import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  latestOccurrence,
  nextOccurrence,
  occurrence,
  occurrencesBetween,
  type CalendarRule,
} from '../../../electron/domain/calendar-rule';
import { timeUnits } from '../../../shared/schemas/common';

const rule = (over: Partial<CalendarRule>): CalendarRule => ({
  startsOn: '2026-01-31',
  timeOfDay: '02:30',
  timeZone: 'UTC',
  every: { count: 1, unit: 'months' },
  ...over,
});
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const runs = (of: CalendarRule, count: number): string[] =>
  Array.from({ length: count }, (_, index) => occurrence(of, index).toISOString());
const daily = { every: { count: 1, unit: 'days' } } as const;

describe('a calendar rule', () => {
  it('keeps to the 31st where a month has one, and to the last day where it has not', () => {
    expect(runs(rule({}), 5).map((at) => at.slice(0, 10))).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
    ]);
  });

  it('of 29 February falls on the 28th in years without one', () => {
    const leap = rule({ startsOn: '2024-02-29', every: { count: 1, unit: 'years' } });
    expect(runs(leap, 5).map((at) => at.slice(0, 10))).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
  });

  it.each([
    // Clocks go forward over 02:30: an hour later on the clock, the same distance from the run before.
    ['Europe/Berlin', '2026-03-28', ['2026-03-28T01:30', '2026-03-29T01:30', '2026-03-30T00:30']],
    ['America/New_York', '2026-03-07', ['2026-03-07T07:30', '2026-03-08T07:30', '2026-03-09T06:30']],
    // Half an hour forward, from 02:00: 02:30 is the first moment after it.
    ['Australia/Lord_Howe', '2026-10-03', ['2026-10-02T16:00', '2026-10-03T15:30', '2026-10-04T15:30']],
    // Clocks go back over 02:30: the first of the two.
    ['Europe/Berlin', '2026-10-24', ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30']],
  ])('at 02:30 in %s from %s', (timeZone, startsOn, expected) => {
    expect(runs(rule({ ...daily, timeZone, startsOn }), 3).map((at) => at.slice(0, 16))).toEqual(expected);
  });

  it('runs once in an hour that comes twice, in New York', () => {
    const once = rule({ ...daily, timeZone: 'America/New_York', startsOn: '2026-10-31', timeOfDay: '01:30' });
    const night = occurrencesBetween(once, new Date('2026-11-01T00:00:00Z'), new Date('2026-11-01T12:00:00Z'), 9);
    expect(night.map(iso)).toEqual(['2026-11-01T05:30:00.000Z']);
  });

  it('counts weeks from its first day', () => {
    const fortnightly = rule({ startsOn: '2026-01-05', every: { count: 2, unit: 'weeks' } });
    expect(iso(nextOccurrence(fortnightly, new Date('2026-01-05T02:30:00Z')))).toBe('2026-01-19T02:30:00.000Z');
  });

  it('has no run before its first, however long before it is asked', () => {
    expect(latestOccurrence(rule({}), new Date('2020-01-01T00:00:00Z'))).toBeNull();
    expect(iso(nextOccurrence(rule({}), new Date('2020-01-01T00:00:00Z')))).toBe('2026-01-31T02:30:00.000Z');
  });
});

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/Santiago',
  'Pacific/Auckland',
  'Africa/Casablanca',
];
const anyRule = fc.record({
  startsOn: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  timeOfDay: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
  timeZone: fc.constantFrom(...zones),
  every: fc.record({ count: fc.integer({ min: 1, max: 30 }), unit: fc.constantFrom(...timeUnits) }),
});
const anyTime = fc.date({ min: new Date('2019-01-01'), max: new Date('2045-01-01'), noInvalidDate: true });

/** What a clock on the wall shows there: the platform's own time zones, apart from the library. */
function wallTime(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' });
  return parts.format(at);
}

describe('the runs of any calendar rule', () => {
  it('follow one another without a gap: the next after any time is the one whose predecessor is not after it', () => {
    fc.assert(
      fc.property(anyRule, anyTime, (of, at) => {
        const next = nextOccurrence(of, at);
        const latest = latestOccurrence(of, at);
        expect(next > at).toBe(true);
        if (latest === null) {
          expect(iso(next)).toBe(iso(occurrence(of, 0)));
          return;
        }
        expect(latest <= at).toBe(true);
        expect(iso(nextOccurrence(of, latest))).toBe(iso(next));
      }),
      { numRuns: 400 },
    );
  });

  it('show the wanted time on the wall, or a later one where clocks went forward over it', () => {
    fc.assert(
      fc.property(anyRule, fc.integer({ min: 0, max: 200 }), (of, index) => {
        const at = occurrence(of, index);
        const shown = wallTime(at, of.timeZone);
        if (shown === of.timeOfDay) return;
        // Left out on that day: within the three hours before, the zone's offset has changed.
        const before = new Date(at.getTime() - 3 * 3_600_000);
        expect(wallTime(before, of.timeZone)).not.toBe(wallTime(new Date(before.getTime() + 86_400_000), of.timeZone));
      }),
      { numRuns: 400 },
    );
  });
});
