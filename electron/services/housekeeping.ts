// What has to be done from time to time while the store is open: an anchor that is due, counted refusals, overdue lines.
import type { Clock } from '../ports/clock';
import type { Log } from '../ports/log';
import { toConsoleError } from '../../shared/errors';

const everyMs = 60_000;

/** Runs `work` once a minute until stopped; a failure is logged and does not end it. */
export function startHousekeeping(clock: Clock, log: Log, work: () => Promise<void>): { stop(): void } {
  const stopping = new AbortController();
  const loop = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(everyMs, stopping.signal);
      await work().catch((thrown: unknown) => log.error('housekeeping.failed', toConsoleError(thrown)));
    }
  };
  // The loop ends only by being stopped: the sleep rejects then.
  loop().catch(() => undefined);
  return { stop: () => stopping.abort() };
}
