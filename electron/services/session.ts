// Who is logged in. Rights are read from the store each time something in it changed: a disabled identity loses them at once.
import type { Identity } from '../domain/entities';
import { loginRights, type LoginRights } from '../domain/roles';
import type { Store } from '../ports/store';

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

export function createSession(store: Store, onChange: () => void): Session {
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
      onChange();
    }
    return { identities, rights: loginRights(identities, roles), generation };
  }
  const changed = (): void => {
    generation += 1;
    cached = null;
    onChange();
  };

  return {
    current() {
      if (cached === null) {
        const reading = read();
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
