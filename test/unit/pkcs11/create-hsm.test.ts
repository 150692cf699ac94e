// The console's end of the HSM: which process runs, what state is shown, and that no secret stays.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHsm } from '../../../electron/adapters/pkcs11/create-hsm';
import type { HostChannel } from '../../../electron/adapters/pkcs11/host-channel';
import type { HostEvent, HostMethod, HostReply, HostRequest } from '../../../electron/adapters/pkcs11/host-protocol';
import type { HsmModule, HsmReference, HsmState, ModuleInfo, TokenInfo } from '../../../electron/ports/hsm';
import { ConsoleError } from '../../../shared/errors';

const token: TokenInfo = {
  slotId: '0',
  label: 'KMES',
  serial: '1',
  manufacturer: 'ACME',
  model: 'Box',
  firmwareVersion: '1.0',
  initialized: true,
  pinState: 'ok',
  protectedAuthenticationPath: false,
  minPinLength: 4,
  maxPinLength: 8,
};
const info = { path: '/opt/acme.so', sha256: 'a'.repeat(64), tokens: [token] } as unknown as ModuleInfo;
const module: HsmModule = { path: '/opt/acme.so', environment: {} };
const reference = '0'.repeat(32) as HsmReference;

/** A host process that answers what it is told to; a method without an answer stays open. */
class FakeHost implements HostChannel {
  readonly asked: HostRequest[] = [];
  /** The very messages posted, to see whether their bytes are wiped. */
  readonly posted: HostRequest[] = [];
  killed = false;
  #hear: (message: unknown) => void = () => {};
  #exit: (code: number | null, signal: string | null) => void = () => {};

  constructor(readonly answers: Partial<Record<HostMethod, unknown>>) {}

