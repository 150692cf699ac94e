// Options of `npm run bench`.
import { parseArgs } from 'node:util';

export const sections = ['rotate', 'start', 'checks', 'audit'] as const;
export type Section = (typeof sections)[number];

export interface BenchOptions {
  /** Fewer rounds and a shorter log: a look, not a measurement. */
  readonly quick: boolean;
  /** A log of 1,000,000 entries instead of 100,000. */
  readonly full: boolean;
  /** Where the JSON goes beside the table; null: standard output, behind the table. */
  readonly json: string | null;
  readonly only: readonly Section[];
}

/** Throws a TypeError that names what is wrong. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      json: { type: 'string' },
      only: { type: 'string', multiple: true },
    },
  });
  const asked = values.only ?? sections;
  const unknown = asked.find((name) => !sections.some((section) => section === name));
  if (unknown !== undefined) throw new TypeError(`--only takes ${sections.join(', ')}, not ${unknown}`);
  return {
    quick: values.quick,
    full: values.full,
    json: values.json ?? null,
    only: sections.filter((section) => asked.includes(section)),
  };
}
