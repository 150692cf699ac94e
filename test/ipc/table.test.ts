// One set of rules for every call of the IPC table, derived from the table: no call can be added without them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ipcTable } from '../../shared/ipc/table';
import type { IpcCall } from '../../shared/ipc/definition';
import { permissions } from '../../shared/permissions';
import { testConsole, type TestConsole } from '../support/test-console';

const calls = Object.entries(ipcTable) as [string, IpcCall][];

/** Inputs that pass each schema, so that phase and permission are what refuses. */
const id = 'a'.repeat(32);
const group = {
  name: 'Group',
  credentialId: id,
  rotateKey: false,
  rotateEvery: null,
  keepKeyValidFor: null,
  owner: '',
  notes: '',
  alias: 'alias/x',
  description: '',
  region: 'us-east-1',
  activeKeyId: null,
  policy: null,
  tags: [],
  rotationMethod: 'new-key',
  materialExpiresInDays: null,
  wrappingAlgorithm: 'AUTO',
  wrappingKeySpec: 'RSA_4096',
};
const justification = 'because it must be';
const role = { name: 'R', type: 'Operational', description: '', loginsRequired: 1, permissions: [], excludes: [] };
const auditChoiceInput = {
  ...{ text: '', categories: [], outcomes: [], severities: [], identityIds: [], target: '' },
  ...{ time: 'all', from: null, to: null },
};
const inputs: Record<string, unknown> = {
  'setup.inspectModule': { moduleId: 'x' },
  'setup.createEvaluationToken': { label: 'x', pin: '123456' },
  'setup.complete': {
    environment: 'EVALUATION',
    module: { moduleId: 'x' },
    approvedSha256: 'a'.repeat(64),
    token: { label: 'x', serial: 'x' },
    pin: 'x',
    pinSecondPart: null,
    identities: [1, 2].map((n) => ({ name: `p${n}x`, fullName: 'P', password: 'twelve chars!', roles: ['Operator'] })),
  },
  'hsm.unlock': { pin: 'x', pinSecondPart: null },
  'session.login': { name: 'x', password: 'x' },
  'preferences.get': { key: 'x' },
  'preferences.set': { key: 'theme', value: 'dark' },
  'credentials.add': {
    name: 'x',
    source: { kind: 'csv', handle: id },
    region: 'us-east-1',
    endpoint: { kind: 'simulator' },
  },
  'credentials.delete': { id, name: 'x' },
  'groups.keys': { id },
  'schedules.calendar': { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' },
  'schedules.approve': { groupId: id, revision: 1, validUntil: '2026-02-01T00:00:00.000Z', justification },
  'schedules.endApproval': { groupId: id },
  'schedules.pause': { groupId: id },
  'schedules.resume': { groupId: id },
  'groups.pickPolicy': { credentialId: null },
  'groups.checkPolicy': { credentialId: null, policy: '{}' },
  'groups.add': group,
  'groups.change': { id, revision: 1, group },
  'groups.delete': { id, revision: 1 },
  'groups.previewForceRotate': { groupId: id },
  ...Object.fromEntries(
    [
      'synchronize',
      'synchronizeChanged',
      'deleteMaterial',
      'enable',
      'disable',
      'cancelDeletion',
      'prove',
      'destroy',
    ].map((act) => [`keys.${act}`, { groupId: id, keyIds: [id], previewDigest: 'x', justification: 'because' }]),
  ),
  'keys.markCompromised': { groupId: id, keyId: id, justification },
  'keys.previewOperation': { kind: 'disable', groupId: id, keyIds: [id] },
  'keys.scheduleDeletion': { groupId: id, keyIds: [id], previewDigest: 'x', justification: 'because', windowDays: 7 },
  'reconcile.get': { groupId: id },
  'reconcile.run': { runId: id, groupId: null },
  'reconcile.cancel': { runId: id },
  ...Object.fromEntries(
    ['take', 'push', 'ignore'].map((answer) => [
      `reconcile.${answer}`,
      { groupId: id, driftIds: ['description|x|'], checkedAt: '2026-01-01T00:00:00.000Z', justification },
    ]),
  ),
  'groups.forceRotate': { groupId: id, previewDigest: 'x', justification },
  'jobs.details': { id },
  'jobs.retry': { id, justification },
  'jobs.cancel': { id, justification },
  'jobs.list': {},
  'approvals.preview': { call: 'groups.add', input: group },
  'approvals.request': { call: 'groups.add', input: group, digest: 'x', justification },
  'approvals.list': { status: 'open' },
  'approvals.details': { id },
  'approvals.decide': { ids: [id], verdict: 'approve', reason: '' },
  'approvals.withdraw': { id },
  'approvals.execute': { id },
  'policy.change': {
    revision: 0,
    rows: [{ operation: 'job.resolve', approvalsRequired: 1, approverRoleIds: [id], ttlMs: 3_600_000 }],
  },
  'jobs.stopAll': { justification },
  'jobs.resumeAll': { justification },
  'identities.add': { name: 'new-one', fullName: 'New One', roleIds: [id] },
  'identities.change': { id, revision: 1, fullName: 'New One', roleIds: [id] },
  'identities.disable': { id, revision: 1 },
  'identities.enable': { id, revision: 1 },
  'identities.resetPassword': { id, revision: 1 },
  'identities.delete': { id, revision: 1 },
  'roles.add': role,
  'roles.change': { ...role, id, revision: 1 },
  'roles.delete': { id, revision: 1 },
  'session.changePassword': { name: 'x', password: 'x', newPassword: 'twelve chars!' },
  'session.enrolSecondFactor': { name: 'x', password: 'x' },
  'recovery.complete': { administrators: [1, 2].map((n) => ({ name: `p${n}x`, fullName: 'P' })) },
  'audit.list': {},
  'audit.entry': { sequence: 1 },
  'audit.saveFilter': { name: 'x', shared: false, choice: auditChoiceInput },
  'audit.deleteFilter': { id, revision: 1 },
  'forwarding.change': {
    revision: 0,
    settings: { enabled: false, host: 'collector', port: 6514, transport: 'tls', format: 'json', caPem: null },
  },
  'backup.make': { runId: id, to: 'ask' },
  'backup.cancel': { runId: id },
  'backup.setSchedule': { revision: 0, schedule: null },
  'backup.inspect': { runId: id },
  'backup.restore': { backupId: 'a'.repeat(64) },
  'hsm.confirmBackup': { takenAt: '2026-01-01T00:00:00.000Z', keyIds: null, note: '' },
  'setup.restore': {
    backupId: 'a'.repeat(64),
    module: { moduleId: 'x' },
    approvedSha256: 'a'.repeat(64),
    token: { label: 'x', serial: 'x' },
    pin: 'x',
    pinSecondPart: null,
  },
  'retention.export': { runId: id },
  'retention.remove': { segmentId: 'a'.repeat(64) },
  'reports.preview': { definition: { kind: 'audit' } },
  'reports.run': { runId: id, definition: { kind: 'audit' }, to: 'ask' },
  'records.operation': { of: 'job', id },
  'reports.cancel': { runId: id },
  'reports.save': { name: 'x', definition: { kind: 'audit' }, schedule: null },
  'reports.deleteSaved': { id, revision: 1 },
  'reports.signOff': { directory: 'x', manifestSha256: 'a'.repeat(64), remark: '' },
  'audit.exportCsv': { filter: {} },
};
const inputOf = (name: string): unknown => inputs[name] ?? {};

describe('the inputs of this test', () => {
  it.each(calls)('fit the schema of %s', (name, call) => {
    expect(call.input.safeParse(inputOf(name)).error).toBeUndefined();
  });
});

describe('before set-up', () => {
  let console: TestConsole;
  beforeAll(async () => {
    console = await testConsole();
  });
  afterAll(() => console.stop());

  it.each(calls)('%s refuses a sender that is not the window', async (name) => {
    expect((await console.refusal(name, inputOf(name), { trusted: false })).code).toBe('auth.sender-refused');
  });

  it.each(calls)('%s refuses a payload that is not as declared, without repeating it', async (name) => {
    const error = await console.refusal(name, ['secret-looking']);
    expect(error.code).toBe('input.invalid');
    expect(JSON.stringify(error)).not.toContain('secret-looking');
  });

  it.each(calls.filter(([, call]) => !call.phases.includes('setup')))('%s is refused in this phase', async (name) => {
    expect(await console.refusal(name, inputOf(name))).toMatchObject({
      code: 'state.wrong-phase',
      facts: { phase: 'setup' },
    });
  });

  it('a call that is in no table is refused', async () => {
    for (const name of ['nonsense', 'constructor', '__proto__', 'toString']) {
      expect((await console.refusal(name, {})).code).toBe('input.invalid');
    }
  });
});

describe('after set-up, with nobody logged in', () => {
  let console: TestConsole;
  beforeAll(async () => {
    console = await testConsole();
    await console.setUp();
  });
  afterAll(() => console.stop());

  it.each(calls.filter(([, call]) => !call.phases.includes('login')))('%s is refused in this phase', async (name) => {
    expect(await console.refusal(name, inputOf(name))).toMatchObject({
      code: 'state.wrong-phase',
      facts: { phase: 'login' },
    });
  });

  it.each(calls.filter(([, call]) => call.phases.includes('login') && call.permission !== 'before-login'))(
    '%s asks for a login',
    async (name) => {
      expect((await console.refusal(name, inputOf(name))).code).toBe('auth.not-logged-in');
    },
  );
});

describe('with an auditor logged in', () => {
  let console: TestConsole;
  let held: readonly string[];
  beforeAll(async () => {
    console = await testConsole();
    await console.setUp();
    await console.logIn('cleo');
    held = (await console.call('app.status', {})).session.permissions;
  });
  afterAll(() => console.stop());

  const needing = calls.filter(([, call]) => (permissions as readonly string[]).includes(call.permission));
  const auditorMay = (permission: string): boolean =>
    permission.endsWith(':View') || ['AuditLogs:Export', 'AuditLogs:Verify'].includes(permission);

  it.each(needing.filter(([, call]) => !auditorMay(call.permission)))(
    '%s is refused without its permission',
    async (name, call) => {
      expect(held).not.toContain(call.permission);
      expect(await console.refusal(name, inputOf(name))).toMatchObject({
        code: 'auth.not-permitted',
        facts: { permission: call.permission },
      });
    },
  );

  it.each(needing.filter(([, call]) => auditorMay(call.permission)))(
    '%s is not refused for want of permission',
    async (name) => {
      const answer = await console.app().dispatch(name, inputOf(name), { trusted: true });
      if (!answer.ok) expect(answer.error.code).not.toMatch(/^(auth|state|internal)/);
    },
  );

  it.each(calls.filter(([, call]) => !call.phases.includes('ready')))('%s is refused in this phase', async (name) => {
    expect((await console.refusal(name, inputOf(name))).code).toBe('state.wrong-phase');
  });
});
