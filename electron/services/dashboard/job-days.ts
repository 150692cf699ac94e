// How jobs ended, day by day in UTC, with the days on which none did.
import type { EndedJobs } from '../../ports/store';
import type { JobDay } from '../../../shared/schemas/dashboard';

const dayMs = 86_400_000;

/** The last `count` days in UTC, today last, as YYYY-MM-DD. */
export function lastDays(count: number, now: Date): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(now.getTime() - (count - 1 - index) * dayMs).toISOString().slice(0, 10),
  );
}

export function jobDays(days: readonly string[], ended: readonly EndedJobs[]): JobDay[] {
  const count = (day: string, status: EndedJobs['status']): number =>
    ended.find((each) => each.day === day && each.status === status)?.count ?? 0;
  return days.map((day) => ({
    day,
    completed: count(day, 'Completed'),
    failed: count(day, 'Failed'),
    cancelled: count(day, 'Cancelled'),
  }));
}
