// From nothing to a login and back: set-up, unlock, login, log-out, and what each of them leaves in the log.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConsoleError } from '../../shared/errors';
import { testModuleSha256 } from '../support/test-hsm';
import { people, testConsole, type TestConsole } from '../support/test-console';

let console: TestConsole;
beforeEach(async () => {
  console = await testConsole();
});
afterEach(() => console.stop());

const events = async (filter = {}): Promise<string[]> => {
  const { entries } = await console.call('audit.list', { filter, limit: 200 });
  return entries.map(({ event, outcome }) => (outcome === 'success' ? event : `${event} ${outcome}`)).reverse();
};

describe('set-up', () => {
  it('ends at the login, as EVALUATION with its reasons', async () => {
    await console.setUp();
    const status = await console.call('app.status', {});
    expect(status).toMatchObject({
      phase: 'login',
      problem: null,
      environment: 'EVALUATION',
      evaluationReasons: ['software-token', 'runtime-not-pinned', 'not-packaged'],
      hsm: { state: 'logged-in', approvedSha256: testModuleSha256, moduleSha256: testModuleSha256 },
    });
  });

  it('begins the log with set-up, anchors it, and keeps the head outside', async () => {
    await console.setUp();
    const head = console.settings.outsideHead();
    expect(head?.sequence).toBeGreaterThanOrEqual(1);
    await console.logIn('ada', 'bob');
    expect((await events()).slice(0, 1)).toEqual(['system.set-up']);
  });

  it('refuses PRODUCTION and names what is unmet, before the HSM is logged in to', async () => {
    const error = await console.refusal('setup.complete', { ...(await setUpInput()), environment: 'PRODUCTION' });
    expect(error).toMatchObject({
      code: 'environment.production-refused',
      facts: { unmet: 'software-token, runtime-not-pinned, not-packaged' },
    });
    expect(console.hsm.calls).not.toContain('login');
  });

  it('refuses a module other than the one approved', async () => {
    const input = await setUpInput();
    console.hsm.moduleSha256 = 'cd'.repeat(32);
    expect((await console.refusal('setup.complete', input)).code).toBe('hsm.module-changed');
  });

  it('refuses people who could never log in, before the HSM is asked', async () => {
    const input = await setUpInput();
    const error = await console.refusal('setup.complete', { ...input, identities: input.identities.slice(1) });
    expect(error).toMatchObject({ code: 'input.invalid', facts: { rule: 'quorum' } });
    expect(console.hsm.calls).toEqual([]);
  });

  it('refuses a token that cannot do what is needed, by name, and logs out of it', async () => {
    const { probe } = console.hsm;
    console.hsm.probe = async () => ({ ...(await probe()), signEcdsaP256: false, signRsaPss: false });
    const error = await console.refusal('setup.complete', await setUpInput());
    expect(error).toMatchObject({
      code: 'hsm.mechanism-unsupported',
      facts: { mechanism: 'CKM_ECDSA or CKM_SHA256_RSA_PKCS_PSS' },
    });
    expect(console.hsm.state.kind).toBe('connected');
  });

  it('asks before the last try of the PIN', async () => {
    console.hsm.wrongTries = 2;
    const input = await setUpInput();
    expect((await console.refusal('setup.complete', input)).code).toBe('hsm.pin-final-try');
    expect((await console.call('setup.complete', { ...input, acceptFinalTry: true })).phase).toBe('login');
  });

  it('joins a PIN typed in two parts, and asks for both from then on', async () => {
    const [pin, pinSecondPart] = [console.hsm.pin.slice(0, 5), console.hsm.pin.slice(5)];
    const status = await console.call('setup.complete', { ...(await setUpInput()), pin, pinSecondPart });
    expect(status.hsm.pinInTwoParts).toBe(true);
    await console.restart();
    expect((await console.call('hsm.unlock', { pin, pinSecondPart })).phase).toBe('login');
  });

  it('that fails half-way leaves no installation and no HSM login, and can be done again', async () => {
    const { sign } = console.hsm;
    let broken = true;
    console.hsm.sign = (key, data) => (broken ? Promise.reject(new ConsoleError('hsm.device-error')) : sign(key, data));
    const input = await setUpInput();
    expect((await console.refusal('setup.complete', input)).code).toBe('hsm.device-error');
    expect(console.settings.installation()).toBeNull();
    expect(console.hsm.state.kind).toBe('connected');
    broken = false;
    expect((await console.call('setup.complete', input)).phase).toBe('login');
  });

  it('that was cut off says so at the next start, and sets the orphaned store aside', async () => {
    const { setInstallation } = console.settings;
    console.settings.setInstallation = () => {
      throw new ConsoleError('store.disk-full');
    };
    const input = await setUpInput();
    expect((await console.refusal('setup.complete', input)).code).toBe('store.disk-full');
    console.settings.setInstallation = setInstallation;
    await console.restart();
    expect(await console.call('app.status', {})).toMatchObject({
      phase: 'setup',
      problem: { code: 'state.conflict', facts: { reason: 'set-up-interrupted' } },
    });
    expect(await console.call('setup.complete', input)).toMatchObject({ phase: 'login', problem: null });
  });

  it('cannot be done twice', async () => {
    const input = await setUpInput();
    await console.setUp();
    expect((await console.refusal('setup.complete', input)).code).toBe('state.wrong-phase');
  });

  it('tells its progress in order', async () => {
    await console.setUp();
    const steps = console.outgoing
      .filter(
        (sent): sent is { event: string; payload: { call: string; step: string; done: number } } =>
          (sent as { event?: string }).event === 'progress',
      )
      .filter(({ payload }) => payload.call === 'setup.complete')
      .map(({ payload }) => `${payload.done} ${payload.step}`);
    expect(steps).toEqual([
      '0 check-module',
      '1 log-in',
      '2 probe',
      '3 anchor-key',
      '4 store-key',
      '5 identities',
      '6 store',
      '7 anchor',
      '8 finish',
      '9 finish',
    ]);
  });
});

