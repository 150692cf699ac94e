// Scripts of the fake bridge: the states in which each screen is looked at.
import type { ErrorShape } from '../../shared/errors';
import { permissions } from '../../shared/permissions';
import type { AppStatus, TokenView } from '../../shared/schemas/status';
import {
  aCredential,
  aJob,
  aKey,
  aKeyGroup,
  anAuditEntry,
  aRotationPreview,
  idOf,
  jobDetailsOf,
} from './builders/views';
import { auditScript } from './audit-script';
import { jobStatisticsScript } from './job-statistics-script';
import { busyDashboard, quietDashboard } from './dashboard-script';
import { answers, type FakeScript } from './fake-bridge';

const id = (digit: string): string => digit.repeat(32).slice(0, 32);
export const sha256 = '3f9a1c0b7d52e846a1b9c4d07f3e6a528bc1940d2e7f6a31c85b09d4e7a2f610';

export const anError = (shape: Partial<ErrorShape> & Pick<ErrorShape, 'code'>): ErrorShape => ({
  retry: 'after-user',
  certainty: 'not-done',
  facts: {},
  ref: '4be1f02a97c35d80',
  ...shape,
});

export const token = (change: Partial<TokenView> = {}): TokenView => ({
  label: 'KMES evaluation',
  serial: '8a91f0c2d47be356',
  manufacturer: 'SoftHSM project',
  model: 'SoftHSM v2',
  firmwareVersion: '2.6',
  initialized: true,
  pinState: 'ok',
  protectedAuthenticationPath: false,
  minPinLength: 4,
  maxPinLength: 255,
  ...change,
});

export const status = (change: Partial<AppStatus> = {}): AppStatus => ({
  version: '0.1.0',
  phase: 'ready',
  problem: null,
  environment: 'EVALUATION',
  evaluationReasons: ['software-token', 'not-packaged'],
  runtime: { electron: '45.4.1', pinned: true, packaged: false },
  dataFolder: '/home/officer/.config/KMES Console',
  hsm: {
    state: 'logged-in',
    reason: null,
    token: token(),
    modulePath: '/usr/lib/softhsm/libsofthsm2.so',
    moduleSha256: sha256,
    approvedSha256: sha256,
    capabilities: null,
    pinInTwoParts: false,
  },
  session: {
    identities: [
      { id: id('1'), name: 'maria', fullName: 'María Santos' },
      { id: id('2'), name: 'jonas', fullName: 'Jonas Weber' },
    ],
    roles: ['Administrator', 'Key Manager'],
    waiting: null,
    permissions: [...permissions],
    locked: null,
  },
  approvals: { open: 3, forMe: 1 },
  integrity: {
    state: 'verified',
    verifiedTo: 1284,
    at: new Date(Date.now() - 4 * 60_000).toISOString(),
    firstBad: null,
  },
  jobs: { running: 1, queued: 0, needsAttention: 1, stopped: null },
  simulator: { endpoint: 'http://127.0.0.1:41733' },
  notices: [],
  ...change,
});

const nobody = { identities: [], roles: [], waiting: null, permissions: [], locked: null } as const;
/** Status in a phase before anybody is logged in. */
export const gateStatus = (phase: AppStatus['phase'], change: Partial<AppStatus> = {}): AppStatus =>
  status({
    phase,
    session: { ...nobody, identities: [], roles: [], permissions: [] },
    integrity: { state: 'not-verified', verifiedTo: null, at: null, firstBad: null },
    jobs: { running: 0, queued: 0, needsAttention: 0, stopped: null },
    ...change,
  });

export const unlockScript = (
  change: Partial<AppStatus['hsm']> = {},
  answer: FakeScript['hsm.unlock'] = { value: gateStatus('login') },
): FakeScript => ({
  'app.status': answers(
    'app.status',
    gateStatus('unlock', { hsm: { ...status().hsm, state: 'connected', reason: null, ...change } }),
  ),
  'hsm.unlock': answer,
});

const half = gateStatus('login', {
  session: {
    identities: [{ id: id('1'), name: 'maria', fullName: 'María Santos' }],
    roles: [],
    waiting: { role: 'Administrator', have: 1, need: 2 },
    permissions: [],
    locked: null,
  },
});
export const loginScript: FakeScript = {
  'app.status': answers('app.status', gateStatus('login')),
  'session.login': { value: half, then: { 'app.status': half } },
};
export const halfLoginScript: FakeScript = {
  'app.status': answers('app.status', half),
  'session.login': { error: anError({ code: 'auth.login-refused' }) },
};

/** The frame with nothing in it yet. */
export const emptyFrameScript = (change: Partial<AppStatus> = {}): FakeScript => ({
  'app.status': answers(
    'app.status',
    status({ jobs: { running: 0, queued: 0, needsAttention: 0, stopped: null }, ...change }),
  ),
  'credentials.list': answers('credentials.list', { credentials: [] }),
  'groups.list': answers('groups.list', { groups: [] }),
  'jobs.list': answers('jobs.list', { jobs: [], next: null, total: 0 }),
  'audit.list': answers('audit.list', { entries: [], next: null, total: 0 }),
  'audit.savedFilters': answers('audit.savedFilters', { filters: [] }),
  ...quietDashboard,
});

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const ahead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

