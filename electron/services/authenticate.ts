// Proves an identity by password and one-time code: one place for the counters and the lock-out of logins and signatures alike.
import type { Identity, LoginState } from '../domain/entities';
import { afterWrongPassword, isLockedOut } from '../domain/identity-rules';
import type { Clock } from '../ports/clock';
import type { Store, StoreWriter } from '../ports/store';
import { ConsoleError } from '../../shared/errors';
import type { Passwords } from './passwords';
import { checkCode } from './second-factor/code-check';

/** Tries wait for each other, so that those made at once are counted one by one; more than this are not kept waiting. */
const maxWaiting = 8;
/** Names nobody has are locked out like names somebody has; so many of them are remembered. */
const maxUnknownNames = 1000;

export interface AuthenticatorParts {
  readonly store: Store;
  readonly clock: Clock;
  /** While the store is read-only the counters live in memory. */
  readonly readOnly: () => boolean;
  readonly passwords: Passwords;
}

/** What one try came to. Nothing of it is kept before `keep` is called. */
export interface Proof {
  /** Null for a name nobody has. */
  readonly identity: Identity | null;
  /** code-needed: the password was right, there is a second factor, and no code was given; it counts as no try. */
  readonly outcome: 'right' | 'code-needed' | 'refused' | 'locked-out';
  /** Wrong tries in a row, this one among them. */
  readonly failedTries: number;
  /** ISO 8601; null when not locked out. */
  readonly lockedUntil: string | null;
  /**
   * Keeps the counters, and the code as used, in the transaction that records the try.
   * @param change of the counters of a right try: a login notes its time
   */
  keep(tx: StoreWriter, change?: (state: LoginState) => LoginState): Promise<void>;
}

export interface Authenticator {
  /**
   * Tries one password and hands the result to `use`; no other try begins before `use` is done.
   * Throws `state.conflict` (retry later) when too many tries wait.
   */
  prove<T>(
    who: { readonly name: string } | { readonly id: string },
    secrets: { readonly password: string; readonly code: string | null },
    use: (proof: Proof) => Promise<T>,
  ): Promise<T>;
}

/** The recovery codes that are left, in the row as it is in this transaction: it may have changed since the password was checked. */
async function keepCodes(tx: StoreWriter, { id, secondFactor }: Identity): Promise<void> {
  const stored = await tx.identities.get(id);
  if (stored?.secondFactor?.secret !== secondFactor?.secret || stored === null || secondFactor === null)
    throw new ConsoleError('state.conflict', { facts: { reason: 'identity-changed', id } });
  await tx.identities.put({ ...stored, secondFactor });
}

const blank = (identityId: string): LoginState => ({
  identityId,
  failedTries: 0,
  lockedUntil: null,
  lastLoginAt: null,
});

export function createAuthenticator(parts: AuthenticatorParts): Authenticator {
  const { store, clock } = parts;
  /** Counters of unknown names, and of known ones while the store is read-only. */
  const remembered = new Map<string, LoginState>();
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  function remember(key: string, state: LoginState): void {
    remembered.delete(key);
    remembered.set(key, state);
    const oldest = remembered.keys().next();
    if (remembered.size > maxUnknownNames && oldest.done !== true) remembered.delete(oldest.value);
  }

  type Who = Parameters<Authenticator['prove']>[0];

  async function attempt(who: Who, secrets: { password: string; code: string | null }): Promise<Proof> {
    const name = 'name' in who ? who.name.trim().toLowerCase() : null;
    const identity = await store.read((tx) =>
      'id' in who ? tx.identities.get(who.id) : tx.identities.byName(name ?? ''),
    );
    const inMemory = identity === null || parts.readOnly();
    const key = identity?.id ?? `unknown:${name ?? ''}`;
    const now = clock.now();
    const before = inMemory
      ? (remembered.get(key) ?? blank(key))
      : ((await store.read((tx) => tx.loginStates.get(identity.id))) ?? blank(identity.id));
    // The work of hashing is done in every case, so that time says nothing.
    const right = await parts.passwords.passwordMatches(secrets.password, identity?.password ?? null);
    const keepState = (tx: StoreWriter, state: LoginState): Promise<void> =>
      inMemory ? Promise.resolve(remember(key, state)) : tx.loginStates.put(state);

    if (isLockedOut(before, now)) {
      const { failedTries, lockedUntil } = before;
      return { identity, outcome: 'locked-out', failedTries, lockedUntil, keep: () => Promise.resolve() };
    }
    const coded = right && identity?.status === 'enabled' ? checkCode(identity, secrets.code, before, now) : null;
    if (coded?.kind === 'needed') {
      const { failedTries, lockedUntil } = before;
      return { identity, outcome: 'code-needed', failedTries, lockedUntil, keep: () => Promise.resolve() };
    }
    // A recovery code could not be kept as used while the store is read-only.
    if (coded?.kind === 'ok' && !(inMemory && coded.identity !== identity)) {
      const counters: LoginState = { ...coded.state, failedTries: 0, lockedUntil: null };
      return {
        identity: coded.identity,
        outcome: 'right',
        failedTries: 0,
        lockedUntil: null,
        async keep(tx, change = (state) => state) {
          await keepState(tx, change(counters));
          if (coded.identity !== identity) await keepCodes(tx, coded.identity);
        },
      };
    }
    // A right password of a disabled identity is refused and not counted.
    const after = right && coded === null ? before : afterWrongPassword(before, now);
    return {
      identity,
      outcome: isLockedOut(after, now) ? 'locked-out' : 'refused',
      failedTries: before.failedTries + 1,
      lockedUntil: after.lockedUntil,
      keep: (tx) => keepState(tx, after),
    };
  }

  return {
    prove(who, secrets, use) {
      if (waiting >= maxWaiting) return Promise.reject(new ConsoleError('state.conflict', { retry: 'later' }));
      waiting += 1;
      const turn = last
        .then(async () => use(await attempt(who, secrets)))
        .finally(() => {
          waiting -= 1;
        });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
