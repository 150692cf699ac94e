// Notices of the desktop by Electron, where it has any. A click brings the window to the front; nothing can be decided from outside it.
import { Notification, type BrowserWindow } from 'electron';
import type { DesktopNotice } from '../ports/desktop-notice';
import { shellTexts } from './texts';

export function desktopNotices(window: () => BrowserWindow | null): DesktopNotice {
  return {
    requestsWaiting({ count, newest }) {
      const open = window();
      // Whoever looks at the window sees the badge.
      if (open?.isFocused() === true || !Notification.isSupported()) return;
      const notice = new Notification({
        title: shellTexts.requestsWaiting(count),
        body: newest.join(', '),
        silent: true,
      });
      notice.on('click', () => {
        const found = window();
        found?.show();
        found?.focus();
      });
      notice.show();
    },
  };
}
