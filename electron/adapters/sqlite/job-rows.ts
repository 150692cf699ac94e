// Jobs with their steps and lines: what ran, how far it came, and what it said.
import { sql, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { Job, JobLine, JobStep } from '../../domain/job-entities';
import { canonicalJson } from '../../../shared/canonical-json';
import { ConsoleError } from '../../../shared/errors';
import type { EndedJobs, JobQuery, JobRows, WritableJobRows } from '../../ports/store';
import type { JobSort } from '../../../shared/schemas/jobs';
import { foldedName } from './folded-name';
import type { StoreQueries } from './kysely-dialect';
import { inBatches } from './in-batches';
import type { ChangeScope } from './sealed-row-changes';
import type { StoreTables } from './store-tables';

/** Steps written in one statement: three parameters each, far below SQLite's limit. */
const stepsAtOnce = 500;

/** Milliseconds from start to end in SQL; NULL before both are there. */
const elapsedMs =
  "round((julianday(json_extract(text, '$.finishedAt')) - julianday(json_extract(text, '$.startedAt'))) * 86400000)";

export function jobRows(queries: StoreQueries): JobRows {
  return {
    async get(id) {
      const row = await queries.selectFrom('jobs').where('id', '=', id).select('text').executeTakeFirst();
      return row === undefined ? null : (JSON.parse(row.text) as Job);
    },
    async list(query) {
      const { rows, next } = await (query.sort === undefined
        ? newestFirst(queries, query)
        : sorted(queries, query, query.sort));
      const total = query.cursor === undefined && next === null ? rows.length : await countOf(matching(queries, query));
      return { jobs: rows.map(({ text }) => JSON.parse(text) as Job), next, total };
    },
    async steps(jobId) {
      const rows = await queries
        .selectFrom('job_steps')
        .where('job_id', '=', jobId)
        .orderBy('step_index')
        .select('text')
        .execute();
      return rows.map(({ text }) => JSON.parse(text) as JobStep);
    },
    async lines(jobId) {
      const rows = await queries
        .selectFrom('job_lines')
        .where('job_id', '=', jobId)
        .orderBy('sequence')
        .select(['sequence', 'text'])
        .execute();
      return rows.map(({ sequence, text }) => ({ ...(JSON.parse(text) as Omit<JobLine, 'sequence'>), sequence }));
    },
    ended: (since) => endedJobs(queries, since),
  };
}

async function countOf(found: SelectQueryBuilder<StoreTables, 'jobs', object>): Promise<number> {
  return (await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total;
}

export function writableJobRows(scope: ChangeScope): WritableJobRows {
  const { queries } = scope;
  return {
    ...jobRows(queries),
    put: (job) =>
      scope.change(async () => {
        const columns = {
          status: job.status,
          group_id: job.groupId,
          search: [job.name, job.target, job.justification].map(foldedName).join('\n'),
          text: canonicalJson(job),
        };
        await queries
          .insertInto('jobs')
          .values({ id: job.id, ...columns })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
          .execute();
      }),
    putStep: (step) => scope.change(() => putSteps(queries, [step])),
    putSteps: (steps) => scope.change(() => putSteps(queries, steps)),
    addLine: (line) =>
      scope.change(async () => {
        const text = canonicalJson({ jobId: line.jobId, at: line.at, severity: line.severity, text: line.text });
        await sql`
          INSERT INTO job_lines (job_id, sequence, text)
          SELECT ${line.jobId}, coalesce(max(sequence), 0) + 1, ${text} FROM job_lines WHERE job_id = ${line.jobId}`.execute(
          queries,
        );
      }),
  };
}

async function putSteps(queries: StoreQueries, steps: readonly JobStep[]): Promise<void> {
  for (const some of inBatches(steps, stepsAtOnce))
    await queries
      .insertInto('job_steps')
      .values(some.map((step) => ({ job_id: step.jobId, step_index: step.index, text: canonicalJson(step) })))
      .onConflict((conflict) =>
        conflict.columns(['job_id', 'step_index']).doUpdateSet((row) => ({ text: row.ref('excluded.text') })),
      )
      .execute();
}

interface JobPage {
  readonly rows: readonly { readonly text: string }[];
  readonly next: string | null;
}

/** Pages follow the numbers: a job queued meanwhile moves nothing. */
async function newestFirst(queries: StoreQueries, query: JobQuery): Promise<JobPage> {
  let page = matching(queries, query)
    .orderBy('number', 'desc')
    .limit(query.limit + 1);
  if (query.cursor !== undefined) page = page.where('number', '<', numberOf(query.cursor));
  const rows = await page.select(['number', 'text']).execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > query.limit && last !== undefined ? String(last.number) : null };
}

const sortKeys: Readonly<Record<JobSort, string>> = {
  name: "json_extract(text, '$.name') COLLATE NOCASE",
  kind: "json_extract(text, '$.kind')",
  status: 'status',
  target: "json_extract(text, '$.target') COLLATE NOCASE",
  queuedAt: "json_extract(text, '$.queuedAt')",
  startedAt: "json_extract(text, '$.startedAt')",
  finishedAt: "json_extract(text, '$.finishedAt')",
  duration: elapsedMs,
};

/** Pages follow places: the cursor is how many rows came before. What has no value yet comes last either way. */
async function sorted(queries: StoreQueries, query: JobQuery, sort: NonNullable<JobQuery['sort']>): Promise<JobPage> {
  const before = query.cursor === undefined ? 0 : numberOf(query.cursor);
  const key = sql.raw(sortKeys[sort.by]);
  const rows = await matching(queries, query)
    .orderBy(sql`${key} IS NULL`)
    .orderBy(key, sort.direction)
    .orderBy('number', 'desc')
    .limit(query.limit + 1)
    .offset(before)
    .select('text')
    .execute();
  return { rows: rows.slice(0, query.limit), next: rows.length > query.limit ? String(before + query.limit) : null };
}

function matching(
  queries: StoreQueries,
  { status, kinds, text, groupId, endedFrom }: JobQuery,
): SelectQueryBuilder<StoreTables, 'jobs', object> {
  let found = queries.selectFrom('jobs');
  if (status !== undefined && status.length > 0) found = found.where('status', 'in', status);
  if (groupId !== undefined) found = found.where('group_id', '=', groupId);
  if (kinds !== undefined && kinds.length > 0)
    found = found.where(sql<SqlBool>`json_extract(text, '$.kind') IN (${sql.join(kinds)})`);
  if (endedFrom !== undefined) found = found.where(sql<SqlBool>`json_extract(text, '$.finishedAt') >= ${endedFrom}`);
  const words = foldedName(text ?? '')
    .split(/\s+/)
    .filter(Boolean);
  if (words.length > 0) {
    // Looked for in the index alone: the rows themselves are many times larger.
    const holdsAll = sql.join(
      words.map((word) => sql`instr(search, ${word}) > 0`),
      sql` AND `,
    );
    found = found.where(sql<SqlBool>`number IN (SELECT number FROM jobs INDEXED BY jobs_by_search WHERE ${holdsAll})`);
  }
  return found;
}

/** Counted and ranked in SQL: only a row for each day comes out, however many jobs there were. */
async function endedJobs(queries: StoreQueries, since: string): Promise<readonly EndedJobs[]> {
  const { rows } = await sql<EndedJobs>`
    WITH ended AS (
      SELECT substr(json_extract(text, '$.finishedAt'), 1, 10) AS day, status, ${sql.raw(elapsedMs)} AS ms
      FROM jobs
      WHERE status IN ('Completed', 'Failed', 'Cancelled') AND json_extract(text, '$.finishedAt') >= ${since}
    ), ranked AS (
      SELECT day, status, ms,
        row_number() OVER (PARTITION BY day, status ORDER BY ms) AS place,
        count(*) OVER (PARTITION BY day, status) AS count,
        sum(ms IS NULL) OVER (PARTITION BY day, status) AS unstarted
      FROM ended
    )
    SELECT day, status, count,
      max(CASE WHEN place = unstarted + (count - unstarted + 1) / 2 THEN ms END) AS medianMs, max(ms) AS longestMs
    FROM ranked GROUP BY day, status ORDER BY day, status`.execute(queries);
  return rows;
}

function numberOf(cursor: string): number {
  if (!/^[1-9]\d{0,14}$/.test(cursor)) throw new ConsoleError('input.invalid', { facts: { field: 'cursor' } });
  return Number(cursor);
}
