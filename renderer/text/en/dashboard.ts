// Text of the dashboard: what needs a person, what comes next, what happened, and the first steps.
import type { NeedKind, Trouble, UpcomingKind } from '../../../shared/schemas/dashboard';

interface NeedWords {
  readonly title: string;
  /** Under the number. */
  readonly detail: (count: number, urgent: number) => string;
  readonly open: string;
}
const needs: Record<NeedKind, NeedWords> = {
  approvals: {
    title: 'Pending approvals',
    detail: (count, urgent) =>
      count === 0
        ? 'No request waits.'
        : urgent === 0
          ? 'None of them for this login.'
          : `${urgent} for this login to decide.`,
    open: 'Show approvals',
  },
  'jobs-needing-attention': {
    title: 'Jobs that need attention',
    detail: (count) => (count === 0 ? 'No job stands still.' : 'Stopped until a person has looked.'),
    open: 'Show these jobs',
  },
  'jobs-failed': {
    title: 'Failed jobs',
    detail: (count) => (count === 0 ? 'None in the last 7 days.' : 'Ended in the last 7 days.'),
    open: 'Show these jobs',
  },
  'rotations-due': {
    title: 'Rotations due',
    detail: (count, urgent) =>
      count === 0
        ? 'No rotation waits.'
        : urgent === 0
          ? 'Due since less than a day.'
          : `${urgent} overdue by a day or more.`,
    open: 'Show these rotations',
  },
  'material-expiring': {
    title: 'Expiring material',
    detail: (count, urgent) =>
      count === 0
        ? 'None within 30 days.'
        : urgent === 0
          ? 'Within 30 days. AWS then deletes it.'
          : `${urgent} already expired: AWS refuses its key.`,
    open: 'Show this material',
  },
  'deletions-scheduled': {
    title: 'Keys that AWS will delete',
    detail: (count) => (count === 0 ? 'No deletion is scheduled.' : 'Can be cancelled until its date.'),
    open: 'Show these keys',
  },
  drift: {
    title: 'Differences from AWS',
    detail: (count) =>
      count === 0 ? 'The last comparison found none.' : 'AWS is not as the console believes. Each waits for an answer.',
    open: 'Show the differences',
  },
};

interface TroubleWords {
  readonly title: string;
  readonly body: (trouble: Trouble) => string;
  /** Before the time it is about. */
  readonly at?: string;
}
const troubles: Record<Trouble['kind'], TroubleWords> = {
  'hsm-not-logged-in': {
    title: 'The console is not logged in to the HSM',
    body: () => 'Keys cannot be made or pushed, and jobs wait. Log in from the header.',
  },
  'pin-tries-low': {
    title: 'Few PIN tries are left',
    body: ({ detail }) =>
      detail === 'final-try'
        ? 'One more wrong PIN locks the token.'
        : 'A wrong PIN was typed. Make sure of the PIN before the next login.',
  },
  'pin-locked': {
    title: 'The token has locked its PIN',
    body: () => 'Only its security officer can set a new one, with the tools of its maker.',
  },
  'log-broken': {
    title: 'The audit log does not verify',
    body: ({ detail }) =>
      `${detail === null ? '' : `The first entry that does not verify is number ${detail}. `}The console is read-only. Keep the data folder as it is.`,
    at: 'Found:',
  },
  'store-read-only': {
    title: 'The store is read-only',
    body: () => 'It is older than what is known of it, or it was changed from outside. Nothing is written to it.',
  },
  'clock-behind-log': {
    title: 'The clock of this machine is behind the audit log',
    body: () =>
      'The log holds entries of a later time. Due dates and expiries are not to be trusted until the clock is right.',
    at: 'Latest entry:',
  },
  'key-compromised': {
    title: 'A compromised key can still be used in AWS',
    body: ({ detail }) =>
      `${detail ?? ''}. Rotate its key group by New key, re-encrypt what it protects, then disable the key.`,
    at: 'Marked:',
  },
  'jobs-stopped': {
    title: 'All jobs are stopped',
    body: ({ detail }) => (detail === null ? '' : `Reason: ${detail}.`),
    at: 'Since',
  },
  'runs-waiting': {
    title: 'Scheduled rotations are due and wait',
    body: ({ detail }) =>
      `${detail === '1' ? 'One key group waits' : `${detail ?? ''} key groups wait`}; each says why. They start by themselves once they can.`,
    at: 'Due since',
  },
  'runs-need-hsm': {
    title: 'A scheduled rotation comes, and the HSM is not logged in',
    body: ({ detail }) =>
      `${detail === '1' ? 'One run falls' : `${detail ?? ''} runs fall`} due within a day. Log in to the HSM, and leave the console running.`,
    at: 'The first:',
  },
  'schedule-approvals-end': {
    title: 'Approvals of schedules end before the next run',
    body: ({ detail }) =>
      `${detail === '1' ? 'One key group has' : `${detail ?? ''} key groups have`} an approval that ends within 30 days. Approve the schedule anew.`,
    at: 'The first ends',
  },
  other: {
    title: 'The console has a problem',
    body: ({ detail }) => (detail === null ? '' : `Code ${detail}`),
  },
};

