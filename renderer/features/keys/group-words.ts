// Derived words about a key group, the same in the table and beside it.
import { onDemandRotationLimit } from '../../../shared/aws-terms';
import type { KeyGroupView, KeyView } from '../../../shared/schemas/key-groups';
import { text } from '../../text/text';

/** Why there is no time of a next rotation, in words; null when there is one. */
export function nextRotationText(
  group: Pick<KeyGroupView, 'rotateKey' | 'nextRotationAt' | 'scheduleState'>,
): string | null {
  if (!group.rotateKey) return text.keys.groups.noRotation;
  if (group.scheduleState?.paused != null) return text.schedules.pausedShort;
  return group.nextRotationAt === null ? text.keys.groups.afterFirst : null;
}

/**
 * On-demand rotations left of the active KMS key by the console's own record: each later generation on the same key used one.
 * AWS's own count is shown before a force rotate; null where the method does not use them or there is no key yet.
 */
export function rotationsLeftByRecord(
  group: Pick<KeyGroupView, 'rotationMethod' | 'activeKeyId'>,
  keys: readonly KeyView[],
): number | null {
  if (group.rotationMethod !== 'same-key' || group.activeKeyId === null) return null;
  const onSameKey = keys.filter((key) => key.kmsKeyId === group.activeKeyId && key.activatedAt !== null).length;
  return Math.max(0, onDemandRotationLimit - Math.max(0, onSameKey - 1));
}

/** How often, and when where the console starts the rotations by itself. */
export function scheduleWords(group: Pick<KeyGroupView, 'rotateKey' | 'rotateEvery' | 'schedule'>): string {
  if (!group.rotateKey || group.rotateEvery === null) return text.keys.groups.noRotation;
  const every = text.keys.period(group.rotateEvery);
  return group.schedule == null ? every : text.schedules.rule(every, group.schedule);
}
