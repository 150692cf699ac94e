// Times two ways of doing the same by turns, so that whatever else the machine does falls on both alike.

export interface Pair {
  /** Median of each side, in the unit of the samples. */
  readonly console: number;
  readonly baseline: number;
  /** Median of the ratios of neighbouring rounds: what the load of the machine disturbs least. */
  readonly ratio: number;
  readonly rounds: number;
}

/** Middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Medians over samples taken by turns; `console[i]` and `baseline[i]` are of one round. */
export function pairOf(console: readonly number[], baseline: readonly number[]): Pair {
  return {
    console: median(console),
    baseline: median(baseline),
    ratio: median(console.map((value, round) => value / (baseline[round] ?? Number.NaN))),
    rounds: console.length,
  };
}

/**
 * Rounds of one call of each side, the order changing with each round. A sample is what the side returns.
 * @param warmUps rounds before that are not counted
 */
export async function byTurns(
  rounds: number,
  warmUps: number,
  sides: {
    readonly console: () => Promise<number>;
    readonly baseline: () => Promise<number>;
  },
): Promise<Pair> {
  const samples = { console: [] as number[], baseline: [] as number[] };
  for (let round = -warmUps; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (['console', 'baseline'] as const) : (['baseline', 'console'] as const);
    for (const side of order) {
      const sample = await sides[side]();
      if (round >= 0) samples[side].push(sample);
    }
  }
  return pairOf(samples.console, samples.baseline);
}
