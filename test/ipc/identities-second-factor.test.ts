// The second factor through the table: enrolled in main's window, asked for at login, each code good once; the locked view; guessing.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPasswords } from '../../electron/services/passwords';
import { oneTimeCode } from '../support/one-time-code';
import { people, testConsole, type TestConsole } from '../support/test-console';

let console: TestConsole;
const [ada, bob, cleo] = people;
const login = (person: { readonly name: string; readonly password: string }, code?: string) => ({
  name: person.name,
  password: person.password,
  ...(code === undefined ? {} : { code }),
});
const names = async () => (await console.call('app.status', {})).session.identities.map(({ name }) => name);
const events = async () => {
  const { entries } = await console.call('audit.list', { limit: 200 });
  return entries.map(({ event }) => event);
};

describe('enrolling a second factor', () => {
  let secret = '';
  beforeEach(async () => {
    console = await testConsole();
    await console.setUp();
    console.prompt.codeTyped = (view) => {
      ({ secret } = view);
      return oneTimeCode(view.secret, console.clock.now());
    };
  });
  afterEach(() => console.stop());
  const code = (): string => oneTimeCode(secret, console.clock.now());
  const enrol = () => console.call('session.enrolSecondFactor', login(cleo));

  it('takes the password, a code of the new factor, and logs in; ten recovery codes are shown once', async () => {
    const views: number[] = [];
    console.prompt.codeTyped = (view) => {
      ({ secret } = view);
      views.push(view.qr.length);
      expect(view.qr.every((row) => row.length === view.qr.length && /^[01]+$/.test(row))).toBe(true);
      return views.length === 1 ? '000000' : oneTimeCode(view.secret, console.clock.now());
    };
    await enrol();
    expect(views).toHaveLength(2);
    expect(await names()).toEqual(['cleo']);
    expect(console.prompt.recoveryCodes).toHaveLength(10);
    const { identities } = await console.call('identities.list', {});
    expect(identities.find(({ name }) => name === 'cleo')?.secondFactor).toBe('enrolled');
    expect(await events()).toEqual(
      expect.arrayContaining(['login.second-factor-enrolled', 'login.identity-proven', 'login.succeeded']),
    );
    const told = JSON.stringify(console.outgoing);
    expect(told).not.toContain(secret);
    for (const recovery of console.prompt.recoveryCodes) expect(told).not.toContain(recovery);
  });

  it('is refused with a wrong password, and leaves nothing when the window is closed', async () => {
    const wrong = { name: 'cleo', password: 'not the password' };
    expect((await console.refusal('session.enrolSecondFactor', wrong)).code).toBe('auth.login-refused');
    console.prompt.codeTyped = () => null;
    expect((await console.refusal('session.enrolSecondFactor', login(cleo))).code).toBe('input.cancelled');
    await console.call('session.login', login(cleo));
    expect(await names()).toEqual(['cleo']);
  });

  it('makes the login ask for a code, take it once, and none of before', async () => {
    await enrol();
    await console.call('session.logout', {});
    expect((await console.refusal('session.login', login(cleo))).code).toBe('auth.code-required');
    // The code that confirmed the enrolment is used up.
    expect((await console.refusal('session.login', login(cleo, code()))).code).toBe('auth.login-refused');
    await console.clock.advance(30_000);
    const used = code();
    await console.call('session.login', login(cleo, used));
    await console.call('session.logout', {});
    expect((await console.refusal('session.login', login(cleo, used))).code).toBe('auth.login-refused');
    await console.clock.advance(30_000);
    await console.call('session.login', login(cleo, ` ${code().slice(0, 3)} ${code().slice(3)}`));
    expect(await names()).toEqual(['cleo']);
  });

  it('lets a recovery code in once in its place', async () => {
    await enrol();
    await console.call('session.logout', {});
    const [recovery = ''] = console.prompt.recoveryCodes;
    await console.call('session.login', login(cleo, recovery.toLowerCase()));
    await console.call('session.logout', {});
    expect((await console.refusal('session.login', login(cleo, recovery))).code).toBe('auth.login-refused');
    expect((await console.storedIdentity('cleo')).secondFactor?.recoveryCodes).toHaveLength(9);
  });

  it('counts wrong codes as wrong passwords: the tenth locks out', async () => {
    await enrol();
    await console.call('session.logout', {});
    for (let tries = 1; tries < 10; tries += 1) await console.refusal('session.login', login(cleo, '000000'));
    expect((await console.refusal('session.login', login(cleo, '000000'))).code).toBe('auth.locked-out');
    await console.clock.advance(60_000);
    expect((await console.refusal('session.login', login(cleo, code()))).code).toBe('auth.locked-out');
  });

  it('is asked for by a change of the password, and by another enrolment', async () => {
    await enrol();
    const change = { ...login(cleo), newPassword: 'another one altogether' };
    expect((await console.refusal('session.changePassword', change)).code).toBe('auth.code-required');
    expect((await console.refusal('session.enrolSecondFactor', login(cleo))).code).toBe('auth.code-required');
    await console.clock.advance(30_000);
    const old = secret;
    await console.call('session.enrolSecondFactor', login(cleo, code()));
    expect(secret).not.toBe(old);
    await console.clock.advance(30_000);
    await console.call('session.changePassword', { ...change, code: code() });
  });
});

