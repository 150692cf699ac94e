// Login by name, password and code: the same answer and the same time whatever was wrong. Counters and lock-out are the authenticator's.
import type { AuditEvent } from '../domain/audit-event';
import type { Identity } from '../domain/entities';
import { afterLogin, loginDemand } from '../domain/identity-rules';
import { loginRights } from '../domain/roles';
import type { Clock } from '../ports/clock';
import type { StoreWriter } from '../ports/store';
import type { Environment } from '../../shared/schemas/status';
import { ConsoleError, type ErrorCode } from '../../shared/errors';
import type { Authenticator, Proof } from './authenticate';
import type { Session, SessionState } from './session';

export interface LoginParts {
  readonly session: Session;
  readonly clock: Clock;
  readonly authenticator: Authenticator;
  readonly environment: Environment;
}

/** Runs the change and records its entry; see CommandContext.unitOfWork. */
export type LoginUnitOfWork = <T>(
  work: (tx: StoreWriter) => Promise<{
    readonly result: T;
    readonly audit: Partial<Pick<AuditEvent, 'target' | 'facts' | 'outcome' | 'identities'>>;
  }>,
) => Promise<T>;

export interface LoginSecrets {
  readonly password: string;
  readonly code: string | null;
}

export interface Login {
  /**
   * Adds the identity to the login. Throws `auth.login-refused` (unknown name, wrong password or code, disabled), `auth.locked-out`
   * (fact `until`), `auth.code-required`, `auth.password-change-required`, `auth.enrolment-required`, `auth.session-locked`,
   * `auth.already-logged-in`, `state.conflict` when too many tries wait.
   */
  login(name: string, secrets: LoginSecrets, unitOfWork: LoginUnitOfWork): Promise<void>;
  /**
   * Lets in whoever has just met a demand (a changed password, a second factor), where nothing else stands against it. Writes the
   * counters and an entry of its own; true when `session.add` is to follow the commit.
   */
  admit(tx: StoreWriter, proof: Pick<Proof, 'keep'>, identity: Identity): Promise<boolean>;
}

type Outcome = { readonly kind: 'in' } | { readonly kind: 'refused'; readonly error: ConsoleError };

export function createLogin({ session, clock, authenticator, environment }: LoginParts): Login {
  /** Why a proven identity is not let in now. */
  function obstacle(identity: Identity, { identities, locked }: SessionState): ErrorCode | null {
    if (identities.some(({ id }) => id === identity.id)) return 'auth.already-logged-in';
    if (locked !== null && !locked.some(({ id }) => id === identity.id)) return 'auth.session-locked';
    const demand = loginDemand(identity, environment);
    if (demand === null) return null;
    return demand === 'enrol' ? 'auth.enrolment-required' : 'auth.password-change-required';
  }

  async function entryOf(tx: StoreWriter, identity: Identity, before: readonly Identity[]) {
    const rights = loginRights([...before, identity], await tx.roles.list());
    return {
      identities: [...before, identity].map(({ id }) => id),
      target: targetOf(identity),
      facts: loginFacts(identity, before, rights),
    };
  }

  async function enter(proof: Proof, unitOfWork: LoginUnitOfWork): Promise<void> {
    const { identity } = proof;
    const state = await session.current();
    const outcome = await unitOfWork<Outcome>(async (tx) => {
      if (proof.outcome !== 'right' || identity === null) {
        await proof.keep(tx);
        return refused(identity, loginRefusal(proof), proof);
      }
      const standing = obstacle(identity, state);
      // Nothing is kept: the code may still serve for what is asked of the person now.
      if (standing !== null) return refused(identity, new ConsoleError(standing));
      await proof.keep(tx, (counters) => afterLogin(counters, clock.now()));
      return { result: { kind: 'in' }, audit: await entryOf(tx, identity, state.identities) };
    });
    if (outcome.kind === 'refused') throw outcome.error;
    if (identity !== null) session.add(identity.id);
  }

  return {
    login: (name, secrets, unitOfWork) => authenticator.prove({ name }, secrets, (proof) => enter(proof, unitOfWork)),
    async admit(tx, proof, identity) {
      const state = await session.current();
      if (obstacle(identity, state) !== null) {
        await proof.keep(tx);
        return false;
      }
      await proof.keep(tx, (counters) => afterLogin(counters, clock.now()));
      await tx.record({
        event: 'login.succeeded',
        category: 'Login',
        outcome: 'success',
        ...(await entryOf(tx, identity, state.identities)),
      });
      return true;
    },
  };
}

const targetOf = (identity: Identity | null): Exclude<AuditEvent['target'], undefined> =>
  identity === null ? null : { kind: 'identity', id: identity.id, name: identity.name };

/** A refusal as a unit of work gives it back: its entry is written, then the error is thrown. */
export function refused(
  identity: Identity | null,
  error: ConsoleError,
  proof?: Pick<Proof, 'failedTries' | 'lockedUntil'>,
): { result: { kind: 'refused'; error: ConsoleError }; audit: Partial<AuditEvent> } {
  const counters = proof === undefined ? {} : { failedTries: proof.failedTries, lockedUntil: proof.lockedUntil };
  return {
    result: { kind: 'refused', error },
    // A name nobody has may be a password typed into the wrong field: it is not written down.
    audit: {
      outcome: 'refused',
      target: targetOf(identity),
      facts: { code: error.code, known: identity !== null, ...counters },
    },
  };
}

/** What a window is told of a try that did not prove anybody. */
export function loginRefusal({ outcome, lockedUntil }: Pick<Proof, 'outcome' | 'lockedUntil'>): ConsoleError {
  if (outcome === 'locked-out') return new ConsoleError('auth.locked-out', { facts: { until: lockedUntil } });
  return new ConsoleError(outcome === 'code-needed' ? 'auth.code-required' : 'auth.login-refused');
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
