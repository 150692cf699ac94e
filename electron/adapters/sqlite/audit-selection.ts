// Finds the sequence numbers of entries that a filter lets through, a page at a time and from an index alone, whatever the size of the log.
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { auditCategories, auditOutcomes, auditSeverities, type AuditFilter } from '../../../shared/schemas/audit';
import { searchSource } from './audit-search';
import { wordsOf } from './audit-words';
import { sequenceRange, type SequenceRange } from './audit-time-range';
import type { StoreQueries } from './kysely-dialect';

/** A filter made ready for one snapshot of the log. */
export interface AuditSelection {
  /** Names the selection apart from its range and head: two with the same key let the same entries through. */
  readonly key: string;
  readonly range: SequenceRange;
  /** Sequence numbers between `first` and `last` in the order asked for. */
  page(first: number, last: number, order: 'asc' | 'desc', limit: number): Promise<readonly number[]>;
  /** How many there are between `first` and `last`. */
  count(first: number, last: number): Promise<number>;
}

/** Where the sequence numbers of a filter come from. */
export interface AuditSource {
  /** Names it apart from the range: with the same key the same entries are let through. */
  readonly key: string;
  /** A SELECT of one column `sequence`. */
  readonly select: (first: number, last: number) => RawBuilder<unknown>;
  /** Parts that each come in order; a page is merged of the first of each. Left out: `select` comes in order by itself. */
  readonly parts?: readonly ((first: number, last: number) => RawBuilder<unknown>)[];
}

export async function selectEntries(queries: StoreQueries, head: number, filter: AuditFilter): Promise<AuditSelection> {
  const range = await sequenceRange(queries, head, filter);
  const source = await sourceOf(queries, filter, range);
  const { times } = range;
  const direct = source.key === 'all' && times === null;
  return {
    key: `${source.key} ${times === null ? '' : `${times.from} ${times.to}`}`,
    range,
    async page(first, last, order, limit) {
      const [from, to] = [Math.max(first, range.first), Math.min(last, range.last)];
      if (from > to) return [];
      const direction = order === 'asc' ? sql`ASC` : sql`DESC`;
      const ordered = (select: RawBuilder<unknown>): RawBuilder<unknown> =>
        sql`SELECT sequence FROM (${select}) ORDER BY sequence ${direction} LIMIT ${limit}`;
      const parts = source.parts?.map((part) => sql`SELECT * FROM (${ordered(part(from, to))})`);
      const query = parts === undefined ? ordered(source.select(from, to)) : ordered(sql.join(parts, sql` UNION ALL `));
      const { rows } = await sql<{ sequence: number }>`${query}`.execute(queries);
      return rows.map(({ sequence }) => sequence);
    },
    async count(first, last) {
      const [from, to] = [Math.max(first, range.first), Math.min(last, range.last)];
      if (from > to) return 0;
      // The log has no gaps.
      if (direct) return to - from + 1;
      const { rows } = await sql<{ total: number }>`SELECT count(*) AS total FROM (${source.select(from, to)})`.execute(
        queries,
      );
      return rows[0]?.total ?? 0;
    },
  };
}

async function sourceOf(queries: StoreQueries, filter: AuditFilter, range: SequenceRange): Promise<AuditSource> {
  const { times } = range;
  const categories = someOf(filter.categories, auditCategories);
  const outcomes = someOf(filter.outcomes, auditOutcomes);
  const jobId = filter.jobId ?? null;
  const severities = someOf(filter.severities, auditSeverities);
  const identityIds = filter.identityIds === undefined || filter.identityIds.length === 0 ? null : filter.identityIds;
  const targetId = filter.targetId ?? null;
  const [text, target] = [filter.text?.trim() ?? '', filter.target?.trim() ?? ''];
  const [words, targetWords] = [text === '' ? [] : wordsOf(text), target === '' ? null : wordsOf(target)];
  const inTime: RawBuilder<SqlBool> =
    times === null ? sql`true` : sql`entry.at >= ${times.from} AND entry.at <= ${times.to}`;

  // Of text without a letter or digit there is nothing to find.
  if ((text !== '' && words.length === 0) || targetWords?.length === 0)
    return { key: 'nothing', select: () => sql`SELECT 0 AS sequence WHERE false` };
  if ([severities, identityIds, targetId, targetWords].some((part) => part !== null) || words.length > 0) {
    const terms = { words, categories, outcomes, severities, identityIds, jobId, targetId, targetWords };
    return searchSource(queries, terms, range);
  }
  const between = (first: number, last: number) => sql`entry.sequence BETWEEN ${first} AND ${last} AND ${inTime}`;
  const isOneOf = (column: RawBuilder<unknown>, values: readonly string[] | null) =>
    values === null ? sql`true` : sql`${column} IN (${sql.join(values)})`;
  const key = JSON.stringify({ categories, outcomes, jobId });
  if (jobId !== null) {
    return {
      key,
      select: (first, last) => sql`
        SELECT sequence FROM audit_entries AS entry INDEXED BY audit_entries_by_job
        WHERE job_id = ${jobId} AND ${isOneOf(sql`category`, categories)} AND ${isOneOf(sql`outcome`, outcomes)} AND ${between(first, last)}`,
    };
  }
  if (categories === null && outcomes === null) {
    return {
      key: 'all',
      select: (first, last) => sql`SELECT sequence FROM audit_entries AS entry WHERE ${between(first, last)}`,
    };
  }
  const pairs = (categories ?? auditCategories).flatMap((category) =>
    (outcomes ?? auditOutcomes).map((outcome) => ({ category, outcome })),
  );
  return {
    key,
    select: (first, last) => sql`
      SELECT sequence FROM audit_entries AS entry INDEXED BY audit_entries_by_category
      WHERE category IN (${sql.join(categories ?? auditCategories)}) AND outcome IN (${sql.join(outcomes ?? auditOutcomes)})
        AND ${between(first, last)}`,
    // Entries of one category and outcome come in order from the index; a rare pair costs no more than a frequent one.
    parts: pairs.map(
      ({ category, outcome }) =>
        (first: number, last: number) => sql`
          SELECT sequence FROM audit_entries AS entry INDEXED BY audit_entries_by_category
          WHERE category = ${category} AND outcome = ${outcome} AND ${between(first, last)}`,
    ),
  };
}

/** The values asked for; null when they are all there are. An empty list lets nothing limit, as an untouched filter. */
function someOf<T extends string>(asked: readonly T[] | undefined, all: readonly T[]): readonly T[] | null {
  if (asked === undefined || asked.length === 0) return null;
  const values = all.filter((value) => asked.includes(value));
  return values.length === all.length ? null : values;
}