describe('the locked view', () => {
  beforeEach(async () => {
    console = await testConsole();
    await console.setUp();
    await console.logIn('ada', 'bob');
  });
  afterEach(() => console.stop());

  it('is open to the people of its login alone, and until all that it needs are back grants nothing', async () => {
    const locked = await console.call('session.lock', {});
    expect(locked).toMatchObject({ phase: 'login', session: { identities: [], permissions: [], roles: [] } });
    expect(locked.session.locked?.map(({ name }) => name)).toEqual(['ada', 'bob']);
    expect((await console.refusal('groups.list', {})).code).toBe('state.wrong-phase');
    expect((await console.refusal('session.login', login(cleo))).code).toBe('auth.session-locked');
    await console.call('session.login', login(bob));
    expect((await console.call('app.status', {})).session).toMatchObject({
      waiting: { have: 1, need: 2 },
      permissions: [],
    });
    expect((await console.refusal('session.login', login(cleo))).code).toBe('auth.session-locked');
    const open = await console.call('session.login', login(ada));
    expect(open).toMatchObject({ phase: 'ready', session: { locked: null } });
    await console.call('session.login', login(cleo));
    expect(await events()).toContain('login.locked');
  });

  it('says the same of a wrong password as any other, and ends when it is logged out', async () => {
    await console.call('session.lock', {});
    expect((await console.refusal('session.login', { name: 'cleo', password: 'wrong' })).code).toBe(
      'auth.login-refused',
    );
    await console.call('session.logout', {});
    await console.call('session.login', login(cleo));
    const { entries } = await console.call('audit.list', { limit: 50 });
    expect(entries.find(({ event }) => event === 'login.ended')?.identities).toEqual(['ada', 'bob']);
  });
});

describe('the idle lock', () => {
  const minute = 60_000;
  beforeEach(async () => {
    console = await testConsole({ idleLockMs: 15 * minute });
    await console.setUp();
    await console.logIn('ada', 'bob');
  });
  afterEach(() => console.stop());
  const phase = async () => (await console.call('app.status', {})).phase;

  it('comes 15 minutes after the last call of a person; asking for the status is none', async () => {
    for (let passed = 0; passed < 14; passed += 1) {
      await console.clock.advance(minute);
      expect(await phase()).toBe('ready');
    }
    await console.call('groups.list', {});
    await console.clock.advance(14 * minute);
    expect(await phase()).toBe('ready');
    await console.clock.advance(minute);
    expect(await phase()).toBe('login');
    expect((await console.refusal('session.login', login(cleo))).code).toBe('auth.session-locked');
    await console.logIn('ada', 'bob');
    const { entries } = await console.call('audit.list', { limit: 50 });
    const lock = entries.find(({ event }) => event === 'login.locked');
    expect([lock?.identities, lock?.facts]).toEqual([
      ['ada', 'bob'],
      expect.objectContaining({ reason: 'idle', minutes: 15 }),
    ]);
  });

  it('locks nobody out of an empty login, and comes again after the next one', async () => {
    await console.call('session.logout', {});
    await console.clock.advance(60 * minute);
    expect((await console.call('app.status', {})).session.locked).toBeNull();
    await console.logIn('ada', 'bob');
    await console.clock.advance(15 * minute);
    expect(await phase()).toBe('login');
  });
});

describe('guessing', () => {
  it('a password ten thousand times lets nobody in: ten tries in half an hour are looked at', async () => {
    console = await testConsole({ passwords: createPasswords({ n: 2 ** 4, r: 8, p: 1 }) });
    await console.setUp();
    const counted = new Map<string, number>();
    for (let tries = 0; tries < 10_000; tries += 1) {
      // The right one is among them, late.
      const password = tries === 9000 ? cleo.password : `guess number ${tries}`;
      const { code } = await console.refusal('session.login', { name: 'cleo', password });
      counted.set(code, (counted.get(code) ?? 0) + 1);
    }
    expect(Object.fromEntries(counted)).toEqual({ 'auth.login-refused': 9, 'auth.locked-out': 9991 });
    await console.clock.advance(30 * 60_000);
    await console.logIn('cleo');
    const { entries, total } = await console.call('audit.list', {
      filter: { categories: ['Login'], text: 'refused' },
      limit: 1,
    });
    expect(entries).toHaveLength(1);
    expect(total).toBeGreaterThanOrEqual(10_000);
    await console.stop();
  }, 300_000);
});
