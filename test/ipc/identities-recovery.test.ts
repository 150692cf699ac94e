// Break-glass through the table: shares shown to custodians, two of them and the PIN begin it, a day in plain sight, then new administrators.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecoveryView } from '../../electron/ports/secret-prompt';
import { testModuleSha256 } from '../support/test-hsm';
import { people, testConsole, type TestConsole } from '../support/test-console';

const hour = 3_600_000;
const administrators = [
  { name: 'erin', fullName: 'Erin East' },
  { name: 'finn', fullName: 'Finn Field' },
];
const passwords = ['first of the new ones', 'second of the new ones'];

let console: TestConsole;
/** Shares as shown at set-up. */
let shares: readonly string[];

const setUp = async (recoveryShares: boolean): Promise<void> => {
  const { modules } = await console.call('setup.options', {});
  await console.call('setup.complete', {
    environment: 'EVALUATION',
    module: { moduleId: modules[0]?.moduleId ?? '' },
    approvedSha256: testModuleSha256,
    token: { label: 'Fake token', serial: 'F00000001' },
    pin: console.hsm.pin,
    pinSecondPart: null,
    identities: people.map((person) => ({ ...person, roles: [...person.roles] })),
    recoveryShares,
  });
};
/** What the custodians type, one answer after the other; then the window is closed. */
const types = (...answers: { shares: readonly [number, number]; pin?: string }[]): RecoveryView[] => {
  const seen: RecoveryView[] = [];
  console.prompt.recoveryTyped = (view) => {
    const answer = answers[seen.length];
    seen.push(view);
    if (answer === undefined) return null;
    const [first, second] = answer.shares;
    return {
      shares: [shares[first] ?? '', shares[second] ?? ''],
      pin: answer.pin ?? console.hsm.pin,
      pinSecondPart: null,
    };
  };
  return seen;
};
const state = async () => (await console.call('recovery.status', {})).state;
const notices = async () => (await console.call('app.status', {})).notices.map(({ kind }) => kind);
const recoveryEntries = async () => {
  const { entries } = await console.call('audit.list', { limit: 200 });
  return entries.filter(({ event }) => event.startsWith('recovery.')).map(({ event, severity }) => [event, severity]);
};

beforeEach(async () => {
  console = await testConsole();
  await setUp(true);
  shares = [...console.prompt.recoveryShares];
});
afterEach(() => console.stop());

describe('recovery shares', () => {
  it('are three, shown at set-up in main’s window and nowhere else', async () => {
    expect(shares).toHaveLength(3);
    expect(await state()).toBe('ready');
    const told = JSON.stringify(console.outgoing) + console.settings.dump();
    for (const share of shares) expect(told).not.toContain(share);
    await console.logIn('cleo');
    expect(await recoveryEntries()).toEqual([['recovery.shares-made', 'notice']]);
    expect(await notices()).not.toContain('no-recovery-shares');
  });

  it('can be made later under dual control, and void those before', async () => {
    await console.logIn('ada', 'bob');
    await console.approved('recovery.makeShares', {});
    await console.call('session.logout', {});
    expect(console.prompt.recoveryShares).toHaveLength(6);
    const seen = types({ shares: [0, 1] });
    expect((await console.refusal('recovery.begin', {})).code).toBe('input.cancelled');
    expect(seen.map(({ problem }) => problem)).toEqual([null, 'refused']);
    shares = console.prompt.recoveryShares.slice(3);
    types({ shares: [2, 0] });
    expect(await console.call('recovery.begin', {})).toMatchObject({ state: 'waiting' });
  });

  it('are missing where the window was closed at set-up, and a notice says so', async () => {
    await console.stop();
    console = await testConsole();
    const open = console.prompt.open();
    console.prompt.open = () => ({ ...open, showRecoveryShare: ({ number }) => Promise.resolve(number < 3) });
    await setUp(true);
    expect(await state()).toBe('no-secret');
    expect((await console.refusal('recovery.begin', {})).facts).toMatchObject({ reason: 'no-recovery-shares' });
    await console.logIn('cleo');
    expect(await notices()).toContain('no-recovery-shares');
  });
});

