// What happens when the window's process dies or hangs: it is opened again and the officer is told; main goes on working.
import { dialog, type BrowserWindow } from 'electron';
import type { Log } from '../ports/log';
import { ConsoleError } from '../../shared/errors';
import { loadPage } from './main-window';
import { shellTexts } from './texts';

const CRASHES_MAX = 3;
const CRASHES_WITHIN_MS = 60_000;

export interface RecoveryParts {
  readonly window: BrowserWindow;
  readonly nowMs: () => number;
  readonly log: Log;
  /** Called when opening again did not help; ends the program. */
  readonly giveUp: (error: ConsoleError) => void;
}

/** Opens the page again after a crash, at most three times a minute. */
export function recoverRenderer(parts: RecoveryParts): void {
  const { window, log } = parts;
  const crashes: number[] = [];

  window.webContents.on('render-process-gone', (_event, details) => {
    log.warn('window.process-gone', { reason: details.reason, exitCode: details.exitCode });
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    const now = parts.nowMs();
    crashes.push(now);
    while (crashes[0] !== undefined && now - crashes[0] > CRASHES_WITHIN_MS) crashes.shift();
    if (crashes.length > CRASHES_MAX) {
      parts.giveUp(new ConsoleError('internal', { facts: { part: 'window', reason: details.reason } }));
      return;
    }
    loadPage(window, log);
    void dialog.showMessageBox(window, {
      type: 'warning',
      message: shellTexts.reopenedTitle,
      detail: shellTexts.reopened,
      buttons: [shellTexts.ok],
    });
  });

  window.on('unresponsive', () => {
    log.warn('window.unresponsive');
    void dialog
      .showMessageBox(window, {
        type: 'warning',
        message: shellTexts.unresponsiveTitle,
        detail: shellTexts.unresponsive,
        buttons: [shellTexts.wait, shellTexts.openAgain],
        defaultId: 0,
        cancelId: 0,
      })
      .then(({ response }) => {
        if (response === 1 && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
      });
  });
}
