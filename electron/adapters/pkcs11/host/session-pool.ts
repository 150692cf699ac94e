// A bounded pool of sessions: operations borrow one each, so that none disturbs another's find, sign or encrypt.
import { ck } from './pkcs11-api';
import type { Handle, Library } from './pkcs11-api';
import type { Session } from './session-calls';
import { tokenCall } from './token-call';
import { ConsoleError } from '../../../../shared/errors';

/** Opens a read-write session. The login is the token's, so every session of this process shares it. */
export function openSession(library: Library, slot: Handle): Session {
  const handle = tokenCall('C_OpenSession', 'read', () =>
    library.C_OpenSession(slot, ck.CKF_SERIAL_SESSION | ck.CKF_RW_SESSION),
  );
  return { library, handle };
}

/** Closes a session; one that is gone already is as good as closed. */
export function closeSession(session: Session): void {
  try {
    session.library.C_CloseSession(session.handle);
  } catch {
    // The library forgot it first (token removed, all sessions closed): nothing is left to close.
  }
}

export class SessionPool {
  readonly #idle: Session[] = [];
  readonly #waiting: { resolve: () => void; reject: (error: ConsoleError) => void }[] = [];
  #open = 0;
  #closed = false;

  /** At most `limit` sessions are open at once; further operations wait their turn. */
  constructor(
    private readonly library: Library,
    private readonly slot: Handle,
    private readonly limit: number,
  ) {}

  /** Lends a session to `work`. After a failure it is closed: an operation may still be active in it. */
  async use<T>(work: (session: Session) => Promise<T> | T): Promise<T> {
    while (!this.#closed && this.#idle.length === 0 && this.#open >= this.limit) {
      await new Promise<void>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    }
    if (this.#closed) throw new ConsoleError('hsm.disconnected');
    const session = this.#idle.pop() ?? this.#openOne();
    let sound = false;
    try {
      const result = await work(session);
      sound = true;
      return result;
    } finally {
      this.#giveBack(session, sound);
    }
  }

  /** Closes what is idle now and what is lent once it comes back; whoever waits is refused. */
  close(): void {
    this.#closed = true;
    for (const session of this.#idle.splice(0)) closeSession(session);
    for (const waiter of this.#waiting.splice(0)) waiter.reject(new ConsoleError('hsm.disconnected'));
  }

  #openOne(): Session {
    const session = openSession(this.library, this.slot);
    this.#open += 1;
    return session;
  }

  #giveBack(session: Session, sound: boolean): void {
    if (sound && !this.#closed) {
      this.#idle.push(session);
    } else {
      this.#open -= 1;
      closeSession(session);
    }
    this.#waiting.shift()?.resolve();
  }
}
