// How the program ends: whoever asks for it, the console is closed first (HSM logged out, processes stopped), in bounded time.
import { app, dialog } from 'electron';
import { ConsoleError, toConsoleError } from '../../shared/errors';
import type { Log } from '../ports/log';
import type { ConsoleApp } from './console-app';
import { exitCodes } from './exit-codes';
import type { MainWindow } from './main-window';
import { shellTexts } from './texts';

/** A vendor library may hang in C_Logout; after this the processes are ended without it. */
const CLOSE_WITHIN_MS = 10_000;

export interface LifecycleParts {
  /** The window while it is open. */
  readonly window: () => MainWindow | null;
  readonly log: Log;
}

export interface Lifecycle {
  /** What has to be closed before the program ends; set as soon as composing begins. */
  own(console: Promise<Pick<ConsoleApp, 'close'>>): void;
  /** Logs the error, tells the person without internals, closes and ends with exit code 1. */
  fail(title: string, detail: (code: string, ref: string) => string, thrown: unknown): void;
}

async function closeInTime(console: Promise<Pick<ConsoleApp, 'close'>>, log: Log): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new ConsoleError('internal', { facts: { part: 'close', withinMs: CLOSE_WITHIN_MS } })),
      CLOSE_WITHIN_MS,
    );
  });
  try {
    const closing = console.then((composed) => composed.close());
    await Promise.race([closing, tooLate]);
  } catch (thrown) {
    log.error('app.close-failed', toConsoleError(thrown));
  } finally {
    clearTimeout(timer);
  }
}

/** Takes over quitting, signals and uncaught errors. Call once, before the app is ready. */
export function manageLifecycle(parts: LifecycleParts): Lifecycle {
  const { log } = parts;
  let owned: Promise<Pick<ConsoleApp, 'close'>> | null = null;
  let exitCode: number = exitCodes.ok;
  let ending: Promise<void> | null = null;
  let failed = false;

  const close = (): Promise<void> => {
    ending ??= owned === null ? Promise.resolve() : closeInTime(owned, log);
    return ending;
  };

  // First the window, whose page may object; without one (or once it is gone) the console, then the program.
  app.on('before-quit', (event) => {
    event.preventDefault();
    const open = parts.window();
    if (open !== null) open.window.close();
    else void close().then(() => app.exit(exitCode));
  });
  app.on('window-all-closed', () => app.quit());
  // Whoever sends a signal does not answer questions.
  const endNow = (): void => {
    const open = parts.window();
    if (open === null) app.quit();
    else open.end();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, endNow);

  const tell = async (title: string, text: string): Promise<void> => {
    process.stderr.write(`${title}\n${text}\n`);
    if (!app.isReady()) return;
    await dialog.showMessageBox({
      type: 'error',
      title: shellTexts.productName,
      message: title,
      detail: text,
      buttons: [shellTexts.ok],
    });
  };

  const fail: Lifecycle['fail'] = (title, detail, thrown) => {
    const error = toConsoleError(thrown);
    log.error('app.failed', error);
    if (failed) return;
    failed = true;
    exitCode = exitCodes.failed;
    parts.window()?.window.hide();
    void Promise.allSettled([close(), tell(title, detail(error.code, error.ref))]).then(() => app.exit(exitCode));
  };

  process.on('uncaughtException', (thrown) => fail(shellTexts.brokenTitle, shellTexts.broken, thrown));
  process.on('unhandledRejection', (thrown) => fail(shellTexts.brokenTitle, shellTexts.broken, thrown));
  // A terminal that was closed is no reason to stop: what goes there is only a copy of the log.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

  return {
    own: (console) => {
      owned = console;
    },
    fail,
  };
}
