// The machine's clock: sleeping can be ended, and what is asked for nothing does not wait.
import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../electron/adapters/system/system-clock';

describe('systemClock', () => {
  it('tells the time and a count that only grows', () => {
    const before = Date.now();
    expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(before);
    const first = systemClock.monotonicMs();
    expect(systemClock.monotonicMs()).toBeGreaterThanOrEqual(first);
  });

  it('ends a sleep at once with the reason it was aborted with, also before it began', async () => {
    const reason = new Error('stop');
    const stop = new AbortController();
    const sleeping = systemClock.sleep(3_600_000, stop.signal);
    stop.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    await expect(systemClock.sleep(3_600_000, stop.signal)).rejects.toBe(reason);
    await expect(systemClock.sleep(0, stop.signal)).rejects.toBe(reason);
    await systemClock.sleep(-5);
  });

  it('sleeps longer than a timer of Node can', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      let awake = false;
      const forty = 40 * 24 * 3_600_000;
      void systemClock.sleep(forty).then(() => (awake = true));
      await vi.advanceTimersByTimeAsync(forty - 1);
      expect(awake).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(awake).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});
