// The filters of Audit Logs apart from their drawing: what the officer chose, what is remembered, what main is asked.
import {
  auditCategories,
  auditOutcomes,
  type AuditCategory,
  type AuditFilter,
  type AuditOutcome,
} from '../../../shared/schemas/audit';

export const auditTimes = ['all', 'hour', 'day', 'week', 'month', 'custom'] as const;
export type AuditTime = (typeof auditTimes)[number];

export interface AuditChoice {
  readonly text: string;
  readonly categories: readonly AuditCategory[];
  readonly outcomes: readonly AuditOutcome[];
  readonly time: AuditTime;
  /** Local wall time as `datetime-local` writes it, or empty; used with `custom`. */
  readonly from: string;
  readonly to: string;
  readonly jobId: string | null;
}

export const everything: AuditChoice = {
  text: '',
  categories: [],
  outcomes: [],
  time: 'all',
  from: '',
  to: '',
  jobId: null,
};

const hourMs = 3_600_000;
const lengthsMs: Readonly<Partial<Record<AuditTime, number>>> = {
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  month: 30 * 24 * hourMs,
};

const instantOf = (local: string): string | undefined => {
  const at = local === '' ? NaN : new Date(local).getTime();
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};

/** What main is asked. `now` is the time at which the filter was chosen, so that pages of one filter agree. */
export function auditFilterOf(choice: AuditChoice, now: Date): AuditFilter {
  const text = choice.text.trim();
  const lengthMs = lengthsMs[choice.time];
  const custom = choice.time === 'custom';
  const from =
    lengthMs !== undefined
      ? new Date(now.getTime() - lengthMs).toISOString()
      : custom
        ? instantOf(choice.from)
        : undefined;
  // A minute is meant to its end: "to 10:15" includes what happened at 10:15:30.
  const to = custom ? instantOf(choice.to)?.replace(/:\d\d\.\d{3}Z$/, ':59.999Z') : undefined;
  return {
    ...(text === '' ? {} : { text }),
    ...(choice.categories.length === 0 ? {} : { categories: [...choice.categories] }),
    ...(choice.outcomes.length === 0 ? {} : { outcomes: [...choice.outcomes] }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(choice.jobId === null ? {} : { jobId: choice.jobId }),
  };
}

/** Does the custom range end before it begins? */
export function rangeIsWrong(choice: AuditChoice): boolean {
  const from = instantOf(choice.from);
  const to = instantOf(choice.to);
  return choice.time === 'custom' && from !== undefined && to !== undefined && from > to;
}

/** Is anything filtered out? */
export function isFiltered(choice: AuditChoice): boolean {
  return Object.keys(auditFilterOf(choice, new Date(0))).length > 0;
}

const listed = <T extends string>(known: readonly T[], stored: unknown): T[] =>
  Array.isArray(stored) ? known.filter((item) => stored.includes(item)) : [];

/** Remembered filters; text and one job are of the moment and not kept. */
export function readAuditChoice(stored: unknown): AuditChoice {
  if (typeof stored !== 'object' || stored === null) return everything;
  const { categories, outcomes, time } = stored as Record<string, unknown>;
  const known = auditTimes.find((item) => item === time && item !== 'custom');
  return {
    ...everything,
    categories: listed(auditCategories, categories),
    outcomes: listed(auditOutcomes, outcomes),
    time: known ?? 'all',
  };
}
