// Who is logged in. Rights are read from the store each time something in it changed: a disabled identity loses them at once.
import type { Identity } from '../domain/entities';
import { loginRights, type LoginRights } from '../domain/roles';
import type { Store } from '../ports/store';
import { toConsoleError, type ConsoleError } from '../../shared/errors';

export interface SessionState {
  readonly identities: readonly Identity[];
  readonly rights: LoginRights;
  /** Changes with every login, log-out and loss of an identity. */
  readonly generation: number;
}

export interface Session {
  /** Identities that are still there and enabled, and what they may do together. */
  current(): Promise<SessionState>;
  /** The present generation, without reading. */
  generation(): number;
  add(identityId: string): void;
  /** Everyone out. */
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
  let generation = 0;
  let cached: Promise<SessionState> | null = null;
  store.onCommit(() => {
    cached = null;
  });

  async function read(): Promise<SessionState> {
    if (ids.length === 0) return { identities: [], rights: loginRights([], []), generation };
    const wanted = ids;
    const { found, roles } = await store.read(async (tx) => ({
      found: await Promise.all(wanted.map((id) => tx.identities.get(id))),
      roles: await tx.roles.list(),
    }));
    const identities = found.filter((identity): identity is Identity => identity?.status === 'enabled');
    if (identities.length !== wanted.length && ids === wanted) {
      ids = identities.map((identity) => identity.id);
      generation += 1;
      parts.changed();
    }
    return { identities, rights: loginRights(identities, roles), generation };
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
      generation += 1;
      parts.tampered(error);
      return { identities: [], rights: loginRights([], []), generation };
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
    end() {
      if (ids.length === 0) return;
      ids = [];
      changed();
    },
  };
}
