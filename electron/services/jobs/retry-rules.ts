// When a step is tried again by itself, how long it waits, and when a person is asked. Pure.
import type { ConsoleError } from '../../../shared/errors';

/** Tries of one step within one run before a person is asked. */
export const attemptBudget = 6;
/** KMS is eventually consistent: NotFound and KMSInvalidState on something changed this recently are `later` (aws-kms section 11). */
export const settlingMs = 5 * 60_000;
const baseMs = 500;
const capMs = 60_000;

/** Full jitter: anywhere between 0 and the exponential bound. `random` is in [0, 1). */
export function backoffMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(capMs, baseMs * 2 ** attempt));
}

/** HSM trouble that ends when a person logs in again: the job waits in the queue. */
export function waitsForHsm(error: ConsoleError): boolean {
  return ['hsm.disconnected', 'hsm.not-logged-in', 'hsm.host-died'].includes(error.code);
}

/** Should the runner try the step again by itself? */
export function isRetriedByItself(error: ConsoleError, attempts: number, sinceOwnChangeMs: number | null): boolean {
  if (error.retry === 'later' && attempts < attemptBudget) return true;
  // Bounded by time, not by tries: within these minutes such an answer says nothing yet.
  const settling = sinceOwnChangeMs !== null && sinceOwnChangeMs < settlingMs;
  return settling && (error.code === 'kms.not-found' || error.code === 'kms.invalid-state');
}
