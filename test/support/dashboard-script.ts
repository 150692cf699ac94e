// What main answers to the dashboard: quiet, and with something of everything.
import type { DashboardView, UpcomingItem } from '../../shared/schemas/dashboard';
import { idOf } from './builders/views';
import { answers, type FakeScript } from './fake-bridge';

const dayMs = 86_400_000;
const ahead = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();
const dayOf = (days: number): string => ahead(days).slice(0, 10);

const upcoming: readonly UpcomingItem[] = [
  {
    id: 'rotation 1',
    kind: 'rotation',
    at: ahead(-12),
    name: 'backup-archive',
    groupId: idOf(0x203),
    group: 'backup-archive',
  },
  {
    id: 'rotation 2',
    kind: 'rotation',
    at: ahead(-0.4),
    name: 'payments-us',
    groupId: idOf(0x202),
    group: 'payments-us',
  },
  {
    id: 'material-expires 3',
    kind: 'material-expires',
    at: ahead(9),
    name: 'data-lake #4',
    groupId: idOf(0x204),
    group: 'data-lake',
  },
  {
    id: 'deletion 4',
    kind: 'deletion',
    at: ahead(20),
    name: 'مفتاح المدفوعات #1',
    groupId: idOf(0x206),
    group: 'مفتاح المدفوعات',
  },
  {
    id: 'key-valid-until 5',
    kind: 'key-valid-until',
    at: ahead(44),
    name: 'payments-eu #3',
    groupId: idOf(0x201),
    group: 'payments-eu',
  },
  {
    id: 'rotation 6',
    kind: 'rotation',
    at: ahead(61),
    name: 'payments-eu',
    groupId: idOf(0x201),
    group: 'payments-eu',
  },
];

const quiet: DashboardView = {
  at: ahead(0),
  troubles: [],
  needs: (
    [
      'approvals',
      'jobs-needing-attention',
      'jobs-failed',
      'rotations-due',
      'material-expiring',
      'deletions-scheduled',
      'drift',
    ] as const
  ).map((kind) => ({ kind, count: 0, urgent: 0 })),
  upcoming: {
    weeks: Array.from({ length: 13 }, (_, week) => ({
      from: `${dayOf(week * 7)}T00:00:00.000Z`,
      counts: { rotation: 0, 'material-expires': 0, 'key-valid-until': 0, deletion: 0 },
    })),
    first: [],
    total: 0,
  },
  days: Array.from({ length: 30 }, (_, day) => ({ day: dayOf(day - 29), completed: 0, failed: 0, cancelled: 0 })),
};

export const quietDashboard: FakeScript = {
  'dashboard.get': answers('dashboard.get', quiet),
  'dashboard.upcoming': answers('dashboard.upcoming', { items: [], total: 0 }),
};

export const busyDashboard: FakeScript = {
  'dashboard.get': answers('dashboard.get', {
    at: ahead(0),
    troubles: [
      { kind: 'clock-behind-log', at: ahead(0.2), detail: null },
      { kind: 'pin-tries-low', at: null, detail: 'count-low' },
    ],
    needs: [
      { kind: 'approvals', count: 3, urgent: 2 },
      { kind: 'jobs-needing-attention', count: 1, urgent: 0 },
      { kind: 'jobs-failed', count: 2, urgent: 0 },
      { kind: 'rotations-due', count: 2, urgent: 1 },
      { kind: 'material-expiring', count: 1, urgent: 0 },
      { kind: 'deletions-scheduled', count: 0, urgent: 0 },
      { kind: 'drift', count: 4, urgent: 0 },
    ],
    upcoming: {
      weeks: (quiet.upcoming?.weeks ?? []).map((week, index) => ({
        ...week,
        counts: {
          rotation: [0, 2, 0, 1, 5, 0, 0, 3, 1, 0, 0, 2, 4][index] ?? 0,
          'material-expires': index === 1 ? 1 : 0,
          'key-valid-until': index % 5 === 1 ? 2 : 0,
          deletion: index === 2 ? 1 : 0,
        },
      })),
      first: [...upcoming],
      total: 31,
    },
    days: (quiet.days ?? []).map((day, index) => ({
      ...day,
      completed: (index * 7) % 5,
      failed: index % 9 === 4 ? 2 : 0,
      cancelled: index % 13 === 6 ? 1 : 0,
    })),
  }),
  'dashboard.upcoming': answers('dashboard.upcoming', { items: [...upcoming], total: upcoming.length }),
};
