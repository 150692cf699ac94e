// Jobs: one run of an operation each, with steps and time-stamped lines.
import { z } from 'zod';
import { certainty, cursor, errorShape, isoTime, rowId } from './common';

export const jobStatuses = [
  'Queued',
  'Waiting for approval',
  'Running',
  'Needs attention',
  'Completed',
  'Failed',
  'Cancelled',
] as const;
export type JobStatus = (typeof jobStatuses)[number];

export const jobKinds = [
  'force-rotate',
  'synchronize',
  'delete-material',
  'enable',
  'disable',
  'schedule-deletion',
  'cancel-deletion',
  'prove',
  'destroy',
  'reconcile-push',
  're-import',
] as const;
export type JobKind = (typeof jobKinds)[number];

export const jobView = z.object({
  id: rowId,
  kind: z.enum(jobKinds),
  name: z.string(),
  status: z.enum(jobStatuses),
  stepsDone: z.number(),
  stepsTotal: z.number(),
  groupId: rowId.nullable(),
  target: z.string(),
  startedBy: z.array(z.string()),
  /** Where the permission to run came from. */
  grant: z.enum(['consumed-request', 'standing-approval', 'no-approval-needed']),
  justification: z.string(),
  queuedAt: isoTime,
  startedAt: isoTime.nullable(),
  finishedAt: isoTime.nullable(),
  /** Set while a step waits to be tried again. */
  nextAttemptAt: isoTime.nullable(),
  error: errorShape.nullable(),
  /** Of its calls so far, in order. */
  awsRequestIds: z.array(z.string()),
});
export type JobView = z.infer<typeof jobView>;

export const jobStepView = z.object({
  index: z.number(),
  name: z.string(),
  status: z.enum(['Not started', 'Planned', 'Done', 'Skipped', 'Failed', 'Needs attention']),
  certainty: certainty.nullable(),
  attempts: z.number(),
  reference: z.string().nullable(),
  plannedAt: isoTime.nullable(),
  doneAt: isoTime.nullable(),
  awsRequestIds: z.array(z.string()),
});
export type JobStepView = z.infer<typeof jobStepView>;

export const jobLineView = z.object({
  sequence: z.number(),
  at: isoTime,
  severity: z.enum(['info', 'good', 'attention', 'danger']),
  text: z.string(),
});
export type JobLineView = z.infer<typeof jobLineView>;

export const jobDetails = z.object({
  job: jobView,
  steps: z.array(jobStepView),
  lines: z.array(jobLineView),
  /** What a person may do now. */
  actions: z.array(z.enum(['retry', 'cancel'])),
});
export type JobDetails = z.infer<typeof jobDetails>;

/** What a list of jobs can be sorted by; without it the last one queued comes first. */
export const jobSorts = [
  'name',
  'kind',
  'status',
  'target',
  'queuedAt',
  'startedAt',
  'finishedAt',
  'duration',
] as const;
export type JobSort = (typeof jobSorts)[number];

export const jobListInput = z.object({
  status: z.array(z.enum(jobStatuses)).optional(),
  kinds: z.array(z.enum(jobKinds)).optional(),
  /** Ended at or after; leaves out what has not ended. */
  endedFrom: isoTime.optional(),
  sort: z.object({ by: z.enum(jobSorts), direction: z.enum(['asc', 'desc']) }).optional(),
  text: z.string().max(200).optional(),
  groupId: rowId.optional(),
  cursor: cursor.optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export const jobList = z.object({ jobs: z.array(jobView), next: cursor.nullable(), total: z.number() });

export const jobStatisticsDay = z.object({
  /** YYYY-MM-DD in UTC. */
  day: z.string(),
  completed: z.number(),
  failed: z.number(),
  cancelled: z.number(),
  /** From start to end, of completed jobs; null on days without one. */
  medianMs: z.number().nullable(),
  longestMs: z.number().nullable(),
  /** Keys made in the HSM. */
  keys: z.number(),
});
export type JobStatisticsDay = z.infer<typeof jobStatisticsDay>;
/** The last 30 days, today last; every day is there. */
export const jobStatistics = z.object({ days: z.array(jobStatisticsDay) });