describe('unlock', () => {
  beforeEach(async () => {
    await console.setUp();
    await console.restart();
    await console.clock.advance(100);
  });

  it('shows token and module before a PIN is typed', async () => {
    expect(await console.call('app.status', {})).toMatchObject({
      phase: 'unlock',
      hsm: { state: 'connected', token: { label: 'Fake token', pinState: 'ok' }, moduleSha256: testModuleSha256 },
    });
  });

  it('opens the store, and everyone logs in again', async () => {
    expect((await console.call('hsm.unlock', unlock())).phase).toBe('login');
    await console.logIn('ada', 'bob');
    expect(await events()).toEqual(expect.arrayContaining(['system.closed', 'hsm.logged-in']));
  });

  it('tries a wrong PIN once, shows the flag, and records it at the next unlock with its time', async () => {
    const error = await console.refusal('hsm.unlock', { ...unlock(), pin: 'wrong' });
    expect(error.code).toBe('hsm.pin-incorrect');
    expect(console.hsm.calls.filter((call) => call === 'login')).toHaveLength(2);
    expect((await console.call('app.status', {})).hsm.token?.pinState).toBe('count-low');
    const at = console.early.events[0]?.at;
    await console.clock.advance(5000);
    await console.call('hsm.unlock', unlock());
    await console.logIn('ada', 'bob');
    const { entries } = await console.call('audit.list', { limit: 200 });
    const failed = entries.find(({ event }) => event === 'hsm.log-in-failed');
    expect(failed).toMatchObject({ outcome: 'failed', at, category: 'HSM' });
    expect(console.early.events).toEqual([]);
    expect(JSON.stringify(entries)).not.toContain('wrong"');
  });

  it('asks before the last try', async () => {
    console.hsm.wrongTries = 2;
    expect((await console.refusal('hsm.unlock', unlock())).code).toBe('hsm.pin-final-try');
    expect((await console.call('hsm.unlock', { ...unlock(), acceptFinalTry: true })).phase).toBe('login');
  });

  it('refuses a module whose file has changed, and shows both hashes', async () => {
    console.hsm.moduleSha256 = 'cd'.repeat(32);
    await console.restart();
    await console.clock.advance(100);
    expect(await console.call('app.status', {})).toMatchObject({
      phase: 'unlock',
      problem: { code: 'hsm.module-changed' },
      hsm: { moduleSha256: 'cd'.repeat(32), approvedSha256: testModuleSha256 },
    });
    expect((await console.refusal('hsm.unlock', unlock())).code).toBe('hsm.module-changed');
  });

  it('is tried once however often it is clicked', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => console.app().dispatch('hsm.unlock', unlock(), { trusted: true })),
    );
    expect([first?.ok, second?.ok]).toEqual([true, false]);
    expect(console.hsm.calls.filter((call) => call === 'login')).toHaveLength(2);
  });

  it('of a store older than the head kept outside makes it read-only and says so', async () => {
    const head = console.settings.outsideHead();
    console.settings.setOutsideHead({ sequence: (head?.sequence ?? 0) + 50, hash: 'e'.repeat(64) });
    const status = await console.call('hsm.unlock', unlock());
    expect(status).toMatchObject({
      phase: 'login',
      problem: { code: 'store.older-than-anchor', facts: { reason: 'older' } },
    });
    await console.logIn('ada', 'bob');
    expect((await console.refusal('groups.delete', { id: 'a'.repeat(32), revision: 1 })).code).toMatch(
      /not-found|store.read-only/,
    );
    expect(console.early.events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['audit.store-older-than-anchor', 'hsm.logged-in', 'login.succeeded']),
    );
  });

  it('of a store that is forked from the head kept outside does the same', async () => {
    const head = console.settings.outsideHead();
    console.settings.setOutsideHead({ sequence: head?.sequence ?? 1, hash: 'e'.repeat(64) });
    expect((await console.call('hsm.unlock', unlock())).problem).toMatchObject({
      code: 'store.older-than-anchor',
      facts: { reason: 'forked' },
    });
  });
});

