// How far ahead dates are shown.
export const upcomingWhens = ['all', 'past', 'month', 'quarter'] as const;
export type UpcomingWhen = (typeof upcomingWhens)[number];

const dayMs = 86_400_000;
const days: Record<UpcomingWhen, number | null> = { all: null, past: 0, month: 30, quarter: 91 };

/** What the address says; anything else is all. */
export function readWhen(given: string | null): UpcomingWhen {
  return upcomingWhens.find((when) => when === given) ?? 'all';
}

/** The last time (epoch ms) that is shown; null for no limit. */
export function whenLimit(when: UpcomingWhen, nowMs: number): number | null {
  const ahead = days[when];
  return ahead === null ? null : nowMs + ahead * dayMs;
}
