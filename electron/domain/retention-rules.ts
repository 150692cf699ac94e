// How long the audit log is kept where it is: thirteen months, so that a whole year and the month of its audit are always at hand.

export const retentionMonths = 13;

/** Entries that one segment takes at most: its removal is one transaction that others wait for. */
export const maxSegmentEntries = 100_000;

/** Entries written before this time (ISO 8601) may be removed. */
export function retentionLimit(now: Date): string {
  const limit = new Date(now);
  const day = limit.getUTCDate();
  limit.setUTCDate(1);
  limit.setUTCMonth(limit.getUTCMonth() - retentionMonths);
  const days = new Date(Date.UTC(limit.getUTCFullYear(), limit.getUTCMonth() + 1, 0)).getUTCDate();
  limit.setUTCDate(Math.min(day, days));
  return limit.toISOString();
}