const groups = [
  aKeyGroup({
    id: idOf(0x201),
    name: 'payments-eu',
    state: 'Active',
    nextRotationAt: ahead(61),
    lastRotatedAt: ago(60 * 24 * 29),
  }),
  aKeyGroup({
    id: idOf(0x202),
    name: 'payments-us',
    alias: 'alias/payments-us',
    region: 'us-east-1',
    state: 'Rotation due',
    nextRotationAt: ahead(-1),
  }),
  aKeyGroup({
    id: idOf(0x203),
    name: 'backup-archive',
    alias: 'alias/backup/archive',
    state: 'Rotation overdue',
    nextRotationAt: ahead(-12),
  }),
  aKeyGroup({
    id: idOf(0x204),
    name: 'data-lake',
    alias: 'alias/data-lake',
    state: 'Needs attention',
    openJobId: idOf(0x402),
  }),
  aKeyGroup({
    id: idOf(0x205),
    name: 'new-service',
    alias: 'alias/new-service',
    state: 'Ready',
    keyCount: 0,
    activeKeyId: null,
    lastRotatedAt: null,
    nextRotationAt: null,
  }),
  aKeyGroup({
    id: idOf(0x206),
    name: 'مفتاح المدفوعات',
    alias: 'alias/rtl',
    state: 'Disabled',
    rotateKey: false,
    nextRotationAt: null,
  }),
  aKeyGroup({
    id: idOf(0x207),
    name: 'a-key-group-with-a-very-long-name-that-nobody-would-choose-but-somebody-will-one-day-when-it-is-late',
    alias: `alias/${'long-'.repeat(20)}end`,
    region: 'ap-southeast-2',
  }),
];
const keys = [
  aKey({ id: idOf(0x301), groupId: idOf(0x201), name: 'payments-eu-3', generation: 3, state: 'Active' }),
  aKey({ id: idOf(0x302), groupId: idOf(0x201), name: 'payments-eu-2', generation: 2, state: 'Superseded' }),
  aKey({ id: idOf(0x303), groupId: idOf(0x201), name: 'payments-eu-1', generation: 1, state: 'Expired' }),
];
const jobs = [
  aJob({
    id: idOf(0x401),
    name: 'Force rotate payments-eu',
    status: 'Running',
    stepsDone: 3,
    stepsTotal: 7,
    finishedAt: null,
    startedAt: ago(1),
    queuedAt: ago(1),
  }),
  aJob({
    id: idOf(0x402),
    name: 'Force rotate data-lake',
    status: 'Needs attention',
    stepsDone: 2,
    stepsTotal: 7,
    queuedAt: ago(90),
  }),
  aJob({
    id: idOf(0x403),
    name: 'Force rotate payments-us',
    status: 'Completed',
    stepsDone: 7,
    stepsTotal: 7,
    queuedAt: ago(60 * 26),
  }),
  aJob({
    id: idOf(0x404),
    name: 'Force rotate backup-archive',
    status: 'Failed',
    stepsDone: 1,
    stepsTotal: 7,
    queuedAt: ago(60 * 50),
    error: anError({ code: 'kms.access-denied', facts: { action: 'kms:CreateKey' } }),
  }),
];
const entries = Array.from({ length: 60 }, (_, index) =>
  anAuditEntry({
    sequence: 1284 - index,
    at: ago(index * 7),
    ...(index % 11 === 4 ? ({ outcome: 'refused', category: 'Refused', severity: 'warning' } as const) : {}),
  }),
);
/** The frame with a plausible amount in every screen. */
export const fullFrameScript = (change: Partial<AppStatus> = {}): FakeScript => ({
  'app.status': answers(
    'app.status',
    status({ jobs: { running: 1, queued: 0, needsAttention: 1, stopped: null }, ...change }),
  ),
  'credentials.list': answers('credentials.list', {
    credentials: [
      aCredential({ usedByGroups: 6 }),
      aCredential({
        id: idOf(0x101),
        name: 'evaluation',
        simulator: true,
        endpoint: 'simulator',
        accountId: '000000000000',
        usedByGroups: 0,
      }),
    ],
  }),
  'groups.list': answers('groups.list', { groups }),
  'groups.keys': answers('groups.keys', { keys }),
  'groups.previewForceRotate': answers('groups.previewForceRotate', aRotationPreview()),
  'groups.checkPolicy': answers('groups.checkPolicy', { findings: [] }),
  'jobs.list': answers('jobs.list', { jobs, next: null, total: jobs.length }),
  'jobs.details': answers('jobs.details', jobDetailsOf(jobs[0]!)),
  'audit.list': answers('audit.list', { entries, next: 'next', total: 1284 }),
  ...auditScript,
  ...jobStatisticsScript,
  ...busyDashboard,
});

/** Every list refused: what a screen shows when it cannot be read. */
export const errorFrameScript = (): FakeScript => {
  const error = anError({ code: 'store.failed', facts: { sqlite: 'SQLITE_IOERR' } });
  const names = ['dashboard.get', 'credentials.list', 'groups.list', 'jobs.list', 'audit.list'] as const;
  return {
    'app.status': answers('app.status', status()),
    ...Object.fromEntries(names.map((name) => [name, { error }])),
  };
};
/** Every list under way for ever: what a screen shows while it loads. */
export const loadingFrameScript = (): FakeScript => ({ 'app.status': answers('app.status', status()) });
