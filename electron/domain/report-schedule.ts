// When a scheduled report runs next: at its start and at every period after it, in UTC.
import type { ReportSchedule } from '../../shared/schemas/reports';
import { addPeriod } from './key-group-rules';

/** The first time of the schedule after `now`. What was missed meanwhile (the console was closed) is not made up for. */
export function nextRunAfter({ startAt, every }: ReportSchedule, now: Date): string {
  const start = new Date(startAt);
  // Counted from the start each time: the 31st stays the 31st where a month has one.
  for (let periods = Math.max(0, roughPeriods(start, every, now)); ; periods += 1) {
    const at = addPeriod(start, { unit: every.unit, count: every.count * periods });
    if (at > now) return at.toISOString();
  }
}

const longestDays = { days: 1, weeks: 7, months: 31, years: 366 } as const;

/** So many periods have passed at least. */
function roughPeriods(start: Date, every: ReportSchedule['every'], now: Date): number {
  const days = (now.getTime() - start.getTime()) / 86_400_000;
  return Math.floor(days / (longestDays[every.unit] * every.count));
}
