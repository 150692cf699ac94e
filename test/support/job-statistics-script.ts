// What main answers to the statistics of jobs.
import { answers, type FakeScript } from './fake-bridge';

const dayOf = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

export const jobStatisticsScript: FakeScript = {
  'jobs.statistics': answers('jobs.statistics', {
    days: Array.from({ length: 30 }, (_, index) => {
      const completed = (index * 7) % 5;
      return {
        day: dayOf(29 - index),
        ...{ completed, failed: index % 9 === 4 ? 2 : 0, cancelled: index % 13 === 6 ? 1 : 0 },
        medianMs: completed === 0 ? null : 2100 + ((index * 311) % 1700),
        longestMs: completed === 0 ? null : 4300 + ((index * 733) % 9000),
        keys: (index * 11) % 7,
      };
    }),
  }),
};
