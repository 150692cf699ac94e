// Which entries could be removed now: the oldest ones, without a gap, all older than the retention and sent to every collector.
import { maxSegmentEntries, retentionLimit } from '../../domain/retention-rules';
import type { StoreReader } from '../../ports/store';

export interface RemovableEntries {
  readonly from: number;
  readonly to: number;
  /** Times of the first and last of them (ISO 8601). */
  readonly firstAt: string;
  readonly lastAt: string;
}

/** @param sentTo last entry that the collector has; null when nothing is forwarded */
export async function removableEntries(
  tx: StoreReader,
  now: Date,
  sentTo: number | null,
): Promise<RemovableEntries | null> {
  const base = await tx.audit.base();
  const newest = await tx.audit.lastBefore(retentionLimit(now));
  if (newest === null) return null;
  const from = base.sequence + 1;
  const to = Math.min(newest.entry.sequence, from + maxSegmentEntries - 1, sentTo ?? Number.MAX_SAFE_INTEGER);
  if (to < from) return null;
  const [first, last] = [await tx.audit.get(from), await tx.audit.get(to)];
  if (first === null || last === null) return null;
  return { from, to, firstAt: first.entry.at, lastAt: last.entry.at };
}
