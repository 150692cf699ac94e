// From a range of time to a range of sequence numbers, though clocks may be set back.
import { sql } from 'kysely';
import { logBase } from './log-base';
import type { StoreQueries } from './kysely-dialect';

export interface SequenceRange {
  readonly first: number;
  readonly last: number;
  /** Set when entries inside may lie outside the times, because the clock was set back: `at` must be compared as well. */
  readonly times: { readonly from: string; readonly to: string } | null;
}

const beginning = '0000';
const end = '9999';

/**
 * The smallest range of sequence numbers that holds every entry with `from` ≤ at ≤ `to` (ISO 8601 in UTC).
 * `latest_at` never goes back, so both ends are found by halving; entries behind it are few and have an index of their own.
 */
export async function sequenceRange(
  queries: StoreQueries,
  head: number,
  filter: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<SequenceRange> {
  const lowest = (await logBase(queries)).sequence + 1;
  if (filter.from === undefined && filter.to === undefined) return { first: lowest, last: head, times: null };
  const from = filter.from === undefined ? beginning : new Date(filter.from).toISOString();
  const to = filter.to === undefined ? end : new Date(filter.to).toISOString();
  const first =
    filter.from === undefined ? lowest : await firstWhere(queries, lowest, head, (latestAt) => latestAt >= from);
  let last =
    filter.to === undefined ? head : (await firstWhere(queries, lowest, head, (latestAt) => latestAt > to)) - 1;

  // Entries written after the clock was set back lie later in the log than their time says.
  const late = await sql<{ last: number | null }>`
    SELECT max(sequence) AS last FROM audit_entries INDEXED BY audit_entries_set_back WHERE at < latest_at AND at <= ${to}`.execute(
    queries,
  );
  last = Math.max(last, late.rows[0]?.last ?? 0);
  const mixed = await sql<{ sequence: number }>`
    SELECT sequence FROM audit_entries INDEXED BY audit_entries_set_back WHERE at < latest_at AND sequence BETWEEN ${first} AND ${last} LIMIT 1`.execute(
    queries,
  );
  return { first, last, times: mixed.rows.length === 0 ? null : { from, to } };
}

/** First sequence number whose latest time fulfils a condition that stays fulfilled; head + 1 when none does. */
export async function firstWhere(
  queries: StoreQueries,
  lowest: number,
  head: number,
  fulfilled: (latestAt: string) => boolean,
): Promise<number> {
  let low = lowest;
  let high = head + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = await queries
      .selectFrom('audit_entries')
      .where('sequence', '=', middle)
      .select('latest_at')
      .executeTakeFirst();
    if (row !== undefined && fulfilled(row.latest_at)) high = middle;
    else low = middle + 1;
  }
  return low;
}
