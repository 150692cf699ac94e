// Jobs with their steps and lines: what ran, how far it came, and what it said.
import { sql, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { Job, JobLine, JobStep } from '../../domain/entities';
import { canonicalJson } from '../../../shared/canonical-json';
import { ConsoleError } from '../../../shared/errors';
import type { JobQuery, JobRows, WritableJobRows } from '../../ports/store';
import { foldedName } from './folded-name';
import type { StoreQueries } from './kysely-dialect';
import type { ChangeScope } from './sealed-row-changes';
import type { StoreTables } from './store-tables';

export function jobRows(queries: StoreQueries): JobRows {
  return {
    async get(id) {
      const row = await queries.selectFrom('jobs').where('id', '=', id).select('text').executeTakeFirst();
      return row === undefined ? null : (JSON.parse(row.text) as Job);
    },
    async list(query) {
      let page = matching(queries, query)
        .orderBy('number', 'desc')
        .limit(query.limit + 1);
      if (query.cursor !== undefined) page = page.where('number', '<', numberOf(query.cursor));
      const rows = await page.select(['number', 'text']).execute();
      const { total } = await matching(queries, query)
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const shown = rows.slice(0, query.limit);
      const last = shown.at(-1);
      return {
        jobs: shown.map(({ text }) => JSON.parse(text) as Job),
        next: rows.length > query.limit && last !== undefined ? String(last.number) : null,
        total,
      };
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
  };
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
    putStep: (step) =>
      scope.change(async () => {
        const text = canonicalJson(step);
        await queries
          .insertInto('job_steps')
          .values({ job_id: step.jobId, step_index: step.index, text })
          .onConflict((conflict) => conflict.columns(['job_id', 'step_index']).doUpdateSet({ text }))
          .execute();
      }),
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

function matching(
  queries: StoreQueries,
  { status, text, groupId }: JobQuery,
): SelectQueryBuilder<StoreTables, 'jobs', object> {
  let found = queries.selectFrom('jobs');
  if (status !== undefined && status.length > 0) found = found.where('status', 'in', status);
  if (groupId !== undefined) found = found.where('group_id', '=', groupId);
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

function numberOf(cursor: string): number {
  if (!/^[1-9]\d{0,14}$/.test(cursor)) throw new ConsoleError('input.invalid', { facts: { field: 'cursor' } });
  return Number(cursor);
}
