// Who is logged in. Rights are read from the store each time something in it changed: a disabled identity loses them at once.
import type { Identity } from '../domain/entities';
import { loginRights, type LoginRights } from '../domain/roles';
import type { Store } from '../ports/store';
import { toConsoleError, type ConsoleError } from '../../shared/errors';

export interface SessionState {
  readonly identities: readonly Identity[];
  readonly rights: LoginRights;
  /** While the view is locked, the people of the login that was: only they can go on with it. Null while it is not. */
  readonly locked: readonly Identity[] | null;
  /** Changes with every login, log-out and loss of an identity. */
  readonly generation: number;
}

export interface Session {
  /** Identities that are still there, enabled and not reset since, and what they may do together. */
  current(): Promise<SessionState>;
  /** The present generation, without reading. */
  generation(): number;
  /** The caller has made sure that a locked view is open to this identity. */
  add(identityId: string): void;
  /** Everyone out; only they can come back before the lock is ended. Nothing where nobody is logged in. */
  lock(): void;
  /** Everyone out, and a lock is over. */
  end(): void;
}

export interface SessionParts {
  readonly store: Store;
  /** Who is logged in, or may be, has changed. */
  changed(): void;
  /** A row that decides who may do what does not fit the log: everyone is out, and the store must not be written any more. */
  tampered(error: ConsoleError): void;
}

export function createSession(parts: SessionParts): Session {
  const { store } = parts;
  let ids: readonly string[] = [];
  let lockedIds: readonly string[] | null = null;
  let generation = 0;
  let cached: Promise<SessionState> | null = null;
  store.onCommit(() => {
    cached = null;
  });

  const nobody = (): SessionState => ({ identities: [], rights: loginRights([], []), locked: null, generation });

  async function read(): Promise<SessionState> {
    if (ids.length === 0 && lockedIds === null) return nobody();
    const [wanted, wantedLocked] = [ids, lockedIds];
    const { found, foundLocked, roles } = await store.read(async (tx) => ({
      found: await Promise.all(wanted.map((id) => tx.identities.get(id))),
      foundLocked: await Promise.all((wantedLocked ?? []).map((id) => tx.identities.get(id))),
      roles: await tx.roles.list(),
    }));
    const identities = found.filter(mayStay);
    const locked = foundLocked.filter(mayStay);
    if (identities.length !== wanted.length && ids === wanted) {
      ids = identities.map((identity) => identity.id);
      generation += 1;
      parts.changed();
    }
    const rights = loginRights(identities, roles);
    // The login is complete again, or nobody is left who could complete it.
    const over = rights.roles.length > 0 || locked.length === 0;
    if (over && lockedIds === wantedLocked) lockedIds = null;
    return { identities, rights, locked: over ? null : locked, generation };
  }
  const changed = (): void => {
    generation += 1;
    cached = null;
    parts.changed();
  };
  async function readOrEnd(): Promise<SessionState> {
    try {
      return await read();
    } catch (thrown) {
      const error = toConsoleError(thrown);
      if (error.code !== 'store.row-tampered') throw error;
      ids = [];
      lockedIds = null;
      generation += 1;
      parts.tampered(error);
      return nobody();
    }
  }

  return {
    current() {
      if (cached === null) {
        const reading = readOrEnd();
        cached = reading;
        // A failed reading is not kept: the next call reads again.
        reading.catch(() => {
          if (cached === reading) cached = null;
        });
      }
      return cached;
    },
    generation: () => generation,
    add(identityId) {
      if (ids.includes(identityId)) return;
      ids = [...ids, identityId];
      changed();
    },
    lock() {
      if (ids.length === 0) return;
      lockedIds = lockedIds ?? ids;
      ids = [];
      changed();
    },
    end() {
      if (ids.length === 0 && lockedIds === null) return;
      ids = [];
      lockedIds = null;
      changed();
    },
  };
}

/** A reset ends the login of who was reset: whoever sits there has to show that they are still the same person. */
const mayStay = (identity: Identity | null): identity is Identity =>
  identity?.status === 'enabled' && !identity.mustChangePassword;
