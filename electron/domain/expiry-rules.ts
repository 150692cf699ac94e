// When material that expires in AWS is imported again, and when an end is warned of. Pure.
import type { Key, KeyGroup } from './entities';
import { lastExpiryDays } from './key-operation-rules';

const dayMs = 86_400_000;
/** Days ahead at which an end is warned of; 0 is the end itself. */
export const warningDays = [30, 7, 1, 0] as const;
/** Material that falls due this soon after the first is imported along with it: one job, not one a day. */
const togetherMs = dayMs;

/** Where a key still counts: its material is, or was until it expired, in AWS by the console's doing. */
const attached: readonly Key['state'][] = ['Active', 'Superseded', 'Synchronized', 'Disabled', 'Expired'];

/** Has the key material in AWS that the HSM holds, and that nobody took away on purpose? HMAC keys have no id of their material. */
export function isAttached(key: Key): boolean {
  const held = key.hsmReference !== null && key.kmsKeyId !== null && key.importedAt !== null;
  return held && (key.materialDeletedAt ?? null) === null && attached.includes(key.state);
}

/**
 * When the key's material is imported again; null when it does not expire, or is left to people: by the group, or because its last
 * import gave it less than a day. The next import gives it the days that the last one gave, so at least half of them go by first.
 */
export function reimportAt(group: KeyGroup, key: Key): Date | null {
  const days = group.template.reimportDaysBefore ?? null;
  const lifeDays = lastExpiryDays(key);
  if (days === null || key.materialExpiresAt === null || !isAttached(key)) return null;
  if (lifeDays === null || lifeDays < 1) return null;
  return new Date(Date.parse(key.materialExpiresAt) - Math.min(days, Math.floor(lifeDays / 2)) * dayMs);
}

/** Keys to import again now, every version that is due or falls due within a day of it; the first to expire first. */
export function dueReimports(group: KeyGroup, keys: readonly Key[], now: Date): readonly Key[] {
  const planned = keys.flatMap((key) => {
    const at = reimportAt(group, key)?.getTime();
    return at === undefined ? [] : [{ key, at }];
  });
  if (!planned.some(({ at }) => at <= now.getTime())) return [];
  return planned
    .filter(({ at }) => at <= now.getTime() + togetherMs)
    .sort((a, b) => a.at - b.at)
    .map(({ key }) => key);
}

export interface Warning {
  readonly of: 'material' | 'validity';
  readonly at: string;
  readonly days: number;
}

/** Warnings that the key has not had yet: of each end only the nearest that applies. */
export function dueWarnings(key: Key, now: Date): readonly Warning[] {
  const ends = [
    { of: 'material', at: isAttached(key) ? key.materialExpiresAt : null },
    // A superseded key only decrypts what is left: that it is past its time is as it should be.
    { of: 'validity', at: isAttached(key) && key.supersededAt === null ? key.validUntil : null },
  ] as const;
  return ends.flatMap(({ of, at }): Warning[] => {
    if (at === null) return [];
    const leftMs = Date.parse(at) - now.getTime();
    const days = warningDays.findLast((ahead) => leftMs <= ahead * dayMs);
    const last = key.warned?.[of];
    const given = last !== undefined && last.of === at && days !== undefined && last.days <= days;
    return days === undefined || given ? [] : [{ of, at, days }];
  });
}
