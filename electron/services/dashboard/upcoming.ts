// Dates that come by themselves: rotations that fall due, material and keys that end, KMS keys that AWS will delete.
import type { GroupSchedule, Key, KeyGroup } from '../../domain/entities';
import { nextRotationAt, shownKeyState } from '../../domain/key-group-rules';
import type { UpcomingItem, UpcomingKind, UpcomingWeek } from '../../../shared/schemas/dashboard';
import { upcomingKinds } from '../../../shared/schemas/dashboard';

const dayMs = 86_400_000;
export const weeksAhead = 13;

/** Every date of the groups and their keys, the earliest first. Keys that are out of use for good have none. */
export function upcomingItems(
  groups: readonly KeyGroup[],
  keys: readonly Key[],
  now: Date,
  schedules: readonly GroupSchedule[] = [],
): readonly UpcomingItem[] {
  const rows = new Map(schedules.map((row) => [row.id, row]));
  const names = new Map(groups.map(({ id, template }) => [id, template.name]));
  const rotations = groups.flatMap((group): UpcomingItem[] => {
    const at = nextRotationAt(group, rows.get(group.id) ?? null)?.toISOString();
    const { id, template } = group;
    return at === undefined
      ? []
      : [{ id: `rotation ${id}`, kind: 'rotation', at, name: template.name, groupId: id, group: template.name }];
  });
  const ends = keys.flatMap((key) => keyDates(key, names.get(key.groupId) ?? key.groupId, now));
  return [...rotations, ...ends].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** A date that lies in the past counts only while its state still shows it. */
function keyDates(key: Key, group: string, now: Date): UpcomingItem[] {
  const { groupId, name } = key;
  const state = shownKeyState(key, now);
  const item = (kind: UpcomingKind, at: string | null | undefined, held: boolean): UpcomingItem[] =>
    at == null || !held ? [] : [{ id: `${kind} ${key.id}`, kind, at, name, groupId, group }];
  const inUse = state === 'Active' || state === 'Superseded' || state === 'Synchronized' || state === 'Expired';
  return [
    ...item('material-expires', key.materialExpiresAt, inUse),
    // A superseded key whose time is over is as it should be; it only decrypts what is left.
    ...item('key-valid-until', key.validUntil, inUse && key.supersededAt === null),
    ...item('deletion', key.deletionDate, state === 'Pending deletion'),
  ];
}

/** How many dates fall into each of the next 13 weeks; the first begins today at 00:00 UTC. What is in the past is in none. */
export function weeksOf(items: readonly UpcomingItem[], now: Date): UpcomingWeek[] {
  const start = Math.floor(now.getTime() / dayMs) * dayMs;
  return Array.from({ length: weeksAhead }, (_, index) => {
    const from = new Date(start + index * 7 * dayMs);
    const [first, end] = [from.toISOString(), new Date(from.getTime() + 7 * dayMs).toISOString()];
    const inWeek = items.filter(({ at }) => at >= first && at < end);
    const count = (kind: UpcomingKind): number => inWeek.filter((item) => item.kind === kind).length;
    const counts = Object.fromEntries(upcomingKinds.map((kind) => [kind, count(kind)])) as Record<UpcomingKind, number>;
    return { from: first, counts };
  });
}
