// Answers the main process: one module per life of this process, one token, one login.
import { ConsoleError } from '../../../../shared/errors';
import { aes256, type HsmModule, type TokenInfo, type TokenSelector } from '../../../ports/hsm';
import type { ConnectOptions, HostEvent, HostMethods } from '../host-protocol';
import { macOf } from './mac-of';
import { destroyKey, findKeys, generateSecret } from './secret-keys';
import { ensureAnchorKey, sign } from './anchor-key';
import { initializeToken } from './initialize-token';
import { listObjects } from './list-objects';
import { loadModule } from './load-module';
import type { LoadedModule } from './load-module';
import { seal, unseal } from './seal';
import type { TokenContext } from './token-context';
import { listTokens, selectToken } from './token-list';
import { TokenLogin } from './token-login';
import { wrapForImport } from './wrap-for-import';

export class HostService {
  #module: LoadedModule | null = null;
  #token: TokenLogin | null = null;
  #watch: NodeJS.Timeout | null = null;

  constructor(
    private readonly tell: (event: HostEvent) => void,
    private readonly exit: () => void,
  ) {}

  /** One function per method of the protocol. */
  readonly methods: HostMethods = {
    load: (module) => this.#load(module),
    initializeToken: async (label, pin, soPin) => initializeToken(this.#loaded().library, label, pin, soPin),
    connect: async (selector, options) => this.#connect(selector, options),
    login: async (pin, acceptFinalTry) => this.#login(pin, acceptFinalTry),
    logout: async () => this.#connected().logout(),
    probe: () => this.#context().change((session) => this.#context().abilities.probe(session, new Date())),
    generateAes256: async (reference, label) => generateSecret(this.#context(), reference, label, aes256),
    generateHmacKey: async (reference, label, bits) =>
      generateSecret(this.#context(), reference, label, { type: 'HMAC', bits }),
    mac: async (reference, message) => macOf(this.#context(), reference, message),
    findKeys: async (reference) => findKeys(this.#context(), reference),
    listObjects: async () => listObjects(this.#context()),
    wrapForImport: async (request) => wrapForImport(this.#context(), request),
    destroyKey: async (reference) => destroyKey(this.#context(), reference),
    ensureAnchorKey: async (reference) => ensureAnchorKey(this.#context(), reference),
    sign: async (key, data) => sign(this.#context(), key, data),
    seal: async (reference, anchor, context, plaintext) => seal(this.#context(), reference, anchor, context, plaintext),
    unseal: async (blob, anchor, context) => unseal(this.#context(), blob, anchor, context),
    shutdown: async () => this.#shutdown(),
  };

  async #load(module: HsmModule) {
    if (this.#module !== null) throw new ConsoleError('state.wrong-phase', { facts: { reason: 'module-loaded' } });
    this.#module = await loadModule(module);
    return this.#module.info;
  }

  #connect(selector: TokenSelector, { maxSessions, loginCheckMs }: ConnectOptions): TokenInfo {
    const { library } = this.#loaded();
    this.#token?.logout();
    const { slot, token } = selectToken(listTokens(library), selector);
    this.#token = new TokenLogin(library, slot, maxSessions, (loss) => this.tell({ event: loss }));
    if (this.#watch !== null) clearInterval(this.#watch);
    this.#watch = setInterval(() => this.#token?.check(), loginCheckMs).unref();
    return token;
  }

  #login(pin: Uint8Array | null, acceptFinalTry: boolean): TokenInfo {
    const token = this.#connected();
    try {
      return token.login(pin, acceptFinalTry);
    } catch (error) {
      if (error instanceof ConsoleError && error.code.startsWith('hsm.pin-'))
        this.tell({ event: 'token', token: token.token() });
      throw error;
    }
  }

  #shutdown(): void {
    if (this.#watch !== null) clearInterval(this.#watch);
    try {
      this.#token?.logout();
      this.#module?.library.C_Finalize();
    } finally {
      // After the answer has gone out.
      setImmediate(this.exit);
    }
  }

  #loaded(): LoadedModule {
    if (this.#module === null) throw new ConsoleError('hsm.disconnected');
    return this.#module;
  }

  #connected(): TokenLogin {
    if (this.#token === null) throw new ConsoleError('hsm.disconnected');
    return this.#token;
  }

  #context(): TokenContext {
    return this.#connected().context();
  }
}
