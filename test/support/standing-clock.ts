// A clock that stands until it is moved.
import type { Clock } from '../../electron/ports/clock';

export interface TestClock extends Clock {
  set(iso: string): void;
}
export function standingClock(start = '2026-03-01T10:00:00.000Z'): TestClock {
  let now = new Date(start);
  return {
    now: () => now,
    monotonicMs: () => now.getTime(),
    sleep: () => Promise.resolve(),
    set: (iso) => {
      now = new Date(iso);
    },
  };
}
