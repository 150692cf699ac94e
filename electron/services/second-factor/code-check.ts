// Checks the second factor of an identity whose password was right: each code is good once.
import type { Identity, LoginState } from '../../domain/entities';
import { withoutCode } from './recovery-codes';
import { stepOfCode } from './totp';

/**
 * ok: `state` and `identity` are as they must be kept, so that no code is good twice; needed: there is a second factor and no code was
 * given; wrong: the code is of another time, used before, or none at all.
 */
export type CodeVerdict =
  | { readonly kind: 'ok'; readonly state: LoginState; readonly identity: Identity }
  | { readonly kind: 'needed' }
  | { readonly kind: 'wrong' };

/** An identity without a second factor needs no code, and none that is given matters. */
export function checkCode(identity: Identity, code: string | null, state: LoginState, now: Date): CodeVerdict {
  const { secondFactor } = identity;
  if (secondFactor === null) return { kind: 'ok', state, identity };
  if (code === null || code.trim() === '') return { kind: 'needed' };
  const step = stepOfCode(secondFactor.secret, code, now);
  if (step !== null) {
    // A step before the last one taken is not taken either: its code may have been seen.
    if (state.lastCodeStep !== undefined && step <= state.lastCodeStep) return { kind: 'wrong' };
    return { kind: 'ok', state: { ...state, lastCodeStep: step }, identity };
  }
  const recoveryCodes = withoutCode(secondFactor.recoveryCodes, code);
  if (recoveryCodes === null) return { kind: 'wrong' };
  return { kind: 'ok', state, identity: { ...identity, secondFactor: { ...secondFactor, recoveryCodes } } };
}
