// Notices of the desktop: about the same things as the tiles of the dashboard, each of which a person can turn off for themselves.
import { needKinds } from './dashboard';

export const notificationKinds = [...needKinds, 'troubles'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** Under which name each person's choice is kept among their preferences. */
export const notificationsPreference = 'notifications';

/** What a person has turned off; everything else is on. Anything may have been stored. */
export function notificationsOff(stored: unknown): readonly NotificationKind[] {
  const off = typeof stored === 'object' && stored !== null ? (stored as { readonly off?: unknown }).off : null;
  return Array.isArray(off) ? notificationKinds.filter((kind) => off.includes(kind)) : [];
}
