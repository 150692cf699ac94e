// The machine's clock, set ahead by hand: time runs on by itself, and sleepers wake when it is moved past their time.
import type { Clock } from '../../electron/ports/clock';

export interface MovableClock extends Clock {
  moveAhead(ms: number): void;
}

const lookEveryMs = 20;

export function movableClock(): MovableClock {
  let aheadMs = 0;
  const monotonicMs = (): number => performance.now() + aheadMs;
  return {
    now: () => new Date(Date.now() + aheadMs),
    monotonicMs,
    async sleep(ms, signal) {
      const untilMs = monotonicMs() + ms;
      while (monotonicMs() < untilMs) {
        signal?.throwIfAborted();
        await new Promise((resolve) => setTimeout(resolve, Math.min(lookEveryMs, untilMs - monotonicMs())));
      }
      signal?.throwIfAborted();
    },
    moveAhead(ms) {
      aheadMs += ms;
    },
  };
}