const kinds: Record<UpcomingKind, string> = {
  rotation: 'Rotation',
  'material-expires': 'Material expires',
  'key-valid-until': 'Key valid until',
  deletion: 'Deletion by AWS',
};

export const dashboardText = {
  title: 'Dashboard',
  lead: 'What needs a person, what comes next, and what happened.',
  loading: 'the dashboard',
  needsTitle: 'Needs a person',
  needs,
  urgent: 'Urgent',
  waits: 'Waits',
  clear: 'Clear',
  troublesTitle: 'Troubles of the console',
  troubles,
  nothingToSee: {
    title: 'Nothing to show to this login',
    body: 'The dashboard shows approvals, jobs and keys to logins that may see them. None of the roles of this login may.',
  },
  asOf: 'As of',

  jobsPlot: {
    title: 'How did jobs end in the last 30 days?',
    x: 'Day (UTC)',
    y: 'Jobs',
    completed: 'Completed',
    failed: 'Failed',
    cancelled: 'Cancelled',
    none: 'No job ended in the last 30 days.',
    open: 'Show jobs',
  },
  upcomingPlot: {
    title: 'When do rotations and expiries fall in the next 91 days?',
    x: 'Week that begins on (UTC)',
    y: 'Dates',
    none: 'No rotation or expiry falls in the next 91 days.',
    open: 'Show all dates',
  },
  nextTitle: 'Next dates',
  nextNone: 'No date is set. A key group that rotates sets one with its first key.',

  upcoming: {
    title: 'What comes next',
    lead: 'Rotations that fall due, material and keys that end, and KMS keys that AWS will delete. Dates in the past wait for a person.',
    tableLabel: 'Dates',
    back: 'Dashboard',
    kind: 'Kind',
    kindAll: 'All kinds',
    when: 'When',
    whens: { all: 'Any time', past: 'In the past', month: 'Past or within 30 days', quarter: 'Past or within 91 days' },
    several: (count: number) => `${count} chosen`,
    name: 'Key or group',
    group: 'Key group',
    at: 'Date',
    search: 'Filter by name',
    clear: 'Clear filters',
    showGroup: 'Show the key group',
    more: (shown: number, total: number) =>
      `The first ${shown.toLocaleString('en')} of ${total.toLocaleString('en')} dates are shown.`,
    empty: {
      title: 'No date is set',
      body: 'A key group that rotates has a date as soon as it has a key. Material that expires and keys that are valid for a time have theirs.',
      action: 'Open Keys',
    },
  },
  kinds,

  firstSteps: {
    title: 'From nothing to the first key',
    lead: 'Four steps, about five minutes. Each one opens where it is done.',
    hide: 'Hide these steps',
    done: 'Done',
    credential: {
      title: 'Add a cloud credential',
      body: 'The AWS access key that the console uses. In EVALUATION the KMS simulator can make one for you.',
      act: 'Open Cloud Credentials',
    },
    group: {
      title: 'Add a key group',
      body: 'A key group holds keys and says how they are made: AES-256, HSM protected, alias, Region, rotation.',
      act: 'Open Keys',
    },
    rotate: {
      title: 'Force rotate the group',
      body: 'The HSM makes the first key, wraps it and pushes it to AWS KMS. Right-click the group, then Force rotate.',
      act: 'Open Keys',
    },
    proof: {
      title: 'Look at the record',
      body: 'The job shows each step; the audit log shows who did what, and exports it as CSV.',
      act: 'Open Audit Logs',
    },
  },
} as const;
