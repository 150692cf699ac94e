// One line of the benchmark's table.

export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 'MB';
  /** Median of what the console takes. */
  readonly console: number;
  /** Median of the baseline measured by turns with it in this run; null where the bound is a time. */
  readonly baseline: number | null;
  /** What is held against the bound: a ratio, a difference in MB, or a time in ms. */
  readonly value: number;
  readonly measure: 'ratio' | 'difference' | 'time';
  /** Null: shown, not bounded. */
  readonly bound: number | null;
  readonly rounds: number;
  /** What the baseline is, or how many rows there were. */
  readonly against: string;
}

/** Is the figure past its bound? */
export function isOver({ value, bound }: Figure): boolean {
  return bound !== null && value > bound;
}
