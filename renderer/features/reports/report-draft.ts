// A report as it is being put together: fields of the window, and the definition that main takes.
import type { RequestStatus } from '../../../shared/schemas/approvals';
import type { KeyState } from '../../../shared/schemas/key-groups';
import type { ReportDefinition, ReportFilter, ReportKind } from '../../../shared/schemas/reports';
import { wallTimeOf } from '../../ui/format-time';
import { auditFilterOf, choiceOfFilter, everything, type AuditChoice } from '../audit/audit-filter';

export interface ReportDraft {
  readonly kind: ReportKind;
  readonly audit: AuditChoice;
  readonly groupIds: readonly string[];
  readonly keyStates: readonly KeyState[];
  readonly requestStatuses: readonly RequestStatus[];
  /** Local wall time as `datetime-local` writes it, or empty. */
  readonly from: string;
  readonly to: string;
  /** Ids in the order of the report; none: all. */
  readonly columns: readonly string[];
}

export const wholeReport = (kind: ReportKind): ReportDraft => ({
  kind,
  audit: everything,
  groupIds: [],
  keyStates: [],
  requestStatuses: [],
  from: '',
  to: '',
  columns: [],
});

const instantOf = (local: string): string | undefined => {
  const at = local === '' ? NaN : new Date(local).getTime();
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};

/** A time as `datetime-local` shows it; empty for none. */
export const localOf = (at: string | undefined): string => wallTimeOf(at, false);

/** Does the time range end before it begins? */
export function draftRangeIsWrong({ from, to }: ReportDraft): boolean {
  const [first, last] = [instantOf(from), instantOf(to)];
  return first !== undefined && last !== undefined && first > last;
}

/**
 * What main is asked for: only the filters that the kind takes.
 * @param now the moment that "last 7 days" counts from
 */
export function definitionOf(draft: ReportDraft, filters: readonly string[], now: Date): ReportDefinition {
  const audit = auditFilterOf(draft.audit, now);
  const [from, to] = [instantOf(draft.from), instantOf(draft.to)];
  const filter: ReportFilter = {
    ...(Object.keys(audit).length === 0 ? {} : { audit }),
    ...(draft.groupIds.length === 0 ? {} : { groupIds: [...draft.groupIds] }),
    ...(draft.keyStates.length === 0 ? {} : { keyStates: [...draft.keyStates] }),
    ...(draft.requestStatuses.length === 0 ? {} : { requestStatuses: [...draft.requestStatuses] }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  const taken = Object.fromEntries(Object.entries(filter).filter(([name]) => filters.includes(name)));
  return { kind: draft.kind, filter: taken, columns: draft.columns.length === 0 ? null : [...draft.columns] };
}

/** A saved definition put back into the fields. Times of an audit filter come back as the dates they stand for. */
export function draftOf({ kind, filter, columns }: ReportDefinition): ReportDraft {
  return {
    kind,
    audit: choiceOfFilter(filter.audit),
    groupIds: filter.groupIds ?? [],
    keyStates: filter.keyStates ?? [],
    requestStatuses: filter.requestStatuses ?? [],
    from: localOf(filter.from),
    to: localOf(filter.to),
    columns: columns ?? [],
  };
}

/** A fresh id of a run: 128 random bits in hex. */
export const newRunId = (): string => crypto.randomUUID().replaceAll('-', '');
