// The Hsm port over hsm-host: which process runs, what state the token is in, and who is told.
import { ConsoleError } from '../../../shared/errors';
import type { Hsm, HsmModule, HsmState, ModuleInfo, TokenInfo, TokenSelector } from '../../ports/hsm';
import type { Log } from '../../ports/log';
import type { SpawnHost } from './host-channel';
import { HostClient } from './host-client';
import { hostEnvironment } from './host-environment';
import type { HostEvent } from './host-protocol';

export interface HsmParts {
  readonly spawn: SpawnHost;
  readonly log: Log;
  /** The main process's own environment; only an allow-list of it reaches the host. Default: none of it. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Sessions open at once beside the login's. Default 4. */
  readonly maxSessions?: number;
  /** How often the host looks whether the login is still there; a short message for a network HSM. Default 10,000. */
  readonly loginCheckMs?: number;
  /** How long `close` waits for the host to log out by itself before it is ended. Default 3000. */
  readonly closeGraceMs?: number;
}

/** Makes the Hsm; nothing is started before the first `inspect`, `initializeToken` or `connect`. */
export function createHsm(parts: HsmParts): Hsm {
  return new HostedHsm(parts);
}

type Disconnected = Extract<HsmState, { kind: 'disconnected' }>['reason'];

interface Host {
  readonly client: HostClient;
  readonly module: HsmModule;
  readonly info: ModuleInfo;
}

class HostedHsm implements Hsm {
  #state: HsmState = { kind: 'disconnected', reason: 'never-connected' };
  readonly #listeners = new Set<(state: HsmState) => void>();
  /** The current host, once its module is loaded. */
  #host: Host | null = null;
  /** Every process of ours that still runs: the current one, one being loaded, one that lost its login. */
  readonly #running = new Set<HostClient>();
  /** Counts `close`: what was queued before it must not start a process after it. */
  #epoch = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: HsmParts) {}

  get state(): HsmState {
    return this.#state;
  }

  onState(listener: (state: HsmState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  inspect(module: HsmModule): Promise<ModuleInfo> {
    return this.#inTurn(async () => {
      const inUse = this.#host !== null && this.#state.kind !== 'disconnected' && sameModule(this.#host.module, module);
      const host = await this.#start(module);
      // A login of this very module goes on: the fresh process only looked.
      if (inUse) await this.#stop(host.client);
      else await this.#replace(host, 'logged-out');
      return host.info;
    });
  }

