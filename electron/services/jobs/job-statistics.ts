// How jobs ended, how long they took, and how many keys were made, day by day in UTC.
import type { StoreReader } from '../../ports/store';
import type { JobStatisticsDay } from '../../../shared/schemas/jobs';
import { jobDays, lastDays } from '../dashboard/job-days';

const daysShown = 30;

export async function jobStatistics(tx: StoreReader, now: Date): Promise<JobStatisticsDay[]> {
  const days = lastDays(daysShown, now);
  const since = `${days[0] ?? ''}T00:00:00.000Z`;
  const ended = await tx.jobs.ended(since);
  const keys = new Map<string, number>();
  for (const { createdAt, hsmReference } of await tx.keys.list()) {
    if (createdAt < since || hsmReference === null) continue;
    const day = createdAt.slice(0, 10);
    keys.set(day, (keys.get(day) ?? 0) + 1);
  }
  return jobDays(days, ended).map((each) => {
    const completed = ended.find(({ day, status }) => day === each.day && status === 'Completed');
    return {
      ...each,
      medianMs: completed?.medianMs ?? null,
      longestMs: completed?.longestMs ?? null,
      keys: keys.get(each.day) ?? 0,
    };
  });
}
