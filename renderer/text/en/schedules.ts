// Every sentence of rotation schedules: the rule, the standing approval, what waits and why.
import type { RotationSchedule, ScheduleView, WaitingReason } from '../../../shared/schemas/schedules';

const reasons: Readonly<Record<WaitingReason, string>> = {
  'hsm-not-logged-in': 'The HSM is not logged in. Log in to it, and the run starts.',
  'jobs-stopped': 'All jobs are stopped. It starts when they may run again.',
  'clock-moved-back': 'The clock of this machine stands before the newest entry of the audit log. Set it right.',
  'not-approved': 'The schedule is not approved.',
  'approval-expired': 'Its approval has ended.',
  'approval-void': 'Its approval is void: the group, the AWS account or the endpoint has changed.',
  'approval-too-weak': 'The approval policy now asks for more approvals than the schedule has.',
  'open-job': 'Another job of this group has not ended.',
  error: 'It could not be planned. It is tried again by itself.',
};

export const schedulesText = {
  startedBy: 'Schedule',
  pausedShort: 'Paused',
  rule: (every: string, { startsOn, timeOfDay, timeZone }: RotationSchedule) =>
    `${every}, from ${startsOn} at ${timeOfDay} (${timeZone})`,
  editor: {
    scheduled: 'Start rotations automatically',
    scheduledHint:
      'Needs a standing approval of this schedule, and the console running with the HSM logged in. What falls due meanwhile is made up for once.',
    startsOn: 'First day',
    startsOnHint: 'A month without this day runs on its last day.',
    timeOfDay: 'Time of day',
    timeZone: 'Time zone',
    timeZoneHint: 'A place, for example Europe/Berlin.',
    onlyNearExpiry: 'Only when the key material expires soon',
    onlyNearExpiryHint: 'Otherwise the run is noted as not needed. The first key is always made.',
    onlyWithinDays: 'Expires within',
    days: 'days',
  },
  menu: {
    approve: 'Approve schedule…',
    pause: 'Pause schedule',
    resume: 'Go on with schedule',
    end: 'End approval of schedule',
  },
  paused: (name: string) => `The schedule of ${name} is paused.`,
  ended: (name: string) => `The approval of the schedule of ${name} is ended.`,
  resumed: (name: string) => `The schedule of ${name} goes on.`,
  band: {
    label: 'Schedule',
    approve: 'Approve schedule',
    renew: 'Renew approval',
    resume: 'Go on',
    showJob: 'Show the job',
    paused: (by: string) => `Paused by ${by}. What falls due meanwhile is not made up for.`,
    waitingTitle: 'A rotation is due and waits',
    waiting: (reason: WaitingReason) => reasons[reason],
    states: {
      none: 'This schedule is not approved: nothing starts by itself.',
      expired: 'The approval of this schedule has ended: nothing starts by itself.',
      void: 'What was approved has changed, so nothing starts by itself. Approve the schedule as it is now.',
    } satisfies Record<Exclude<ScheduleView['approval']['state'], 'valid'>, string>,
    endsBefore: 'The approval ends before the next run.',
    due: 'Due',
  },
  facts: {
    approved: 'Schedule approved until',
    lastRun: 'Last scheduled run',
    outcomes: {
      started: 'started',
      'not-needed': 'not needed',
      'rotated-by-hand': 'rotated by hand',
    } satisfies Record<NonNullable<ScheduleView['lastRun']>['outcome'], string>,
  },
  approve: {
    title: (name: string) => `Approve the schedule of ${name}`,
    happens: (name: string, rule: string) =>
      `The console rotates ${name} by itself, every ${rule}. Where the group says so, it imports material again before it expires in AWS.`,
    stops: 'Nothing at once. Each run does what a Force Rotate of this group does.',
    costs: (method: 'new-key' | 'same-key') =>
      method === 'new-key'
        ? 'US$ 1.00 a month more for each new KMS key, until older ones are deleted in AWS.'
        : 'US$ 1.00 a month more for each of the first two rotations of a KMS key.',
    undo: 'Pause the schedule or end its approval at any time. Any change of the group ends it too.',
    until: 'Approved for',
    untils: {
      1: '1 month',
      3: '3 months',
      6: '6 months',
      12: '12 months',
      13: '13 months, the longest',
    } satisfies Record<1 | 3 | 6 | 12 | 13, string>,
    button: (name: string) => `Approve schedule of ${name}`,
    done: (name: string) => `The schedule of ${name} is approved.`,
    hsm: 'A run starts only while the console is running and the HSM is logged in.',
  },
} as const;
