// The filters of Audit Logs apart from their drawing: what the officer chose, what is remembered, what main is asked.
import {
  auditCategories,
  auditOutcomes,
  auditSeverities,
  auditTimes,
  type AuditFilter,
  type AuditTime,
  type SavedAuditChoice,
} from '../../../shared/schemas/audit';

/** What is chosen; the last two come from where somebody followed a job or an object here. */
export interface AuditChoice extends Readonly<SavedAuditChoice> {
  readonly jobId: string | null;
  /** Entries about this very object. */
  readonly targetId: string | null;
}

export const everything: AuditChoice = {
  text: '',
  categories: [],
  outcomes: [],
  severities: [],
  identityIds: [],
  target: '',
  time: 'all',
  from: null,
  to: null,
  jobId: null,
  targetId: null,
};

const hourMs = 3_600_000;
const lengthsMs: Readonly<Partial<Record<AuditTime, number>>> = {
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  month: 30 * 24 * hourMs,
};

/** What main is asked. `now` is the time at which the filter was chosen, so that pages of one filter agree. */
export function auditFilterOf(choice: AuditChoice, now: Date): AuditFilter {
  const lengthMs = lengthsMs[choice.time];
  const custom = choice.time === 'custom';
  const begins = lengthMs === undefined ? choice.from : new Date(now.getTime() - lengthMs).toISOString();
  const from = lengthMs !== undefined || custom ? begins : null;
  // A minute is meant to its end: "to 10:15" includes what happened at 10:15:30.
  const to = custom ? (choice.to?.replace(/:\d\d\.\d{3}Z$/, ':59.999Z') ?? null) : null;
  const [text, target] = [choice.text.trim(), choice.target.trim()];
  return {
    ...(text === '' ? {} : { text }),
    ...(choice.categories.length === 0 ? {} : { categories: [...choice.categories] }),
    ...(choice.outcomes.length === 0 ? {} : { outcomes: [...choice.outcomes] }),
    ...(choice.severities.length === 0 ? {} : { severities: [...choice.severities] }),
    ...(choice.identityIds.length === 0 ? {} : { identityIds: [...choice.identityIds] }),
    ...(target === '' ? {} : { target }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(choice.jobId === null ? {} : { jobId: choice.jobId }),
    ...(choice.targetId === null ? {} : { targetId: choice.targetId }),
  };
}

/** A filter of main put back into the fields; its times as the dates they are. */
export function choiceOfFilter(filter: AuditFilter | undefined): AuditChoice {
  if (filter === undefined) return everything;
  const { from = null, to = null } = filter;
  const dated = from !== null || to !== null;
  return {
    text: filter.text ?? '',
    categories: filter.categories ?? [],
    outcomes: filter.outcomes ?? [],
    severities: filter.severities ?? [],
    identityIds: filter.identityIds ?? [],
    target: filter.target ?? '',
    jobId: filter.jobId ?? null,
    targetId: filter.targetId ?? null,
    ...(dated ? { time: 'custom', from, to } : { time: 'all', from: null, to: null }),
  };
}

/** What a saved filter keeps. */
export function savedChoiceOf(choice: AuditChoice): SavedAuditChoice {
  const { jobId: _jobId, targetId: _targetId, ...saved } = choice;
  return saved;
}

/** Does the custom range end before it begins? */
export function rangeIsWrong({ time, from, to }: AuditChoice): boolean {
  return time === 'custom' && from !== null && to !== null && from > to;
}

/** Is anything filtered out? */
export function isFiltered(choice: AuditChoice): boolean {
  return Object.keys(auditFilterOf(choice, new Date(0))).length > 0;
}

const listed = <T extends string>(known: readonly T[], stored: unknown): T[] =>
  Array.isArray(stored) ? known.filter((item) => stored.includes(item)) : [];

/** Remembered filters; words, dates, one job and one object are of the moment and not kept. */
export function readAuditChoice(stored: unknown): AuditChoice {
  if (typeof stored !== 'object' || stored === null) return everything;
  const { categories, outcomes, severities, identityIds, time } = stored as Record<string, unknown>;
  const known = auditTimes.find((item) => item === time && item !== 'custom');
  const people = Array.isArray(identityIds) ? identityIds.filter((id) => typeof id === 'string') : [];
  return {
    ...everything,
    categories: listed(auditCategories, categories),
    outcomes: listed(auditOutcomes, outcomes),
    severities: listed(auditSeverities, severities),
    identityIds: people.filter((id) => id === 'console' || /^[0-9a-f]{32}$/.test(id)),
    time: known ?? 'all',
  };
}
