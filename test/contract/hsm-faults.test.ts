// How the console meets what a token seldom shows: PIN flags, hangs, losses, a full token, a module that crashes.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newReference } from '../support/tokens/key-material';
import { takeOpenCryptoki } from '../support/tokens/opencryptoki';
import { recordedHsm } from '../support/tokens/recorded-hsm';
import { createShimmedSoftHsm } from '../support/tokens/shim';
import type { Fault, ShimmedSoftHsm } from '../support/tokens/shim';

const label = 'KMES evaluation';
const pin = 'correct-horse-5291';
const soPin = '83920174';

describe('openCryptoki’s PIN', () => {
  const { hsm } = recordedHsm();
  let token: Awaited<ReturnType<typeof takeOpenCryptoki>>;
  beforeAll(async () => {
    token = await takeOpenCryptoki('kHorse52');
    await hsm.connect(token.module, { label: token.label });
  });
  afterAll(async () => {
    await hsm.close();
    await token.release();
  });
  const state = (): string => (hsm.state.kind === 'disconnected' ? hsm.state.reason : hsm.state.token.pinState);

  it('shows what is left: low, last try, which asks first, and locked', async () => {
    await expect(hsm.login('wrong1')).rejects.toMatchObject({
      code: 'hsm.pin-incorrect',
      facts: { pinState: 'count-low' },
    });
    expect(state()).toBe('count-low');
    await expect(hsm.login('wrong2')).rejects.toMatchObject({
      code: 'hsm.pin-incorrect',
      facts: { pinState: 'final-try' },
    });
    await expect(hsm.login('wrong3')).rejects.toMatchObject({
      code: 'hsm.pin-final-try',
      facts: { pinState: 'final-try' },
    });
    expect(state()).toBe('final-try');
    await expect(hsm.login('wrong3', { acceptFinalTry: true })).rejects.toMatchObject({
      facts: { pinState: 'locked' },
    });
    expect(state()).toBe('locked');
    await expect(hsm.login('kHorse52', { acceptFinalTry: true })).rejects.toMatchObject({ code: 'hsm.pin-locked' });
  });

  it('works again once the security officer has set it anew', async () => {
    await hsm.close();
    token.resetPin('kHorse53');
    await hsm.connect(token.module, { label: token.label });
    await hsm.login('kHorse53');
    expect(hsm.state.kind).toBe('logged-in');
  });
});

