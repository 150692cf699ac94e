// Pacing keeps every second of AWS's clock under the quota, whatever the network does to the order of arrival.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createPacing, lanePlaces } from '../../../electron/adapters/aws-kms/pacing';
import { manualClock } from '../../support/manual-clock';

describe('pacing', () => {
  it('lets the first call go at once and the second of a one-a-second quota 1.1 s after the first was answered', async () => {
    const clock = manualClock();
    const start = clock.monotonicMs();
    const pacing = createPacing(clock);
    const sentAt: number[] = [];
    const call = (): Promise<void> =>
      pacing.run('GetParametersForImport', 1, async () => {
        sentAt.push(clock.monotonicMs() - start);
        await clock.sleep(300);
      });
    const all = Promise.all([call(), call(), call()]);
    await clock.runUntil(all);
    expect(sentAt).toEqual([0, 1400, 2800]);
  });

  it('keeps lanes apart', async () => {
    const clock = manualClock();
    const pacing = createPacing(clock);
    await pacing.run('a', 1, () => Promise.resolve());
    await pacing.run('b', 1, () => Promise.resolve());
    expect(clock.slept).toEqual([]);
  });

  it('goes on after a call that failed', async () => {
    const clock = manualClock();
    const pacing = createPacing(clock);
    await expect(pacing.run('a', 1, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(await clock.runUntil(pacing.run('a', 1, () => Promise.resolve('done')))).toBe('done');
  });

  it('never lets more arrive within a second than the quota', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1, 5, 15),
        fc.array(fc.record({ outMs: fc.integer({ min: 0, max: 900 }), backMs: fc.integer({ min: 0, max: 900 }) }), {
          minLength: 1,
          maxLength: 25,
        }),
        async (perSecond, calls) => {
          const clock = manualClock();
          const pacing = createPacing(clock);
          const arrivals: number[] = [];
          const all = calls.map(({ outMs, backMs }) =>
            pacing.run('lane', perSecond, async () => {
              await clock.sleep(outMs);
              arrivals.push(clock.monotonicMs());
              await clock.sleep(backMs);
            }),
          );
          await clock.runUntil(Promise.all(all));
          arrivals.sort((a, b) => a - b);
          arrivals.forEach((at, index) => {
            const later = arrivals[index + perSecond];
            if (later !== undefined) expect(later - at).toBeGreaterThan(1000);
          });
        },
      ),
      { numRuns: 15 },
    );
  });

  it('leaves a fifth of larger quotas to others', () => {
    expect([1, 5, 15, 100].map(lanePlaces)).toEqual([1, 4, 12, 80]);
  });
});
