// Rules of passwords, lock-out, second factor and unused identities; the clock and the hashing are elsewhere.
import type { Environment } from '../../shared/schemas/status';
import type { Identity, LoginState } from './entities';

/** PRODUCTION's floors (product.md section 5); EVALUATION uses the same. */
export const passwordRules = { minLength: 12, maxLength: 128, historyLength: 5 } as const;
export const lockOutRules = { tries: 10, lockedMs: 30 * 60_000 } as const;
export const idleLockMs = 15 * 60_000;
/** PRODUCTION disables identities that nobody used for so long. */
export const unusedMs = 90 * 24 * 3_600_000;

/** Why a new password is refused, or null. */
export function passwordProblem(password: string, person: { name: string; fullName: string }): string | null {
  if (password.length < passwordRules.minLength) return 'too-short';
  if (password.length > passwordRules.maxLength) return 'too-long';
  if (new Set(password).size < 5) return 'too-few-different-characters';
  const lower = password.toLowerCase();
  const names = [person.name, ...person.fullName.split(/\s+/)].map((name) => name.toLowerCase());
  if (names.some((name) => name.length >= 4 && lower.includes(name))) return 'contains-name';
  return null;
}

/** What a person must do before a right password logs them in; null when nothing. */
export function loginDemand(
  identity: Pick<Identity, 'mustChangePassword' | 'secondFactor'>,
  environment: Environment,
): 'change-password' | 'enrol' | null {
  if (identity.mustChangePassword) return 'change-password';
  return environment === 'PRODUCTION' && identity.secondFactor === null ? 'enrol' : null;
}

/** Is the identity locked out at `now`? */
export function isLockedOut(state: LoginState | null, now: Date): boolean {
  return state?.lockedUntil !== null && state?.lockedUntil !== undefined && now < new Date(state.lockedUntil);
}

/** The counters after a wrong password or code. */
export function afterWrongPassword(state: LoginState, now: Date): LoginState {
  const failedTries = state.failedTries + 1;
  if (failedTries < lockOutRules.tries) return { ...state, failedTries };
  return { ...state, failedTries: 0, lockedUntil: new Date(now.getTime() + lockOutRules.lockedMs).toISOString() };
}

/** The counters after a right one. */
export function afterLogin(state: LoginState, now: Date): LoginState {
  return { ...state, failedTries: 0, lockedUntil: null, lastLoginAt: now.toISOString() };
}

/** Has nobody used the identity for 90 days? Being made or enabled counts as use. */
export function isUnused(identity: Pick<Identity, 'createdAt'>, state: LoginState | null, now: Date): boolean {
  const used = [identity.createdAt, state?.lastLoginAt ?? '', state?.enabledAt ?? ''].sort().at(-1) ?? '';
  return now.getTime() - new Date(used).getTime() >= unusedMs;
}