  post(message: unknown): void {
    const request = message as HostRequest;
    this.posted.push(request);
    this.asked.push(structuredClone(request));
    const { id, method } = request;
    if (!(method in this.answers)) return;
    const answer = this.answers[method];
    const reply: HostReply =
      answer instanceof ConsoleError ? { id, ok: false, error: answer.toShape() } : { id, ok: true, value: answer };
    queueMicrotask(() => this.#hear(reply));
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#hear = listener;
  }
  onExit(listener: (code: number | null, signal: string | null) => void): void {
    this.#exit = listener;
  }
  kill(): void {
    if (this.killed) return;
    this.killed = true;
    this.#exit(null, 'SIGKILL');
  }
  tell(event: HostEvent): void {
    this.#hear(event);
  }
}

function made(answers: Partial<Record<HostMethod, unknown>> = {}, silences: readonly HostMethod[] = []) {
  const hosts: FakeHost[] = [];
  const environments: Record<string, string>[] = [];
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const hsm = createHsm({
    spawn: (environment) => {
      environments.push(environment);
      const all = { load: info, connect: token, login: token, logout: token, shutdown: undefined, ...answers };
      const spoken = Object.entries(all).filter(([method]) => !silences.includes(method as HostMethod));
      const host = new FakeHost(Object.fromEntries(spoken));
      hosts.push(host);
      return host;
    },
    log: silent,
  });
  const states: HsmState['kind'][] = [];
  hsm.onState((state) => states.push(state.kind));
  return { hsm, hosts, environments, states };
}

describe('the state of the HSM', () => {
  it('goes from disconnected to connected to logged-in, and back', async () => {
    const { hsm, states } = made();
    expect(hsm.state).toEqual({ kind: 'disconnected', reason: 'never-connected' });
    await hsm.connect(module, { label: 'KMES' });
    await hsm.login('1234');
    await hsm.logout();
    await hsm.close();
    expect(states).toEqual(['connected', 'logged-in', 'connected', 'disconnected']);
  });

  it('is not logged in after a refused PIN, and shows the flags as read again', async () => {
    const { hsm, hosts } = made({ login: new ConsoleError('hsm.pin-incorrect') });
    await hsm.connect(module, { label: 'KMES' });
    const refused = hsm.login('1234');
    hosts[0]!.tell({ event: 'token', token: { ...token, pinState: 'final-try' } });
    await expect(refused).rejects.toMatchObject({ code: 'hsm.pin-incorrect' });
    expect(hsm.state).toMatchObject({ kind: 'connected', token: { pinState: 'final-try' } });
  });

  it('is disconnected once the login is lost; that process ends when it owes nothing more', async () => {
    const { hsm, hosts } = made();
    await hsm.connect(module, { label: 'KMES' });
    await hsm.login('1234');
    hosts[0]!.tell({ event: 'login-lost' });
    expect(hsm.state).toEqual({ kind: 'disconnected', reason: 'login-lost' });
    expect(hosts[0]!.killed).toBe(true);
    await expect(hsm.findKeys(reference)).rejects.toMatchObject({
      code: 'hsm.disconnected',
      facts: { reason: 'login-lost' },
    });
    await hsm.connect(module, { label: 'KMES' });
    expect(hosts).toHaveLength(2);
  });

  it('is disconnected when the process dies, and nothing starts it again by itself', async () => {
    const { hsm, hosts } = made();
    await hsm.connect(module, { label: 'KMES' });
    await hsm.login('1234');
    const open = hsm.generateAes256(reference, 'K');
    hosts[0]!.kill();
    await expect(open).rejects.toMatchObject({ code: 'hsm.host-died', certainty: 'unknown', retry: 'after-user' });
    expect(hsm.state).toEqual({ kind: 'disconnected', reason: 'host-died' });
    expect(hosts).toHaveLength(1);
  });

  it('needs a login for work on the token', async () => {
    const { hsm } = made();
    await expect(hsm.probe()).rejects.toMatchObject({ code: 'hsm.disconnected', facts: { reason: 'never-connected' } });
    await hsm.connect(module, { label: 'KMES' });
    await expect(hsm.probe()).rejects.toMatchObject({ code: 'hsm.not-logged-in' });
  });
});

describe('the host process', () => {
  it('is kept for the same module and replaced for another', async () => {
    const { hsm, hosts } = made();
    await hsm.inspect(module);
    await hsm.connect(module, { label: 'KMES' });
    expect(hosts).toHaveLength(1);
    await hsm.connect({ ...module, path: '/opt/other.so' }, { label: 'KMES' });
    expect(hosts).toHaveLength(2);
    expect(hosts[0]!.killed).toBe(true);
  });

  it('that only inspects leaves a login of the same module alone', async () => {
    const { hsm, hosts } = made();
    await hsm.connect(module, { label: 'KMES' });
    await hsm.login('1234');
    await hsm.inspect(module);
    expect(hsm.state.kind).toBe('logged-in');
    expect(hosts.map(({ killed }) => killed)).toEqual([false, true]);
  });

  it('that dies while it loads means a bad module', async () => {
    const { hsm, hosts } = made({}, ['load']);
    const call = hsm.inspect(module);
    await vi.waitUntil(() => hosts.length === 1, { interval: 1 });
    hosts[0]!.kill();
    await expect(call).rejects.toMatchObject({
      code: 'hsm.module-invalid',
      facts: { reason: 'crashed', path: module.path },
    });
  });

  it('gets no environment but the officer’s, when it is given none of ours', async () => {
    const { hsm, environments } = made();
    await hsm.inspect({ ...module, environment: { SOFTHSM2_CONF: '/data/softhsm2.conf' } });
    expect(environments).toEqual([{ SOFTHSM2_CONF: '/data/softhsm2.conf' }]);
  });

  describe('that does not answer', () => {
    afterEach(() => vi.useRealTimers());

    it('is ended after a grace when the console closes', async () => {
      const { hsm, hosts } = made({}, ['shutdown']);
      await hsm.connect(module, { label: 'KMES' });
      vi.useFakeTimers();
      const closing = hsm.close();
      await vi.advanceTimersByTimeAsync(2999);
      expect(hosts[0]!.killed).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      await closing;
      expect(hosts[0]!.killed).toBe(true);
    });
  });

  it('is not started by what waited when the console closed', async () => {
    const { hsm, hosts } = made();
    const first = hsm.inspect(module);
    const waiting = hsm.connect(module, { label: 'KMES' });
    const ends = Promise.allSettled([first, waiting]);
    await hsm.close();
    expect(await ends).toMatchObject([
      { status: 'rejected' },
      { status: 'rejected', reason: { code: 'hsm.disconnected' } },
    ]);
    expect(hosts.filter(({ killed }) => !killed)).toEqual([]);
  });
});

describe('the PIN', () => {
  it('goes as bytes, once, and is wiped from the message', async () => {
    const { hsm, hosts } = made();
    await hsm.connect(module, { label: 'KMES' });
    await hsm.login('pässword');
    const sent = hosts[0]!.asked.filter(({ method }) => method === 'login');
    expect(sent).toHaveLength(1);
    expect(Buffer.from(sent[0]!.args[0] as Uint8Array).toString('utf8')).toBe('pässword');
    const [posted] = hosts[0]!.posted.filter(({ method }) => method === 'login');
    expect([...(posted!.args[0] as Uint8Array)].every((byte) => byte === 0)).toBe(true);
  });

  it('is not sent again after a refusal', async () => {
    const { hsm, hosts } = made({ login: new ConsoleError('hsm.pin-incorrect') });
    await hsm.connect(module, { label: 'KMES' });
    await expect(hsm.login('1234')).rejects.toMatchObject({ code: 'hsm.pin-incorrect' });
    expect(hosts[0]!.asked.filter(({ method }) => method === 'login')).toHaveLength(1);
  });
});
