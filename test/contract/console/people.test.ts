// People on a real token (SoftHSM in the real host process): keys enrolled by the token, the PIN proven by it, a recovery from shares to logins.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../electron/adapters/system/system-clock';
import { throughApproval } from '../../support/approve';
import { realConsole, type RealConsole } from '../../support/real-console';
import { people } from '../../support/test-console';

const pin = '2468-1357';
const label = 'people';
let dataDir: string;
let console: RealConsole;
/** How far the clock stands ahead. */
let aheadMs: number;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'kmes-people-'));
  aheadMs = 0;
  const clock = { ...systemClock, now: () => new Date(Date.now() + aheadMs) };
  console = await realConsole(dataDir, {}, clock);
  const made = await console.call('setup.createEvaluationToken', { label, pin });
  const token = made.tokens.find((found) => found.label === label);
  await console.call('setup.complete', {
    environment: 'EVALUATION',
    module: { moduleId: made.moduleId },
    approvedSha256: made.sha256,
    token: { label, serial: token?.serial ?? '' },
    pin,
    pinSecondPart: null,
    identities: people.map((person) => ({ ...person, roles: [...person.roles] })),
    recoveryShares: true,
  });
});
afterEach(async () => {
  await console.close();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

it('an identity that was added changes its password, and decides with the key that the token enrolled', async () => {
  for (const { name, password } of people.slice(0, 2)) await console.call('session.login', { name, password });
  console.prompt.newPasswordTyped = () => 'a first password 7';
  const { roles } = await console.call('roles.list', {});
  const roleIds = roles.filter(({ name }) => name === 'Administrator').map(({ id }) => id);
  const between = { requester: 'ada', approver: 'bob' };
  await throughApproval(console.call, console.prompt, between, 'identities.add', {
    name: 'dora',
    fullName: 'Dora Day',
    roleIds,
  });
  const newPassword = 'my very own password 8';
  await console.call('session.changePassword', { name: 'dora', password: 'a first password 7', newPassword });
  console.prompt.passwords.set('dora', newPassword);
  const { identities } = await console.call('identities.list', {});
  const cleo = identities.find(({ name }) => name === 'cleo');
  const act = { id: cleo?.id ?? '', revision: 1 };
  const request = await throughApproval(
    console.call,
    console.prompt,
    { ...between, approver: 'dora' },
    'identities.disable',
    act,
  );
  expect(request.status).toBe('Executed');
  expect((await console.call('audit.verify', {})).integrity.state).toBe('verified');
});

it('a recovery by two custodians makes two administrators after a day, and the token says whether the PIN is right', async () => {
  const [first = '', second = '', third = ''] = console.prompt.recoveryShares;
  let tries = 0;
  console.prompt.recoveryTyped = ({ problem }) => {
    expect(problem).toBe(tries === 0 ? null : 'pin-refused');
    tries += 1;
    return { shares: [first, third], pin: tries === 1 ? 'not the pin' : pin, pinSecondPart: null };
  };
  expect(await console.call('recovery.begin', {})).toMatchObject({ state: 'waiting' });
  expect(tries).toBe(2);
  expect((await console.call('app.status', {})).hsm.state).toBe('logged-in');
  aheadMs = 24 * 3_600_000 + 1000;
  console.prompt.recoveryTyped = () => ({ shares: [second, third], pin, pinSecondPart: null });
  const passwords = ['first of the new ones', 'second of the new ones'];
  let typed = 0;
  console.prompt.newPasswordTyped = () => passwords[typed++] ?? null;
  const administrators = ['erin', 'finn'].map((name) => ({ name, fullName: `New ${name.length}` }));
  await console.call('recovery.complete', { administrators });
  for (const [index, { name }] of administrators.entries()) {
    await console.call('session.changePassword', {
      name,
      password: passwords[index] ?? '',
      newPassword: `changed by them ${index}`,
    });
  }
  const status = await console.call('app.status', {});
  expect([status.phase, status.session.roles]).toEqual(['ready', ['Administrator']]);
  expect(status.notices.map(({ kind }) => kind)).toContain('recovery-completed');
  expect((await console.call('audit.verify', {})).integrity.state).toBe('verified');
});
