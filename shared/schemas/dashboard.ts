// The dashboard: what needs a person, what comes next, and how jobs ended. Parts that the login may not see are null.
import { z } from 'zod';
import { isoTime, rowId } from './common';

/** What a person has to do something about; each leads to the list that holds it. */
export const needKinds = [
  'approvals',
  'jobs-needing-attention',
  'jobs-failed',
  'rotations-due',
  'material-expiring',
  'deletions-scheduled',
  'drift',
] as const;
export type NeedKind = (typeof needKinds)[number];

export const need = z.object({
  kind: z.enum(needKinds),
  count: z.number(),
  /** Requests that the people logged in here may decide; rotations overdue for a day; material that is already gone. Else 0. */
  urgent: z.number(),
});
export type Need = z.infer<typeof need>;

/** Troubles of the console itself. */
export const troubleKinds = [
  'hsm-not-logged-in',
  'pin-tries-low',
  'pin-locked',
  'log-broken',
  'store-read-only',
  'clock-behind-log',
  'jobs-stopped',
  'key-compromised',
  'runs-waiting',
  'runs-need-hsm',
  'schedule-approvals-end',
  'other',
] as const;
export const trouble = z.object({
  kind: z.enum(troubleKinds),
  /** When it began, or the time it is about: of `clock-behind-log`, the latest time in the log; of schedules, the earliest. */
  at: isoTime.nullable(),
  /** An error code, a sequence number, a reason; of schedules, how many there are. */
  detail: z.string().nullable(),
});
export type Trouble = z.infer<typeof trouble>;

export const upcomingKinds = ['rotation', 'material-expires', 'key-valid-until', 'deletion'] as const;
export type UpcomingKind = (typeof upcomingKinds)[number];

/** A date that was set by a person or by AWS and will come without anybody doing anything. */
export const upcomingItem = z.object({
  id: z.string(),
  kind: z.enum(upcomingKinds),
  /** In the past for what is overdue or over. */
  at: isoTime,
  /** The key group, for a rotation; else the key. */
  name: z.string(),
  groupId: rowId,
  group: z.string(),
});
export type UpcomingItem = z.infer<typeof upcomingItem>;

export const upcomingWeek = z.object({
  /** First instant of seven days, the first of them today in UTC. */
  from: isoTime,
  counts: z.record(z.enum(upcomingKinds), z.number()),
});
export type UpcomingWeek = z.infer<typeof upcomingWeek>;

export const jobDay = z.object({
  /** YYYY-MM-DD in UTC. */
  day: z.string(),
  completed: z.number(),
  failed: z.number(),
  cancelled: z.number(),
});
export type JobDay = z.infer<typeof jobDay>;

export const dashboardView = z.object({
  at: isoTime,
  troubles: z.array(trouble),
  needs: z.array(need),
  /** The next 13 weeks (91 days) and the first dates of all. */
  upcoming: z.object({ weeks: z.array(upcomingWeek), first: z.array(upcomingItem), total: z.number() }).nullable(),
  /** The last 30 days, today last; every day is there. */
  days: z.array(jobDay).nullable(),
});
export type DashboardView = z.infer<typeof dashboardView>;

export const upcomingList = z.object({ items: z.array(upcomingItem), total: z.number() });
