// Notices of the desktop by Electron, where it has any. A click brings the window to the front; nothing can be decided from outside it.
import { Notification, type BrowserWindow } from 'electron';
import type { DesktopNotice } from '../ports/desktop-notice';
import { shellTexts } from './texts';

export function desktopNotices(window: () => BrowserWindow | null): DesktopNotice {
  const tell = (title: string, body: string): void => {
    // Whoever looks at the window sees the badge.
    if (window()?.isFocused() === true || !Notification.isSupported()) return;
    const notice = new Notification({ title, body, silent: true });
    notice.on('click', () => {
      const found = window();
      found?.show();
      found?.focus();
    });
    notice.show();
  };
  return {
    requestsWaiting: ({ count, newest }) => tell(shellTexts.requestsWaiting(count), newest.join(', ')),
    needsPerson: (needs) =>
      tell(shellTexts.needsPerson, needs.map(({ kind, count }) => shellTexts.needs[kind](count)).join('\n')),
  };
}
