// The state of a group's schedule as the window shows it.
import { nextOccurrence } from '../../domain/calendar-rule';
import { calendarRuleOf } from '../../domain/key-group-rules';
import { approvalState, scopeDigestOf } from '../../domain/standing-approval';
import type { Credential, GroupSchedule, KeyGroup } from '../../domain/entities';
import type { StoreReader } from '../../ports/store';
import type { ScheduleView } from '../../../shared/schemas/schedules';
import { identityName } from '../identity-names';

/** Null for a group without a schedule. */
export async function scheduleView(
  tx: StoreReader,
  group: KeyGroup,
  row: GroupSchedule | null,
  credential: Credential | null,
  now: Date,
): Promise<ScheduleView | null> {
  const rule = calendarRuleOf(group);
  if (rule === null) return null;
  const { paused = null, approval = null, waiting = null, lastRun = null } = row ?? {};
  const digest = credential === null ? null : scopeDigestOf(group, credential);
  return {
    nextRunAt: paused === null ? nextOccurrence(rule, now).toISOString() : null,
    paused: paused === null ? null : { at: paused.at, by: await identityName(tx, paused.by) },
    approval: {
      state: approvalState(approval, digest, now),
      validUntil: approval?.validUntil ?? null,
      requestId: approval?.requestId ?? null,
    },
    waiting: waiting === null ? null : { dueAt: waiting.dueAt, reason: waiting.reason, error: waiting.error },
    lastRun,
  };
}
