// Locks the view when nobody has done anything for a while. Kept by main: a page can neither forget it nor put it off by saying nothing.
import type { Clock } from '../ports/clock';
import type { Log } from '../ports/log';
import { toConsoleError } from '../../shared/errors';

export interface IdleLock {
  /** Somebody did something just now. */
  active(): void;
  stop(): void;
}

/**
 * Calls `lock` once `idleMs` have passed since the last activity, and again after each further activity.
 * @param lock does nothing where nobody is logged in; a failure is logged
 */
export function startIdleLock(clock: Clock, log: Log, idleMs: number, lock: () => Promise<void>): IdleLock {
  const stopping = new AbortController();
  let lastMs = clock.monotonicMs();
  const loop = async (): Promise<void> => {
    for (;;) {
      const leftMs = lastMs + idleMs - clock.monotonicMs();
      if (leftMs > 0) {
        await clock.sleep(leftMs, stopping.signal);
        continue;
      }
      lastMs = clock.monotonicMs();
      await lock().catch((thrown: unknown) => log.error('idle-lock.failed', toConsoleError(thrown)));
    }
  };
  // The loop ends only by being stopped: the sleep rejects then.
  loop().catch(() => undefined);
  return {
    active() {
      lastMs = clock.monotonicMs();
    },
    stop: () => stopping.abort(),
  };
}