  initializeToken(module: HsmModule, options: { label: string; pin: string; soPin: string }): Promise<TokenInfo> {
    return this.#inTurn(async () => {
      const host = await this.#start(module);
      await this.#replace(host, 'logged-out');
      return withSecrets([options.pin, options.soPin], (pin, soPin) =>
        host.client.call('initializeToken', options.label, pin, soPin),
      );
    });
  }

  connect(module: HsmModule, token: TokenSelector): Promise<TokenInfo> {
    return this.#inTurn(async () => {
      let host = this.#host;
      if (host === null || !host.client.alive || !sameModule(host.module, module)) {
        host = await this.#start(module);
        await this.#replace(host, 'logged-out');
      }
      const info = await host.client.call('connect', token, {
        maxSessions: this.parts.maxSessions ?? 4,
        loginCheckMs: this.parts.loginCheckMs ?? 10_000,
      });
      this.#become({ kind: 'connected', token: info, moduleSha256: host.info.sha256 });
      return info;
    });
  }

  login(pin: string | null, options: { acceptFinalTry?: boolean } = {}): Promise<void> {
    return this.#inTurn(async () => {
      const host = this.#current();
      const accept = options.acceptFinalTry === true;
      const token =
        pin === null
          ? await host.client.call('login', null, accept)
          : await withSecrets([pin], (bytes) => host.client.call('login', bytes, accept));
      if (this.#host === host) this.#become({ kind: 'logged-in', token, moduleSha256: host.info.sha256 });
    });
  }

  logout(): Promise<void> {
    return this.#inTurn(async () => {
      const host = this.#current();
      const token = await host.client.call('logout');
      if (this.#host === host) this.#become({ kind: 'connected', token, moduleSha256: host.info.sha256 });
    });
  }

  async close(): Promise<void> {
    this.#epoch += 1;
    const current = this.#host?.client;
    this.#host = null;
    if (this.#state.kind !== 'disconnected') this.#become({ kind: 'disconnected', reason: 'logged-out' });
    // A process that is still loading may hang in the vendor's library: it is not asked.
    for (const client of this.#running) if (client !== current) client.kill();
    if (current !== undefined) await this.#stop(current);
  }

  readonly probe: Hsm['probe'] = async () => this.#ready().call('probe');
  readonly generateAes256: Hsm['generateAes256'] = async (...args) => this.#ready().call('generateAes256', ...args);
  readonly generateHmacKey: Hsm['generateHmacKey'] = async (...args) => this.#ready().call('generateHmacKey', ...args);
  readonly mac: Hsm['mac'] = async (...args) => this.#ready().call('mac', ...args);
  readonly findKeys: Hsm['findKeys'] = async (...args) => this.#ready().call('findKeys', ...args);
  readonly listObjects: Hsm['listObjects'] = async () => this.#ready().call('listObjects');
  readonly wrapForImport: Hsm['wrapForImport'] = async (...args) => this.#ready().call('wrapForImport', ...args);
  readonly destroyKey: Hsm['destroyKey'] = async (...args) => this.#ready().call('destroyKey', ...args);
  readonly ensureAnchorKey: Hsm['ensureAnchorKey'] = async (...args) => this.#ready().call('ensureAnchorKey', ...args);
  readonly sign: Hsm['sign'] = async (...args) => this.#ready().call('sign', ...args);
  readonly seal: Hsm['seal'] = async (...args) => this.#ready().call('seal', ...args);
  readonly unseal: Hsm['unseal'] = async (...args) => this.#ready().call('unseal', ...args);

  /** The host with its login, or the reason why there is none. */
  #ready(): HostClient {
    const host = this.#current();
    if (this.#state.kind !== 'logged-in') throw new ConsoleError('hsm.not-logged-in');
    return host.client;
  }

  #current(): Host {
    if (this.#host === null || this.#state.kind === 'disconnected') {
      const reason = this.#state.kind === 'disconnected' ? this.#state.reason : 'never-connected';
      throw new ConsoleError('hsm.disconnected', { facts: { reason } });
    }
    return this.#host;
  }

  /** Starts a process and loads the module in it. A death while loading is the module's fault, not an uncertain call. */
  async #start(module: HsmModule): Promise<Host> {
    if (module.parameters?.includes('\0') === true)
      throw new ConsoleError('input.invalid', { facts: { field: 'parameters' } });
    const environment = hostEnvironment(this.parts.environment ?? {}, module.environment);
    const client: HostClient = new HostClient(
      this.parts.spawn(environment),
      (event) => this.#hear(client, event),
      () => this.#bury(client),
    );
    this.#running.add(client);
    const epoch = this.#epoch;
    try {
      const info = await client.call('load', module);
      if (epoch !== this.#epoch) throw new ConsoleError('hsm.disconnected', { facts: { reason: 'closed' } });
      this.parts.log.info('hsm.module-loaded', { path: info.path, sha256: info.sha256, tokens: info.tokens.length });
      return { client, module, info };
    } catch (error) {
      client.kill();
      if (epoch === this.#epoch && error instanceof ConsoleError && error.code === 'hsm.host-died') {
        throw new ConsoleError('hsm.module-invalid', {
          facts: { ...error.facts, path: module.path, reason: 'crashed' },
          cause: error,
        });
      }
      throw error;
    }
  }

  async #replace(host: Host, reason: Disconnected): Promise<void> {
    const old = this.#host;
    this.#host = host;
    if (this.#state.kind !== 'disconnected') this.#become({ kind: 'disconnected', reason });
    if (old !== null) await this.#stop(old.client);
  }

  /** Asks the process to log out and end; ends it when it does not within the grace. */
  async #stop(client: HostClient): Promise<void> {
    if (!client.alive) return;
    const timer = setTimeout(() => client.kill(), this.parts.closeGraceMs ?? 3000);
    try {
      await client.call('shutdown');
    } catch (error) {
      // Its end is what was asked for, answered or not; a refusal (C_Logout failed) is worth a line.
      const code = error instanceof ConsoleError ? error.code : 'internal';
      if (code !== 'hsm.host-died') this.parts.log.warn('hsm.host-shutdown', { code });
    } finally {
      clearTimeout(timer);
      client.kill();
      await client.ended;
    }
  }

  #hear(client: HostClient, event: HostEvent): void {
    if (this.#host?.client !== client || this.#state.kind === 'disconnected') return;
    if (event.event === 'token') {
      this.#become({ ...this.#state, token: event.token });
      return;
    }
    this.parts.log.warn('hsm.lost', { reason: event.event });
    // The next connect starts afresh: some libraries see the token again only after C_Initialize.
    this.#host = null;
    this.#become({ kind: 'disconnected', reason: event.event });
    client.killWhenIdle();
  }

  #bury(client: HostClient): void {
    this.#running.delete(client);
    if (this.#host?.client !== client) return;
    this.#host = null;
    if (this.#state.kind !== 'disconnected') {
      this.parts.log.warn('hsm.host-died');
      this.#become({ kind: 'disconnected', reason: 'host-died' });
    }
  }

  #become(state: HsmState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  /** One change of host, token or login after the other; what waits when `close` comes is refused. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const epoch = this.#epoch;
    const mine = this.#queue.then(() => {
      if (epoch !== this.#epoch) throw new ConsoleError('hsm.disconnected', { facts: { reason: 'closed' } });
      return work();
    });
    this.#queue = mine.catch(() => undefined);
    return mine;
  }
}

/** Same file, same parameters, same environment, same approval: a loaded library then serves both. */
function sameModule(a: HsmModule, b: HsmModule): boolean {
  const key = (module: HsmModule): string =>
    JSON.stringify([
      module.path,
      module.parameters ?? null,
      module.approvedSha256 ?? null,
      Object.entries(module.environment).sort(),
    ]);
  return key(a) === key(b);
}

/** Secrets as bytes with memory of their own, wiped as soon as the call has ended. */
async function withSecrets<T>(texts: readonly string[], work: (...bytes: Uint8Array[]) => Promise<T>): Promise<T> {
  const bytes = texts.map((text) => new TextEncoder().encode(text));
  try {
    return await work(...bytes);
  } finally {
    for (const each of bytes) each.fill(0);
  }
}
