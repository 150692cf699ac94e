// Times of a job: how long it ran, or has been running.
import type { JobView } from '../../../shared/schemas/jobs';

/** Milliseconds from its start to its end, or to `now` while it runs; null before it started. */
export function jobDurationMs(job: Pick<JobView, 'startedAt' | 'finishedAt'>, now: Date): number | null {
  if (job.startedAt === null) return null;
  const end = job.finishedAt === null ? now.getTime() : new Date(job.finishedAt).getTime();
  return Math.max(0, end - new Date(job.startedAt).getTime());
}

/** Statuses in which a job can still change by itself or by a person. */
export function isOpen(status: JobView['status']): boolean {
  return status !== 'Completed' && status !== 'Failed' && status !== 'Cancelled';
}
