// Tells the desktop when more needs a person than when they last could see it: jobs, rotations, material, troubles of the console itself.
import type { DesktopNotice } from '../../ports/desktop-notice';
import type { Settings } from '../../ports/settings';
import type { DashboardView } from '../../../shared/schemas/dashboard';
import {
  notificationsOff,
  notificationsPreference,
  type NotificationKind,
} from '../../../shared/schemas/notifications';
import type { Session } from '../session';

export interface NeedAnnouncerParts {
  readonly session: Session;
  readonly settings: Settings;
  readonly notice: DesktopNotice;
  /** As the login sees it. */
  readonly dashboard: () => Promise<DashboardView>;
}

/** What one login has turned off: of two people, what both have. */
export function turnedOff(settings: Settings, identityIds: readonly string[]): ReadonlySet<NotificationKind> {
  const each = identityIds.map((id) => notificationsOff(settings.preference(id, notificationsPreference)));
  return new Set(each[0]?.filter((kind) => each.every((off) => off.includes(kind))));
}

export function createNeedAnnouncer(parts: NeedAnnouncerParts): { look(): Promise<void> } {
  const { session, settings, notice } = parts;
  let known: ReadonlyMap<NotificationKind, number> | null = null;
  let generation = -1;

  return {
    async look() {
      const login = await session.current();
      if (login.identities.length === 0) return;
      const counts = countsOf(await parts.dashboard());
      // Whoever has just logged in sees the dashboard.
      const before = login.generation === generation ? known : null;
      generation = login.generation;
      known = counts;
      if (before === null) return;
      const off = turnedOff(
        settings,
        login.identities.map(({ id }) => id),
      );
      const more = [...counts].filter(([kind, count]) => count > (before.get(kind) ?? 0) && !off.has(kind));
      if (more.length > 0) notice.needsPerson(more.map(([kind, count]) => ({ kind, count })));
    },
  };
}

/** Requests are announced by name, by the announcer of requests. */
function countsOf({ needs, troubles }: DashboardView): ReadonlyMap<NotificationKind, number> {
  return new Map<NotificationKind, number>([
    ...needs.filter(({ kind }) => kind !== 'approvals').map(({ kind, count }) => [kind, count] as const),
    ['troubles', troubles.length],
  ]);
}
