// Break-glass: how long it waits, how long it is shown, and when administrators may be made (product.md section 5: no hidden override).
import type { RecoveryState } from '../../shared/schemas/recovery';
import type { Recovery, RowId } from './entities';

const hourMs = 3_600_000;
export const recoveryRules = {
  shares: 3,
  needed: 2,
  /** Time in which anybody can notice and cancel it. */
  waitMs: 24 * hourMs,
  /** A recovery that nobody completes lapses so long after it opened. */
  openMs: 7 * 24 * hourMs,
  /** The identities it made cannot approve for so long. */
  mayNotDecideMs: 24 * hourMs,
  /** It is shown at each login for so long. */
  shownMs: 30 * 24 * hourMs,
} as const;

/** There is one row. */
export const recoveryId: RowId = '0000000000000000000000000000d001';

export const noRecovery: Recovery = { id: recoveryId, revision: 0, secret: null, attempt: null, completed: null };

/** A clock that stands before the beginning opens nothing. */
export function recoveryState({ secret, attempt }: Recovery, now: Date): RecoveryState {
  if (secret === null) return 'no-secret';
  const at = now.toISOString();
  if (attempt === null || at >= attempt.lapsesAt) return 'ready';
  return at >= attempt.opensAt ? 'open' : 'waiting';
}

/** The row once a recovery is begun. */
export function begun(recovery: Recovery, now: Date): Recovery {
  const opensAtMs = now.getTime() + recoveryRules.waitMs;
  return {
    ...recovery,
    revision: recovery.revision + 1,
    attempt: {
      startedAt: now.toISOString(),
      opensAt: new Date(opensAtMs).toISOString(),
      lapsesAt: new Date(opensAtMs + recoveryRules.openMs).toISOString(),
    },
  };
}
