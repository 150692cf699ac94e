// Calendar rules of schedules, by Temporal (ECMAScript proposal, as a kept polyfill): months of different length, changes of clocks.
import { Temporal } from 'temporal-polyfill';
import type { Period } from '../../shared/schemas/common';
import type { RotationSchedule } from '../../shared/schemas/schedules';

/** Every `every` from the first day on, at a time of day in a time zone. */
export type CalendarRule = Pick<RotationSchedule, 'startsOn' | 'timeOfDay' | 'timeZone'> & { readonly every: Period };

/**
 * Day of the run number `index` (0 is the first). Counted from the first day each time, so that the 31st stays the 31st where a month
 * has one; else the month's last day (Temporal: overflow constrain).
 */
function dayOf(rule: CalendarRule, index: number): Temporal.PlainDate {
  const { count, unit } = rule.every;
  return Temporal.PlainDate.from(rule.startsOn).add({ [unit]: count * index }, { overflow: 'constrain' });
}

/**
 * The instant of a day's run. A wall time that does not exist is taken as much later as the clocks went forward; of one that exists
 * twice the first counts (Temporal: disambiguation compatible).
 */
function instantOf(rule: CalendarRule, day: Temporal.PlainDate): Date {
  const plainTime = Temporal.PlainTime.from(rule.timeOfDay);
  return new Date(day.toZonedDateTime({ timeZone: rule.timeZone, plainTime }).epochMilliseconds);
}

/** The run number `index`, 0 or more. */
export function occurrence(rule: CalendarRule, index: number): Date {
  return instantOf(rule, dayOf(rule, index));
}

/** The first run after `after`. */
export function nextOccurrence(rule: CalendarRule, after: Date): Date {
  for (let index = firstIndex(rule, after); ; index += 1) {
    const at = occurrence(rule, index);
    if (at > after) return at;
  }
}

/** The last run at or before `now`; null before the first. */
export function latestOccurrence(rule: CalendarRule, now: Date): Date | null {
  let latest: Date | null = null;
  for (let index = firstIndex(rule, now); ; index += 1) {
    const at = occurrence(rule, index);
    if (at > now) return latest;
    latest = at;
  }
}

/** The runs after `from` and at or before `to`, at most `limit`. */
export function occurrencesBetween(rule: CalendarRule, from: Date, to: Date, limit: number): readonly Date[] {
  const runs: Date[] = [];
  for (let at = nextOccurrence(rule, from); at <= to && runs.length < limit; at = nextOccurrence(rule, at))
    runs.push(at);
  return runs;
}

/** An index whose run is not after `at` (or 0), one or two before the wanted one: days of the zone and of UTC differ by one at most. */
function firstIndex(rule: CalendarRule, at: Date): number {
  const { count, unit } = rule.every;
  const day = Temporal.PlainDate.from(at.toISOString().slice(0, 10)).subtract({ days: 1 });
  const passed = Temporal.PlainDate.from(rule.startsOn).until(day, { largestUnit: unit });
  return Math.max(0, Math.floor(passed[unit] / count));
}
