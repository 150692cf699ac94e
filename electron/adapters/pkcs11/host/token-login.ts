// One token of the loaded module: its login, kept by one long-lived session, and the pool beside it.
import { ConsoleError } from '../../../../shared/errors';
import type { TokenInfo } from '../../../ports/hsm';
import { Abilities } from './abilities';
import { ChangeLock } from './change-lock';
import { ck } from './pkcs11-api';
import type { Handle, Library } from './pkcs11-api';
import type { Session } from './session-calls';
import { closeSession, openSession, SessionPool } from './session-pool';
import { lossOf, tokenCall } from './token-call';
import type { Loss } from './ckr-map';
import type { TokenContext } from './token-context';
import { readToken } from './token-list';

/** CKS_RW_USER_FUNCTIONS, for which pkcs11js has no name. */
const userFunctions = 3;

interface Login {
  readonly session: Session;
  readonly pool: SessionPool;
  readonly abilities: Abilities;
  readonly lock: ChangeLock;
}

export class TokenLogin {
  #login: Login | null = null;

  constructor(
    private readonly library: Library,
    private readonly slot: Handle,
    private readonly maxSessions: number,
    private readonly onLoss: (loss: Loss) => void,
  ) {}

  token(): TokenInfo {
    return readToken(this.library, this.slot);
  }

  /**
   * C_Login as user, once. A PIN known to be locked is not tried; the last try only when accepted. pkcs11js passes PINs as
   * strings, so that copy cannot be wiped and lives until this process's memory is reused.
   */
  login(pin: Uint8Array | null, acceptFinalTry: boolean): TokenInfo {
    if (this.#login !== null) return this.token();
    const before = this.token();
    if (before.pinState === 'locked') throw new ConsoleError('hsm.pin-locked', { facts: pinFacts(before) });
    if (before.pinState === 'final-try' && !acceptFinalTry)
      throw new ConsoleError('hsm.pin-final-try', { facts: pinFacts(before) });
    if (pin === null && !before.protectedAuthenticationPath) {
      throw new ConsoleError('hsm.pin-invalid', { facts: { reason: 'pin-needed', ...pinFacts(before) } });
    }
    const session = openSession(this.library, this.slot);
    try {
      const text = pin === null ? '' : Buffer.from(pin.buffer, pin.byteOffset, pin.byteLength).toString('utf8');
      tokenCall('C_Login', 'change', () => this.library.C_Login(session.handle, ck.CKU_USER, text));
    } catch (error) {
      closeSession(session);
      throw this.#withPinState(error);
    }
    this.#login = {
      session,
      pool: new SessionPool(this.library, this.slot, this.maxSessions),
      abilities: new Abilities(),
      lock: new ChangeLock(),
    };
    return this.token();
  }

  logout(): TokenInfo {
    const login = this.#login;
    this.#login = null;
    if (login !== null) {
      login.pool.close();
      try {
        tokenCall('C_Logout', 'read', () => this.library.C_Logout(login.session.handle));
      } finally {
        closeSession(login.session);
      }
    }
    return this.token();
  }

  /** What operations work with; `hsm.not-logged-in` before the login. */
  context(): TokenContext {
    const login = this.#login;
    if (login === null) throw new ConsoleError('hsm.not-logged-in');
    const borrow: TokenContext['use'] = (work) => this.#watched(() => login.pool.use(work));
    return {
      abilities: login.abilities,
      use: (work) => login.lock.read(() => borrow(work)),
      change: (work) => login.lock.change(() => borrow(work)),
    };
  }

  /** Is the login still there? Asks the login session's state; a loss is told once. */
  check(): void {
    const login = this.#login;
    if (login === null) return;
    try {
      const { state } = tokenCall('C_GetSessionInfo', 'read', () =>
        this.library.C_GetSessionInfo(login.session.handle),
      );
      if (state !== userFunctions) this.#lose('login-lost');
    } catch (error) {
      const loss = lossOf(error);
      if (loss !== null) this.#lose(loss);
    }
  }

  async #watched<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const loss = lossOf(error);
      if (loss !== null) this.#lose(loss);
      throw error;
    }
  }

  #lose(loss: Loss): void {
    const login = this.#login;
    if (login === null) return;
    this.#login = null;
    login.pool.close();
    closeSession(login.session);
    this.onLoss(loss);
  }

  /** The flags after a refused PIN: the person sees what is left before they try again. */
  #withPinState(error: unknown): unknown {
    if (!(error instanceof ConsoleError) || !error.code.startsWith('hsm.pin-')) return error;
    const facts = { ...error.facts, ...pinFacts(this.token()) };
    return new ConsoleError(error.code, { facts, certainty: error.certainty, cause: error.cause });
  }
}

function pinFacts(token: TokenInfo): { label: string; pinState: string; minPinLength: number; maxPinLength: number } {
  const { label, pinState, minPinLength, maxPinLength } = token;
  return { label, pinState, minPinLength, maxPinLength };
}