describe('logging out of the HSM', () => {
  beforeEach(async () => {
    await console.setUp();
    await console.logIn('ada', 'bob');
  });

  it('anchors, closes the store, ends the login, and asks for the PIN', async () => {
    const status = await console.call('hsm.logOut', {});
    expect(status).toMatchObject({ phase: 'unlock', session: { identities: [] }, hsm: { state: 'connected' } });
    await console.call('hsm.unlock', unlock());
    await console.logIn('ada', 'bob');
    expect(await events()).toContain('hsm.logged-out');
  });

  it('is not what a lost login does: the people stay, and the PIN brings the HSM back', async () => {
    console.hsm.die();
    await console.clock.advance(100);
    expect(await console.call('app.status', {})).toMatchObject({
      phase: 'ready',
      hsm: { state: 'disconnected', reason: 'host-died' },
    });
    expect((await console.call('hsm.unlock', unlock())).hsm.state).toBe('logged-in');
    expect(await events()).toEqual(expect.arrayContaining(['hsm.disconnected failed', 'hsm.logged-in']));
  });
});

const unlock = () => ({ pin: console.hsm.pin, pinSecondPart: null });

async function setUpInput() {
  const { modules } = await console.call('setup.options', {});
  return {
    environment: 'EVALUATION' as const,
    module: { moduleId: modules[0]?.moduleId ?? '' },
    approvedSha256: testModuleSha256,
    token: { label: 'Fake token', serial: 'F00000001' },
    pin: console.hsm.pin,
    pinSecondPart: null,
    identities: people.map((person) => ({ ...person, roles: [...person.roles] })),
  };
}
