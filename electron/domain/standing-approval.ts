// What a schedule's standing approval covers, and whether it still does (product: a schedule is a standing approval). Pure.
import { ConsoleError } from '../../shared/errors';
import type { Operation } from '../../shared/permissions';
import type { ScheduleView } from '../../shared/schemas/schedules';
import { addPeriod } from './key-group-rules';
import { digestOf } from './digest';
import type { Credential, GroupSchedule, GroupStandingApproval, KeyGroup } from './entities';

/** The scheduled rotation, and the re-import of material that is about to expire. Nothing that takes something away. */
export const standingOperations: readonly Operation[] = ['key-group.force-rotate', 'key.synchronize'];

const longestMonths = 13;

/** The latest end that an approval given now may have. */
export function latestEnd(now: Date): Date {
  return addPeriod(now, { count: longestMonths, unit: 'months' });
}

/** What people approve: this revision of the group, its schedule, and where it works. Another access key of the same account is no change. */
export function standingScope(
  group: Pick<KeyGroup, 'id' | 'revision' | 'template'>,
  credential: Pick<Credential, 'accountId' | 'endpoint'>,
) {
  const { rotateEvery, schedule = null, rotationMethod, region, alias, materialExpiresInDays } = group.template;
  const { accountId, endpoint } = credential;
  return {
    groupId: group.id,
    revision: group.revision,
    operations: standingOperations,
    ...{ rotateEvery, schedule, rotationMethod, region, alias, materialExpiresInDays },
    credential: { accountId, endpoint },
  };
}

/** SHA-256 (hex) of `standingScope`. */
export function scopeDigestOf(...scope: Parameters<typeof standingScope>): string {
  return digestOf(standingScope(...scope));
}

type State = ScheduleView['approval']['state'];

/** @param digest scope of the group as it is now; null when its credential is gone */
export function approvalState(approval: GroupStandingApproval | null, digest: string | null, now: Date): State {
  if (approval === null) return 'none';
  if (approval.voidedAt !== null || approval.scopeDigest !== digest) return 'void';
  return now.toISOString() >= approval.validUntil ? 'expired' : 'valid';
}

/** The row of a group that has none yet, or whose rule has changed: nothing is owed from before. */
export function scheduleRowOf(group: KeyGroup, row: GroupSchedule | null, handledUntil: string): GroupSchedule {
  const { rotateEvery, schedule } = group.template;
  if (rotateEvery === null || schedule == null)
    throw new ConsoleError('internal', { facts: { what: 'group without a schedule' } });
  const blank = { paused: null, approval: null, waiting: null, lastRun: null };
  return { ...blank, ...row, id: group.id, rule: { every: rotateEvery, schedule }, handledUntil };
}
