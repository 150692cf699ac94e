// The calendar: which runs of all schedules fall between two times, and whether each would start as things stand.
import { occurrencesBetween } from '../../domain/calendar-rule';
import { calendarRuleOf } from '../../domain/key-group-rules';
import { approvalState, scopeDigestOf } from '../../domain/standing-approval';
import type { StoreReader } from '../../ports/store';
import type { CalendarRun } from '../../../shared/schemas/schedules';

export interface CalendarQuestion {
  readonly from: Date;
  readonly to: Date;
  readonly now: Date;
  readonly limit: number;
}

/** The earliest first. */
export async function readCalendar(
  tx: StoreReader,
  { from, to, now, limit }: CalendarQuestion,
): Promise<{ readonly runs: CalendarRun[]; readonly total: number }> {
  const rows = new Map((await tx.schedules.list()).map((row) => [row.id, row]));
  const credentials = new Map((await tx.credentials.list()).map((row) => [row.id, row]));
  const begin = from > now ? from : now;
  const runs = (await tx.groups.list()).flatMap((group): CalendarRun[] => {
    const rule = calendarRuleOf(group);
    if (rule === null) return [];
    const row = rows.get(group.id);
    const credential = credentials.get(group.template.credentialId);
    const digest = credential === undefined ? null : scopeDigestOf(group, credential);
    const state = approvalState(row?.approval ?? null, digest, now);
    const whyNot = (at: Date): CalendarRun['why'] => {
      if (row?.paused != null) return 'paused';
      if (state !== 'valid') return 'not-approved';
      return at.toISOString() >= (row?.approval?.validUntil ?? '') ? 'approval-ends' : null;
    };
    return occurrencesBetween(rule, begin, to, limit).map((at) => {
      const why = whyNot(at);
      const named = { groupId: group.id, group: group.template.name, timeZone: rule.timeZone };
      return { ...named, kind: 'rotation', at: at.toISOString(), willRun: why === null, why };
    });
  });
  runs.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return { runs: runs.slice(0, limit), total: runs.length };
}
