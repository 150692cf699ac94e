// Login by name and password: lock-out with the store's counters, the same answer and the same time whatever was wrong.
import type { Identity, LoginState } from '../domain/entities';
import { afterLogin, afterWrongPassword, isLockedOut } from '../domain/identity-rules';
import { loginRights } from '../domain/roles';
import type { AuditEvent } from '../domain/audit-event';
import type { Clock } from '../ports/clock';
import type { Store, StoreWriter } from '../ports/store';
import { ConsoleError } from '../../shared/errors';
import type { Passwords } from './passwords';
import type { Session } from './session';

/** Logins wait for each other, so that tries made at once are counted one by one; more than this are not kept waiting. */
const maxWaiting = 8;
/** Names nobody has are locked out like names somebody has; so many of them are remembered. */
const maxUnknownNames = 1000;

export interface LoginParts {
  readonly store: Store;
  readonly session: Session;
  readonly clock: Clock;
  /** While the store is read-only the counters live in memory. */
  readonly readOnly: () => boolean;
  readonly passwords: Passwords;
}

/** Runs the change and records its entry; see CommandContext.unitOfWork. */
export type LoginUnitOfWork = <T>(
  work: (tx: StoreWriter) => Promise<{
    readonly result: T;
    readonly audit: Partial<Pick<AuditEvent, 'target' | 'facts' | 'outcome' | 'identities'>>;
  }>,
) => Promise<T>;

export interface Login {
  /**
   * Adds the identity to the login. Throws `auth.login-refused` (unknown name, wrong password, disabled),
   * `auth.locked-out` (fact `until`), `auth.already-logged-in`, `state.conflict` when too many tries wait.
   */
  login(name: string, password: string, unitOfWork: LoginUnitOfWork): Promise<void>;
}

type Outcome = { readonly kind: 'in' } | { readonly kind: 'refused'; readonly error: ConsoleError };

export function createLogin(parts: LoginParts): Login {
  const { store, session, clock } = parts;
  /** Counters of unknown names, and of known ones while the store is read-only. */
  const remembered = new Map<string, LoginState>();
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  const blank = (identityId: string): LoginState => ({
    identityId,
    failedTries: 0,
    lockedUntil: null,
    lastLoginAt: null,
  });

  function remember(key: string, state: LoginState): void {
    remembered.delete(key);
    remembered.set(key, state);
    const oldest = remembered.keys().next();
    if (remembered.size > maxUnknownNames && oldest.done !== true) remembered.delete(oldest.value);
  }

  async function tryLogin(typed: string, password: string, unitOfWork: LoginUnitOfWork): Promise<void> {
    const name = typed.trim().toLowerCase();
    const identity = await store.read((tx) => tx.identities.byName(name));
    const inMemory = identity === null || parts.readOnly();
    const key = identity?.id ?? `unknown:${name}`;
    const now = clock.now();
    const before = inMemory
      ? (remembered.get(key) ?? blank(key))
      : ((await store.read((tx) => tx.loginStates.get(identity.id))) ?? blank(identity.id));
    const locked = isLockedOut(before, now);
    // The work of hashing is done in every case, so that time says nothing.
    const right = await parts.passwords.passwordMatches(password, identity?.password ?? null);
    const { identities } = await session.current();

    const outcome = await unitOfWork<Outcome>(async (tx) => {
      const keep = (state: LoginState): Promise<void> =>
        inMemory ? Promise.resolve(remember(key, state)) : tx.loginStates.put(state);
      const target = identity === null ? null : { kind: 'identity', id: identity.id, name: identity.name };
      const refused = (error: ConsoleError, facts: Readonly<Record<string, unknown>>) => ({
        result: { kind: 'refused', error } as const,
        // A name nobody has may be a password typed into the wrong field: it is not written down.
        audit: { outcome: 'refused', target, facts: { code: error.code, known: identity !== null, ...facts } } as const,
      });
      if (locked) return refused(lockedOut(before), { lockedUntil: before.lockedUntil });
      if (!right || identity === null || identity.status !== 'enabled') {
        const after = right ? before : afterWrongPassword(before, now);
        await keep(after);
        const error = isLockedOut(after, now) ? lockedOut(after) : new ConsoleError('auth.login-refused');
        return refused(error, { failedTries: before.failedTries + 1, lockedUntil: after.lockedUntil });
      }
      if (identities.some(({ id }) => id === identity.id))
        return refused(new ConsoleError('auth.already-logged-in'), {});
      await keep(afterLogin(before, now));
      const rights = loginRights([...identities, identity], await tx.roles.list());
      return {
        result: { kind: 'in' },
        audit: {
          identities: [...identities, identity].map(({ id }) => id),
          target,
          facts: loginFacts(identity, identities, rights),
        },
      };
    });
    if (outcome.kind === 'refused') throw outcome.error;
    if (identity !== null) session.add(identity.id);
  }

  return {
    login(name, password, unitOfWork) {
      if (waiting >= maxWaiting) return Promise.reject(new ConsoleError('state.conflict', { retry: 'later' }));
      waiting += 1;
      const turn = last
        .then(() => tryLogin(name, password, unitOfWork))
        .finally(() => {
          waiting -= 1;
        });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

function lockedOut(state: LoginState): ConsoleError {
  return new ConsoleError('auth.locked-out', { facts: { until: state.lockedUntil } });
}

function loginFacts(
  identity: Identity,
  before: readonly Identity[],
  rights: ReturnType<typeof loginRights>,
): Readonly<Record<string, unknown>> {
  return {
    name: identity.name,
    joined: before.length > 0,
    roles: rights.roles.map((role) => role.name),
    waiting: rights.waiting,
  };
}
