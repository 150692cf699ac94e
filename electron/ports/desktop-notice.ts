// A notice of the desktop outside the window: only numbers and names, never a secret and never what would be done.

import type { NotificationKind } from '../../shared/schemas/notifications';

export interface DesktopNotice {
  /** Requests that somebody logged in here may decide: how many now wait, and the names of the newest ones' targets. */
  requestsWaiting(waiting: { readonly count: number; readonly newest: readonly string[] }): void;
  /** More than before needs a person: of each kind, how many there are now. */
  needsPerson(needs: readonly { readonly kind: NotificationKind; readonly count: number }[]): void;
}
