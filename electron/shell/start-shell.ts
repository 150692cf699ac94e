// Starts the desktop shell in the order security needs: options, data folder, one instance, scheme, locks, then window and console.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, protocol, session } from 'electron';
import { toConsoleError } from '../../shared/errors';
import type { Clock } from '../ports/clock';
import type { Log } from '../ports/log';
import { appScheme } from './app-origin';
import { installAppMenu } from './app-menu';
import { hardenChromium } from './chromium-switches';
import type { Compose, ConsoleApp } from './console-app';
import { desktopNotices } from './desktop-notices';
import { exitCodes } from './exit-codes';
import { fileDialogs } from './file-dialogs';
import { eventPublisher, registerIpcGateway, removeForeignListeners } from './ipc-gateway';
import { findDangerousSwitches, parseLaunchOptions } from './launch-options';
import { manageLifecycle } from './lifecycle';
import { lockSession } from './lock-session';
import { lockApp } from './lock-web-contents';
import { openMainWindow, type MainWindow } from './main-window';
import { consolePageFiles, listPageFiles, promptPageFiles } from './page-files';
import { registerPageProtocol } from './page-protocol';
import { printWindows } from './print-window';
import { promptWindows } from './prompt-window';
import { recoverRenderer } from './renderer-recovery';
import { noteInput } from './note-input';
import { installTextContextMenu } from './text-context-menu';
import { shellTexts } from './texts';
import { utilityHosts } from './utility-host';

/** Kept in memory: the window leaves no cache, cookies or storage on disk. */
const WINDOW_PARTITION = 'console';
const PROMPT_PARTITION = 'prompt';
const PRINT_PARTITION = 'print';

export interface ShellParts {
  /** Folder of the built main entry; preload, renderer and host entries lie relative to it. */
  readonly entryDir: string;
  readonly version: string;
  /** The Electron version package.json pins. */
  readonly pinnedElectron: string;
  /** Names of the environment variables that were dropped before anything else ran. */
  readonly droppedVariables: readonly string[];
  readonly clock: Clock;
  /** Makes the log once the data folder is known. */
  readonly openLog: (dataDir: string) => Log;
  readonly compose: Compose;
}

/** Ends before anything was opened. */
function leave(message: string, exitCode: number): void {
  process.stderr.write(`${message}\n`);
  app.exit(exitCode);
}

/** The data folder: as given, else the user's default. Made readable for its owner only. */
function prepareDataDir(given: string | null): string {
  app.setName(shellTexts.productName);
  const dataDir = given ?? join(app.getPath('appData'), shellTexts.productName);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  app.setPath('userData', dataDir);
  // Chromium's own files keep to a folder of their own beside ours.
  app.setPath('sessionData', join(dataDir, 'browser'));
  app.setPath('crashDumps', join(dataDir, 'browser', 'crashes'));
  return dataDir;
}

/** Everything that must happen before the app is ready; returns at once, the rest follows when it is. */
export function startShell(parts: ShellParts): void {
  let dataDir: string;
  try {
    const dangerous = app.isPackaged ? findDangerousSwitches(process.argv) : [];
    if (dangerous.length > 0) return leave(shellTexts.dangerousSwitches(dangerous), exitCodes.usage);
    dataDir = prepareDataDir(parseLaunchOptions(process.argv.slice(1), process.cwd()).dataDir);
  } catch (thrown) {
    const error = toConsoleError(thrown);
    if (error.code === 'input.invalid') return leave(shellTexts.badOption, exitCodes.usage);
    return leave(`${shellTexts.startFailedTitle}\n${shellTexts.startFailed(error.code, error.ref)}`, exitCodes.failed);
  }
  // The lock belongs to the data folder: another folder is another installation.
  if (!app.requestSingleInstanceLock()) return leave(shellTexts.alreadyOpen, exitCodes.alreadyOpen);

  const log = parts.openLog(dataDir);
  const devTools = !app.isPackaged;
  let open: MainWindow | null = null;
  const window = () => (open === null || open.window.isDestroyed() ? null : open.window);
  const contents = () => window()?.webContents ?? null;
  const lifecycle = manageLifecycle({ window: () => open, log });

  const sandbox = !app.commandLine.hasSwitch('no-sandbox');
  // For every window there could ever be, whatever its own settings say.
  if (sandbox) app.enableSandbox();
  else process.stderr.write(`${shellTexts.unsandboxed}\n`);
  protocol.registerSchemesAsPrivileged([appScheme]);
  hardenChromium(app);
  lockApp(app, log);
  app.on('session-created', (created) => lockSession(created, { devTools, log }));
  app.on('second-instance', () => {
    const first = window();
    if (first?.isMinimized() === true) first.restore();
    first?.show();
    first?.focus();
  });

  const run = (): void => {
    log.info('app.started', {
      version: parts.version,
      electron: process.versions.electron ?? null,
      droppedVariables: parts.droppedVariables,
      sandbox,
    });
    installAppMenu({ devTools, platform: process.platform, version: parts.version });
    const windowSession = session.fromPartition(WINDOW_PARTITION);
    const promptSession = session.fromPartition(PROMPT_PARTITION);
    const pages = listPageFiles(join(parts.entryDir, '..', 'renderer'));
    registerPageProtocol(windowSession, consolePageFiles(pages));
    registerPageProtocol(promptSession, promptPageFiles(pages));
    const preloadOf = (name: string): string => join(parts.entryDir, '..', 'preload', `${name}.cjs`);

    const composed: Promise<ConsoleApp> = parts.compose({
      dataDir,
      clock: parts.clock,
      log,
      dialogs: fileDialogs(window),
      notice: desktopNotices(window),
      printer: printWindows({ session: session.fromPartition(PRINT_PARTITION), pages }),
      prompt: promptWindows({
        session: promptSession,
        preload: preloadOf('prompt-preload'),
        parent: window,
        devTools,
        log,
      }),
      spawnHost: utilityHosts({ entryDir: parts.entryDir, log }),
      runtime: {
        electron: process.versions.electron ?? null,
        pinned: process.versions.electron === parts.pinnedElectron,
        packaged: app.isPackaged,
      },
      version: parts.version,
      publish: eventPublisher(contents, log),
    });
    lifecycle.own(composed);
    registerIpcGateway({ contents, console: composed, log });
    // By then electron-store is loaded. What failed to be composed is told by whoever asks for it.
    void composed.then(removeForeignListeners, removeForeignListeners);
    const opened = openMainWindow({
      session: windowSession,
      preload: preloadOf('preload'),
      userDataDir: dataDir,
      devTools,
      log,
    });
    open = opened;
    opened.window.on('closed', () => {
      open = null;
      app.quit();
    });
    noteInput(opened.window, () => void composed.then((console) => console.active()).catch(() => undefined));
    installTextContextMenu(opened.window);
    recoverRenderer({
      window: opened.window,
      nowMs: () => performance.now(),
      log,
      giveUp: (error) => lifecycle.fail(shellTexts.brokenTitle, shellTexts.broken, error),
    });
    composed.catch((thrown: unknown) => lifecycle.fail(shellTexts.startFailedTitle, shellTexts.startFailed, thrown));
  };
  void app.whenReady().then(run);
}