describe('beginning a recovery', () => {
  it('takes any two shares and the PIN, which the HSM itself checks', async () => {
    console.hsm.calls.length = 0;
    types({ shares: [0, 2] });
    const view = await console.call('recovery.begin', {});
    expect(view).toMatchObject({ state: 'waiting', administratorsNeeded: 2 });
    expect(new Date(view.opensAt ?? '').getTime() - new Date(view.startedAt ?? '').getTime()).toBe(24 * hour);
    expect(console.hsm.calls).toEqual(expect.arrayContaining(['logout', 'login']));
    expect(console.hsm.state.kind).toBe('logged-in');
    expect(await notices()).toEqual(['recovery-begun']);
    await console.logIn('cleo');
    expect(await recoveryEntries()).toContainEqual(['recovery.begun', 'critical']);
    expect(JSON.stringify(console.outgoing)).not.toContain(shares[0]);
  });

  it('is refused with one share twice, a slip of the pen or a wrong PIN; the PIN is not tried behind wrong shares', async () => {
    const good = shares;
    shares = [...good, (good[0] ?? '').replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))];
    console.hsm.calls.length = 0;
    const seen = types(
      { shares: [0, 0], pin: 'wrong' },
      { shares: [3, 1], pin: 'wrong' },
      { shares: [1, 3], pin: 'wrong' },
    );
    expect((await console.refusal('recovery.begin', {})).code).toBe('input.cancelled');
    expect(seen.map(({ problem }) => problem)).toEqual([null, 'refused', 'share-1', 'share-2']);
    expect(console.hsm.calls).not.toContain('login');
    const pins = types({ shares: [0, 1], pin: 'wrong' }, { shares: [0, 1] });
    await console.call('recovery.begin', {});
    expect(pins.map(({ problem }) => problem)).toEqual([null, 'pin-refused']);
    await console.logIn('cleo');
    expect((await recoveryEntries()).filter(([event]) => event === 'recovery.refused')).toHaveLength(2);
  });

  it('ends after five refused tries, and is not possible twice at once or while somebody works', async () => {
    types(...Array.from({ length: 9 }, () => ({ shares: [1, 1] as const })));
    expect((await console.refusal('recovery.begin', {})).code).toBe('auth.recovery-refused');
    types({ shares: [0, 1] });
    await console.call('recovery.begin', {});
    expect((await console.refusal('recovery.begin', {})).facts).toMatchObject({ reason: 'recovery-begun' });
    await console.logIn('cleo');
    expect((await console.refusal('recovery.begin', {})).code).toBe('state.wrong-phase');
  });
});

describe('a recovery that was begun', () => {
  beforeEach(async () => {
    types({ shares: [0, 1] });
    await console.call('recovery.begin', {});
    let typed = 0;
    console.prompt.newPasswordTyped = () => passwords[typed++] ?? null;
  });

  it('makes nobody before its day is over', async () => {
    types({ shares: [0, 1] });
    await console.clock.advance(24 * hour - 1000);
    const early = await console.refusal('recovery.complete', { administrators });
    expect([early.code, early.facts['reason']]).toEqual(['state.conflict', 'recovery-not-open']);
  });

  it('can be cancelled by one administrator alone, and by nobody else', async () => {
    await console.logIn('cleo');
    expect((await console.refusal('recovery.cancel', {})).code).toBe('auth.not-permitted');
    await console.call('session.logout', {});
    await console.logIn('bob');
    expect(await console.call('recovery.cancel', {})).toMatchObject({ state: 'ready' });
    await console.call('session.logout', {});
    await console.clock.advance(25 * hour);
    expect((await console.refusal('recovery.complete', { administrators })).facts).toMatchObject({
      reason: 'recovery-not-open',
    });
  });

  it('outlives a restart, lapses after its week, and can be begun again', async () => {
    await console.restart();
    await console.call('hsm.unlock', { pin: console.hsm.pin, pinSecondPart: null });
    expect(await notices()).toEqual(['recovery-begun']);
    await console.clock.advance(24 * hour);
    expect(await state()).toBe('open');
    await console.clock.advance(7 * 24 * hour);
    expect(await state()).toBe('ready');
    expect(await notices()).toEqual([]);
    types({ shares: [1, 2] });
    expect(await console.call('recovery.begin', {})).toMatchObject({ state: 'waiting' });
  });

  it('then makes two administrators, who change their passwords, cannot approve for a day, and are shown for thirty', async () => {
    await console.clock.advance(24 * hour);
    expect(
      (
        await console.refusal('recovery.complete', {
          administrators: [administrators[0], { name: 'ADA', fullName: 'X' }],
        })
      ).code,
    ).toBe('input.name-taken');
    types({ shares: [2, 1] });
    expect(await console.call('recovery.complete', { administrators })).toMatchObject({
      state: 'no-secret',
      last: { administrators: [{ name: 'erin' }, { name: 'finn' }] },
    });
    expect(await notices()).toEqual(['recovery-completed']);
    expect((await console.refusal('recovery.complete', { administrators })).code).toBe('state.conflict');
    for (const [index, { name }] of administrators.entries()) {
      const newPassword = `changed by themselves ${index}`;
      await console.call('session.changePassword', { name, password: passwords[index] ?? '', newPassword });
      console.prompt.passwords.set(name, newPassword);
    }
    expect((await console.call('app.status', {})).session.roles).toEqual(['Administrator']);
    expect(await recoveryEntries()).toContainEqual(['recovery.completed', 'critical']);
    const { identities } = await console.call('identities.list', {});
    const bob = identities.find(({ name }) => name === 'cleo');
    const act = { id: bob?.id ?? '', revision: 1 };
    console.prompt.signer = 'erin';
    const { digest } = await console.call('approvals.preview', { call: 'identities.disable', input: act });
    const asked = { call: 'identities.disable', input: act, digest, justification: 'after the recovery' };
    const { id } = await console.call('approvals.request', asked);
    console.prompt.signer = 'finn';
    const decide = { ids: [id], verdict: 'approve' as const, reason: '' };
    expect((await console.refusal('approvals.decide', decide)).code).toMatch(/^(auth|state)\./);
    await console.clock.advance(24 * hour);
    const { requests } = await console.call('approvals.decide', decide);
    expect(requests[0]?.status).toBe('Executed');
    await console.clock.advance(28 * 24 * hour);
    expect(await notices()).toContain('recovery-completed');
    await console.clock.advance(24 * hour);
    expect(await notices()).not.toContain('recovery-completed');
  });
});
