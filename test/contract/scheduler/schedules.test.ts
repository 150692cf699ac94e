// A schedule in the composed console on a real SoftHSM token, the real AWS SDK and the simulator's process: approved by signature, run, and made up for after the console was closed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { throughApproval } from '../../support/approve';
import { groupInput } from '../../support/group-input';
import { movableClock } from '../../support/movable-clock';
import { realConsole, type RealConsole } from '../../support/real-console';
import { people } from '../../support/test-console';

const dataDir = mkdtempSync(join(tmpdir(), 'kmes-schedules-'));
const clock = movableClock();
const pin = '1234567890';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
let console: RealConsole;

const start = async (): Promise<void> => {
  console = await realConsole(dataDir, { save: join(dataDir, 'key.csv') }, clock);
};
const logIn = async (): Promise<void> => {
  // A clock that jumps may have locked the view for idleness, or not yet.
  if ((await console.call('app.status', {})).phase === 'ready') return;
  for (const { name, password } of people.slice(0, 2)) await console.call('session.login', { name, password });
};
const approved = (name: Parameters<RealConsole['call']>[0], input: unknown) =>
  throughApproval(console.call, console.prompt, { requester: 'ada', approver: 'bob' }, name, input);
const group = async () => {
  const [found] = (await console.call('groups.list', {})).groups;
  if (found === undefined) throw new Error('no group');
  return found;
};
const jobs = async () => {
  await logIn();
  return (await console.call('jobs.list', { limit: 50 })).jobs;
};
const completed = async (count: number): Promise<void> => {
  await expect
    .poll(async () => (await jobs()).filter(({ status }) => status === 'Completed').length, { timeout: 20_000 })
    .toBe(count);
};

beforeAll(async () => {
  await start();
  const label = 'schedules';
  const inspected = await console.call('setup.createEvaluationToken', { label, pin });
  const { moduleId } = inspected;
  await console.call('setup.complete', {
    environment: 'EVALUATION',
    module: { moduleId, environment: {} },
    approvedSha256: inspected.sha256,
    token: { label, serial: inspected.tokens.find((found) => found.label === label)?.serial ?? '' },
    pin,
    pinSecondPart: null,
    identities: people.map((person) => ({ ...person, roles: [...person.roles] })),
  });
  await logIn();
  await console.call('credentials.makeEvaluationCsv', {});
  const [, row] = readFileSync(join(dataDir, 'key.csv'), 'utf8').trim().split('\r\n');
  const [accessKeyId = '', secretAccessKey = ''] = (row ?? '').split(',');
  await approved('credentials.add', {
    ...{ name: 'Evaluation', source: { kind: 'typed', accessKeyId, secretAccessKey } },
    ...{ region: 'us-east-1', endpoint: { kind: 'simulator' } },
  });
  const { credentials } = await console.call('credentials.list', {});
  const first = new Date(clock.now().getTime() + hourMs).toISOString();
  await approved('groups.add', {
    ...groupInput('Payments', credentials[0]?.id ?? ''),
    ...{ rotateKey: true, rotateEvery: { count: 1, unit: 'days' } },
    schedule: {
      ...{ startsOn: first.slice(0, 10), timeOfDay: first.slice(11, 16), timeZone: 'UTC' },
      onlyWithinDaysOfExpiry: null,
    },
  });
}, 60_000);
afterAll(async () => {
  await console.close();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}, 30_000);

describe('a schedule on a real token', () => {
  it('is approved by two signatures, and runs under them when its time has come', async () => {
    const { id, revision } = await group();
    const validUntil = new Date(clock.now().getTime() + 100 * dayMs).toISOString();
    await approved('schedules.approve', { groupId: id, revision, validUntil, justification: 'Daily rotation' });
    expect((await group()).scheduleState?.approval).toMatchObject({ state: 'valid', validUntil });
    clock.moveAhead(2 * hourMs);
    await logIn();
    await completed(1);
    expect((await jobs())[0]).toMatchObject({ grant: 'standing-approval', name: 'Scheduled rotation of Payments' });
    expect(await group()).toMatchObject({ state: 'Active', keyCount: 1 });
  }, 60_000);

  it('is made up for once after the console was closed for a week, as soon as the HSM is logged in', async () => {
    await console.close();
    clock.moveAhead(7 * dayMs);
    await start();
    await expect.poll(async () => (await console.call('app.status', {})).phase).toBe('unlock');
    await console.call('hsm.unlock', { pin, pinSecondPart: null });
    await logIn();
    await completed(2);
    expect((await group()).scheduleState?.waiting).toBeNull();
    const { entries } = await console.call('audit.list', { limit: 200 });
    expect(entries.filter(({ event }) => event === 'schedule.run-started')).toHaveLength(2);
  }, 60_000);
});
