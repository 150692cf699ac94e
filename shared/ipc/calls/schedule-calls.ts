// Calls of rotation schedules: the standing approval, pausing, and the calendar of what will run.
import {
  approveScheduleInput,
  calendarInput,
  calendarView,
  changedSchedule,
  scheduleGroupInput,
} from '../../schemas/schedules';
import { command, query } from '../definition';

export const scheduleCalls = {
  /** What will run between two times, the earliest first; 2000 runs at most. */
  'schedules.calendar': query({
    input: calendarInput,
    output: calendarView,
    phases: ['ready'],
    permission: 'Keys:View',
  }),
  'schedules.approve': command({
    input: approveScheduleInput,
    output: changedSchedule,
    phases: ['ready'],
    permission: 'Keys:Rotate',
    approval: 'schedule.approve',
    audit: 'schedule.approved',
  }),
  'schedules.endApproval': command({
    input: scheduleGroupInput,
    output: changedSchedule,
    phases: ['ready'],
    permission: 'Keys:Rotate',
    approval: { none: 'less, never more' },
    audit: 'schedule.approval-ended',
  }),
  /** Runs that fall due meanwhile are not made up for. */
  'schedules.pause': command({
    input: scheduleGroupInput,
    output: changedSchedule,
    phases: ['ready'],
    permission: 'Keys:Rotate',
    approval: { none: 'less, never more' },
    audit: 'schedule.paused',
  }),
  'schedules.resume': command({
    input: scheduleGroupInput,
    output: changedSchedule,
    phases: ['ready'],
    permission: 'Keys:Rotate',
    approval: { none: 'nothing runs without the standing approval' },
    audit: 'schedule.resumed',
  }),
} as const;
