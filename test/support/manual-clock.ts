// A clock that tests move by hand: sleepers wake when it passes their time, and never by themselves.
import type { Clock } from '../../electron/ports/clock';

export interface ManualClock extends Clock {
  /** Moves time on, waking sleepers in order; what they do at once, and new sleeps within `ms`, is part of it. */
  advance(ms: number): Promise<void>;
  /** Moves time on as for a machine that was switched off meanwhile: who should have woken does so once, now. */
  leap(ms: number): Promise<void>;
  /** Wakes one sleeper after the other, however long it sleeps, until `done` is settled. */
  runUntil<T>(done: Promise<T>): Promise<T>;
  /** Sets the time of day back, as somebody who wants more of it would; what is monotonic goes on. */
  setBack(ms: number): void;
  /** Lengths of all sleeps asked for so far (ms). */
  readonly slept: readonly number[];
}

export function manualClock(start = '2026-03-01T12:00:00.000Z'): ManualClock {
  let nowMs = Date.parse(start);
  let backMs = 0;
  const slept: number[] = [];
  let sleepers: { readonly atMs: number; readonly wake: () => void }[] = [];
  /** Lets promise callbacks and completed I/O run. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const wakeNext = (untilMs: number): boolean => {
    const next = [...sleepers].sort((a, b) => a.atMs - b.atMs)[0];
    if (next === undefined || next.atMs > untilMs) return false;
    sleepers = sleepers.filter((sleeper) => sleeper !== next);
    nowMs = Math.max(nowMs, next.atMs);
    next.wake();
    return true;
  };
  return {
    slept,
    now: () => new Date(nowMs - backMs),
    setBack(ms) {
      backMs += ms;
    },
    monotonicMs: () => nowMs,
    sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      return new Promise((resolve, reject) => {
        const abort = (): void => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal?.reason as Error);
        };
        const wake = (): void => {
          signal?.removeEventListener('abort', abort);
          resolve();
        };
        const sleeper = { atMs: nowMs + ms, wake };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', abort);
      });
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settle();
      while (wakeNext(untilMs)) await settle();
      nowMs = untilMs;
      await settle();
    },
    async leap(ms) {
      await settle();
      nowMs += ms;
      const due = sleepers.filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs);
      sleepers = sleepers.filter((sleeper) => !due.includes(sleeper));
      for (const { wake } of due) wake();
      await settle();
    },
    async runUntil(done) {
      const breathe = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 1));
      let settled = false;
      void done.then(
        () => (settled = true),
        () => (settled = true),
      );
      await settle();
      const isSettled = (): boolean => settled;
      while (!isSettled()) {
        // Real I/O (a server, a database) goes on between two steps of the clock.
        if (!wakeNext(Number.POSITIVE_INFINITY)) await breathe();
        await settle();
      }
      return done;
    },
  };
}

/** Pauses are over at once, in a time of its own: for parts whose waiting is not what the test is about. */
export function hastyClock(): Clock {
  let passedMs = 0;
  return {
    now: () => new Date(Date.now() + passedMs),
    monotonicMs: () => passedMs,
    sleep: (ms) => {
      passedMs += ms;
      return Promise.resolve();
    },
  };
}
