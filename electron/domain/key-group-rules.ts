// Rules of key groups: which fields contradict each other, when a rotation is due, which state to show.
import { add } from 'date-fns';
import { canonicalJson } from '../../shared/canonical-json';
import { keySpecOf, rotatesInPlace } from '../../shared/key-spec';
import type { Period } from '../../shared/schemas/common';
import type { KeyGroupInput, KeyGroupState, KeyState } from '../../shared/schemas/key-groups';
import type { JobStatus } from '../../shared/schemas/jobs';
import { nextOccurrence, type CalendarRule } from './calendar-rule';
import type { GroupSchedule, Key, KeyGroup } from './entities';

/** `from` plus a calendar period, in UTC wall time (months of different length end on their last day). */
export function addPeriod(from: Date, period: Period): Date {
  return add(from, { [period.unit]: period.count });
}

/** AWS KMS takes 8192 characters; the reference that the console adds needs 43 of them. */
const maxDescription = 8192 - 43;

/** Field whose value contradicts another, or null. Keep key valid for is longer than Rotate Every (product.md section 3). */
export function contradiction(
  input: KeyGroupInput,
): { readonly field: keyof KeyGroupInput; readonly rule: string } | null {
  if (input.rotateKey && input.rotateEvery === null) return { field: 'rotateEvery', rule: 'needed' };
  if (input.rotateEvery !== null && input.keepKeyValidFor !== null) {
    const start = new Date('2024-01-01T00:00:00Z');
    if (addPeriod(start, input.keepKeyValidFor) <= addPeriod(start, input.rotateEvery)) {
      return { field: 'keepKeyValidFor', rule: 'longer-than-rotate-every' };
    }
  }
  const { reimportDaysBefore: before = null, materialExpiresInDays: days } = input;
  if (before !== null && (days === null || before >= days))
    return { field: 'reimportDaysBefore', rule: 'shorter-than-material-expires' };
  if (input.rotationMethod === 'same-key' && !rotatesInPlace(keySpecOf(input)))
    return { field: 'rotationMethod', rule: 'new-key-only' };
  const keys = input.tags.map((tag) => tag.key);
  if (new Set(keys).size !== keys.length) return { field: 'tags', rule: 'repeated' };
  if (keys.some((key) => key.startsWith('kmes:'))) return { field: 'tags', rule: 'reserved' };
  if (input.description.length > maxDescription) return { field: 'description', rule: 'too-long' };
  return null;
}

/** The group's calendar rule; null when it has none, or does not rotate. */
export function calendarRuleOf(group: KeyGroup): CalendarRule | null {
  const { rotateKey, rotateEvery, schedule } = group.template;
  return !rotateKey || rotateEvery === null || schedule == null ? null : { ...schedule, every: rotateEvery };
}

/** Up to when the schedule owes nothing: the last run, or when the rule in force was set; a rotation by hand counts as well. */
export function handledUntil(group: KeyGroup, row: GroupSchedule | null): Date {
  const { rotateEvery, schedule } = group.template;
  const same = row !== null && canonicalJson(row.rule) === canonicalJson({ every: rotateEvery, schedule });
  const since = same ? row.handledUntil : group.changedAt;
  return new Date(group.lastRotatedAt !== null && group.lastRotatedAt > since ? group.lastRotatedAt : since);
}

/**
 * When the next rotation falls due, in the past when it is late; null when the group does not rotate, is paused, or has neither a
 * schedule nor a key yet.
 */
export function nextRotationAt(group: KeyGroup, row: GroupSchedule | null = null): Date | null {
  const { rotateKey, rotateEvery } = group.template;
  const rule = calendarRuleOf(group);
  if (rule !== null) return (row?.paused ?? null) !== null ? null : nextOccurrence(rule, handledUntil(group, row));
  if (!rotateKey || rotateEvery === null || group.lastRotatedAt === null) return null;
  return addPeriod(new Date(group.lastRotatedAt), rotateEvery);
}

/** A rotation is overdue once it has been due for a day. */
const overdueAfterMs = 24 * 3_600_000;

export function keyGroupState(
  group: KeyGroup,
  keys: readonly Key[],
  openJob: JobStatus | null,
  now: Date,
  row: GroupSchedule | null = null,
): KeyGroupState {
  if (openJob === 'Needs attention') return 'Needs attention';
  // Deleting any material makes the whole KMS key unusable: nothing works until a person synchronizes it.
  const current = keys.filter((key) => key.kmsKeyId !== null && key.kmsKeyId === group.activeKeyId);
  if (current.some((key) => key.state === 'Material deleted')) return 'Needs attention';
  const active = keys.find((key) => key.state === 'Active');
  if (active === undefined)
    return current.some((key) => key.state === 'Disabled' || key.state === 'Pending deletion') ? 'Disabled' : 'Ready';
  const due = nextRotationAt(group, row);
  if (due === null || now < due) return 'Active';
  return now.getTime() - due.getTime() >= overdueAfterMs ? 'Rotation overdue' : 'Rotation due';
}

/** The state shown for a key: an Active or Superseded key whose cryptoperiod is over shows Expired. */
export function shownKeyState(key: Key, now: Date): KeyState {
  const lives = key.state === 'Active' || key.state === 'Superseded';
  const over = (at: string | null): boolean => at !== null && now >= new Date(at);
  return lives && (over(key.validUntil) || over(key.materialExpiresAt)) ? 'Expired' : key.state;
}

/** Name of a generation: the group's name and its number. */
export function keyName(groupName: string, generation: number): string {
  return `${groupName} #${generation}`;
}
