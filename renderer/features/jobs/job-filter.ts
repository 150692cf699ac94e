// Which jobs are shown, and in which order: what is remembered, what the address says, and what main is asked for.
import type { IpcInput } from '../../../shared/ipc/table';
import { jobKinds, jobSorts, jobStatuses, type JobKind, type JobStatus } from '../../../shared/schemas/jobs';
import type { TableSort } from '../../ui/use-table-state';

export const jobEnds = ['all', '1', '7', '30'] as const;
/** Ended within so many days. */
export type JobEnd = (typeof jobEnds)[number];

export interface JobChoice {
  readonly statuses: readonly JobStatus[];
  readonly kinds: readonly JobKind[];
  readonly ended: JobEnd;
  /** Key group, from where somebody came. */
  readonly groupId: string | null;
}
export interface JobMemory extends Pick<JobChoice, 'statuses' | 'kinds'> {
  readonly sort: TableSort | null;
}

export const allJobs: JobChoice = { statuses: [], kinds: [], ended: 'all', groupId: null };

const someOf = <T extends string>(all: readonly T[], given: unknown): readonly T[] =>
  Array.isArray(given) ? all.filter((value) => given.includes(value)) : [];

/** What was stored, as far as it can be used. */
export function readJobMemory(stored: unknown): JobMemory {
  const known = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const sort = known['sort'] as Partial<TableSort> | null | undefined;
  const usable = jobSorts.some((by) => by === sort?.field) && (sort?.sort === 'asc' || sort?.sort === 'desc');
  return {
    statuses: someOf(jobStatuses, known['statuses']),
    kinds: someOf(jobKinds, known['kinds']),
    sort: usable ? (sort as TableSort) : null,
  };
}

/** What an address says that carries a filter; null for one that carries none. */
export function choiceOfAddress(params: URLSearchParams): JobChoice | null {
  if (!['status', 'kind', 'ended', 'group'].some((name) => params.has(name))) return null;
  return {
    statuses: someOf(jobStatuses, params.getAll('status')),
    kinds: someOf(jobKinds, params.getAll('kind')),
    ended: jobEnds.find((end) => end === params.get('ended')) ?? 'all',
    groupId: params.get('group'),
  };
}

export type JobListQuery = Omit<IpcInput<'jobs.list'>, 'cursor' | 'limit'>;

/** @param now the moment from which days are counted back */
export function jobListQuery(choice: JobChoice, text: string, sort: TableSort | null, now: Date): JobListQuery {
  const { statuses, kinds, ended, groupId } = choice;
  const by = jobSorts.find((each) => each === sort?.field);
  return {
    ...(text === '' ? {} : { text }),
    ...(statuses.length === 0 ? {} : { status: [...statuses] }),
    ...(kinds.length === 0 ? {} : { kinds: [...kinds] }),
    ...(ended === 'all' ? {} : { endedFrom: new Date(now.getTime() - Number(ended) * 86_400_000).toISOString() }),
    ...(groupId === null ? {} : { groupId }),
    ...(sort === null || by === undefined ? {} : { sort: { by, direction: sort.sort } }),
  };
}

export function isLimited({ statuses, kinds, ended, groupId }: JobChoice): boolean {
  return statuses.length > 0 || kinds.length > 0 || ended !== 'all' || groupId !== null;
}