describe('a token in front of which something goes wrong', () => {
  let recorded: ReturnType<typeof recordedHsm>;
  let shim: ShimmedSoftHsm;
  const faults: Fault[] = [];

  beforeAll(async () => {
    shim = createShimmedSoftHsm();
    const { hsm } = recordedHsm();
    await hsm.initializeToken(shim.softHsm.module, { label, pin, soPin });
    await hsm.close();
  });
  afterAll(() => shim.remove());
  beforeEach(async () => {
    recorded = recordedHsm({ closeGraceMs: 200, loginCheckMs: 200 });
    await recorded.hsm.connect(shim.module, { label });
  });
  afterEach(async () => {
    for (const fault of faults.splice(0)) shim.clear(fault);
    await recorded.hsm.close();
  });

  function set(fault: Fault, content?: string): void {
    faults.push(fault);
    shim.set(fault, content);
  }
  const tries = (): number => shim.logins().length;

  it('is not tried when it says that the PIN is locked', async () => {
    const before = tries();
    set('locked');
    await expect(recorded.hsm.login(pin)).rejects.toMatchObject({
      code: 'hsm.pin-locked',
      facts: { pinState: 'locked' },
    });
    expect(tries()).toBe(before);
  });

  it('is tried at the last try only when a person accepts it', async () => {
    const before = tries();
    set('final-try');
    await expect(recorded.hsm.login(pin)).rejects.toMatchObject({ code: 'hsm.pin-final-try' });
    expect(tries()).toBe(before);
    await recorded.hsm.login(pin, { acceptFinalTry: true });
    expect(tries()).toBe(before + 1);
  });

  it('gets a wrong PIN once and never again by itself', async () => {
    const before = tries();
    await expect(recorded.hsm.login('wrong-pin')).rejects.toMatchObject({ code: 'hsm.pin-incorrect' });
    expect(tries()).toBe(before + 1);
  });

  it('gets no PIN where it is typed at the device', async () => {
    set('protected-path', pin);
    await recorded.hsm.login(null);
    expect(recorded.hsm.state).toMatchObject({ kind: 'logged-in', token: { protectedAuthenticationPath: true } });
    expect(shim.logins().at(-1)).toBe('user 1, PIN of 0 bytes');
  });

  it('wants a PIN where there is no such path', async () => {
    const before = tries();
    await expect(recorded.hsm.login(null)).rejects.toMatchObject({
      code: 'hsm.pin-invalid',
      facts: { reason: 'pin-needed' },
    });
    expect(tries()).toBe(before);
  });

  it('that is full says so, and a key that was not made is not there', async () => {
    await recorded.hsm.login(pin);
    const reference = newReference();
    await recorded.hsm.generateAes256(newReference(), 'probes the check value');
    set('no-space');
    await expect(recorded.hsm.generateAes256(reference, 'FULL')).rejects.toMatchObject({
      code: 'hsm.no-space',
      facts: { ckr: 'CKR_DEVICE_MEMORY' },
    });
    shim.clear('no-space');
    expect(await recorded.hsm.findKeys(reference)).toEqual([]);
  });

  it('that forgot the login is disconnected at the first call that shows it', async () => {
    await recorded.hsm.login(pin);
    set('logged-out');
    await expect(recorded.hsm.findKeys(newReference())).rejects.toMatchObject({
      code: 'hsm.disconnected',
      facts: { ckr: 'CKR_USER_NOT_LOGGED_IN' },
    });
    expect(recorded.hsm.state).toEqual({ kind: 'disconnected', reason: 'login-lost' });
    await expect(recorded.hsm.findKeys(newReference())).rejects.toMatchObject({
      code: 'hsm.disconnected',
      facts: { reason: 'login-lost' },
    });
    shim.clear('logged-out');
    await recorded.hsm.connect(shim.module, { label });
    await recorded.hsm.login(pin);
    expect(await recorded.hsm.findKeys(newReference())).toEqual([]);
  });

  for (const [fault, reason] of [
    ['logged-out', 'login-lost'],
    ['removed', 'token-removed'],
  ] as const) {
    it(`that is ${reason} is noticed while nothing is asked`, async () => {
      await recorded.hsm.login(pin);
      const noticed = new Promise((resolve) => recorded.hsm.onState(resolve));
      set(fault);
      expect(await noticed).toEqual({ kind: 'disconnected', reason });
    });
  }

  it('that hangs in a call can still be left, and the call ends as uncertain', async () => {
    await recorded.hsm.login(pin);
    set('hang-in-find');
    const call = recorded.hsm.destroyKey(newReference());
    const end = expect(call).rejects.toMatchObject({ code: 'hsm.host-died', certainty: 'unknown' });
    await vi.waitUntil(() => shim.hanging());
    await recorded.hsm.close();
    await end;
    expect(recorded.hsm.state).toEqual({ kind: 'disconnected', reason: 'logged-out' });
  });

  it('that made the key and never answered has it once: the look-up finds it, the repeat makes no second', async () => {
    await recorded.hsm.login(pin);
    const reference = newReference();
    await recorded.hsm.generateAes256(newReference(), 'probes the check value');
    shim.clearHanging();
    set('hang-after-generate');
    const call = recorded.hsm.generateAes256(reference, 'ONCE');
    const end = expect(call).rejects.toMatchObject({ code: 'hsm.host-died', certainty: 'unknown' });
    await vi.waitUntil(() => shim.hanging());
    recorded.killHost();
    await end;
    shim.clear('hang-after-generate');
    await recorded.hsm.connect(shim.module, { label });
    await recorded.hsm.login(pin);
    const [found] = await recorded.hsm.findKeys(reference);
    expect(await recorded.hsm.generateAes256(reference, 'ONCE')).toEqual(found);
    expect(await recorded.hsm.findKeys(reference)).toHaveLength(1);
  });

  it('whose module crashes while it is loaded is not a module', async () => {
    set('crash-on-load');
    await expect(recorded.hsm.inspect(shim.module)).rejects.toMatchObject({
      code: 'hsm.module-invalid',
      facts: { reason: 'crashed' },
    });
  });

  it('whose module hangs while it is loaded can be left', async () => {
    await recorded.hsm.close();
    shim.clearHanging();
    set('hang-on-load');
    const call = recorded.hsm.connect(shim.module, { label });
    const end = expect(call).rejects.toMatchObject({ code: 'hsm.host-died' });
    await vi.waitUntil(() => shim.hanging());
    await recorded.hsm.close();
    await end;
  });
});
