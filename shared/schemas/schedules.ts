// Rotation schedules: a calendar rule of a key group, its standing approval, and what became of its runs.
import { z } from 'zod';
import { displayName, errorShape, isoTime, justification, rowId } from './common';

/** A time zone of the IANA database that this runtime knows, or UTC. */
export const timeZone = z.string().min(1).max(64).refine(isTimeZone, { error: 'unknown-time-zone' });

function isTimeZone(name: string): boolean {
  try {
    // Offsets such as +02:00 know no summer time; a place is asked for.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

/** When a group rotates by itself: every *Rotate Every* from `startsOn`, at a time of day where people are. */
export const rotationSchedule = z.object({
  /** First day, YYYY-MM-DD. Where a later month has no such day, its last day counts. */
  startsOn: z.iso.date(),
  /** HH:MM, 24 hours. In the hour that a change of clocks leaves out, as much later; in one that comes twice, the first. */
  timeOfDay: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  timeZone,
  /** Rotates only when the material in AWS expires within so many days; null: each time. */
  onlyWithinDaysOfExpiry: z.number().int().min(1).max(365).nullable(),
});
export type RotationSchedule = z.infer<typeof rotationSchedule>;

/** Why a run that is due has not started. `error`: planning it failed. */
export const waitingReasons = [
  'hsm-not-logged-in',
  'jobs-stopped',
  'clock-moved-back',
  'not-approved',
  'approval-expired',
  'approval-void',
  'approval-too-weak',
  'open-job',
  'error',
] as const;
export type WaitingReason = (typeof waitingReasons)[number];

export const approvalStates = ['none', 'valid', 'expired', 'void'] as const;

export const scheduleView = z.object({
  /** The next run of the calendar after now; null while paused. */
  nextRunAt: isoTime.nullable(),
  paused: z.object({ at: isoTime, by: z.string() }).nullable(),
  approval: z.object({
    state: z.enum(approvalStates),
    validUntil: isoTime.nullable(),
    /** The request that was approved; null where the policy asked for no approval. */
    requestId: rowId.nullable(),
  }),
  /** A run that is due and waits; it starts by itself once it can. */
  waiting: z.object({ dueAt: isoTime, reason: z.enum(waitingReasons), error: errorShape.nullable() }).nullable(),
  lastRun: z
    .object({
      dueAt: isoTime,
      at: isoTime,
      outcome: z.enum(['started', 'not-needed', 'rotated-by-hand']),
      jobId: rowId.nullable(),
    })
    .nullable(),
});
export type ScheduleView = z.infer<typeof scheduleView>;

/** At most 13 months ahead (product: a schedule is a standing approval). */
export const approveScheduleInput = z.object({
  groupId: rowId,
  revision: z.number().int(),
  validUntil: isoTime,
  justification,
});
export const scheduleGroupInput = z.object({ groupId: rowId });
export const changedSchedule = z.object({ groupId: rowId });

export const calendarInput = z.object({ from: isoTime, to: isoTime });
export const calendarRun = z.object({
  groupId: rowId,
  group: displayName,
  kind: z.enum(['rotation', 're-import', 'disable', 'schedule-deletion']),
  at: isoTime,
  timeZone: z.string().nullable(),
  /** Would it start as things stand: approved until then, and not paused? */
  willRun: z.boolean(),
  why: z.enum(['paused', 'not-approved', 'approval-ends', 'asks-again']).nullable(),
});
export type CalendarRun = z.infer<typeof calendarRun>;
export const calendarView = z.object({ runs: z.array(calendarRun), total: z.number() });
