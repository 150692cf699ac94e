// The one window: sandboxed, isolated, shown when it has something to show, where it was last time.
import { join } from 'node:path';
import { BrowserWindow, dialog, nativeTheme, screen, type Session } from 'electron';
import type { Log } from '../ports/log';
import { toConsoleError } from '../../shared/errors';
import { APP_PAGE } from './app-origin';
import { shellTexts } from './texts';
import { MIN_HEIGHT, MIN_WIDTH, placeWindow, readWindowState, writeWindowState } from './window-state';

export interface MainWindowParts {
  readonly session: Session;
  /** Absolute path of the built preload script. */
  readonly preload: string;
  readonly userDataDir: string;
  readonly devTools: boolean;
  readonly log: Log;
}

/** The page's own background in both themes (index.html has the same), so that nothing flashes before it draws. */
const backgroundColor = (): string => (nativeTheme.shouldUseDarkColors ? '#15181c' : '#f6f7f8');

/** Remembers where the window is now. Failing to is logged, and no reason to keep anybody from closing it. */
function remember(window: BrowserWindow, file: string, log: Log): void {
  try {
    writeWindowState(file, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  } catch (thrown) {
    log.error('window.state-not-kept', toConsoleError(thrown));
  }
}

export interface MainWindow {
  readonly window: BrowserWindow;
  /** Closes it without asking the page; its place is remembered. */
  end(): void;
}

/** Opens the window and starts loading its page. */
export function openMainWindow(parts: MainWindowParts): MainWindow {
  const stateFile = join(parts.userDataDir, 'window-state.json');
  const state = placeWindow(
    readWindowState(stateFile),
    [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea),
  );
  const { maximized, ...bounds } = state;
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title: shellTexts.productName,
    backgroundColor: backgroundColor(),
    autoHideMenuBar: true,
    webPreferences: {
      session: parts.session,
      preload: parts.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      webgl: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      // The page never picks files or folders by itself: main's dialogs do, and keep the paths.
      disableBlinkFeatures: 'FileSystemAccess,FileSystemAccessLocal',
      devTools: parts.devTools,
    },
  });
  const followTheme = (): void => window.setBackgroundColor(backgroundColor());
  nativeTheme.on('updated', followTheme);
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  // A page can take itself to about:blank without asking (no will-navigate): nothing is answered there, and it is brought back.
  window.webContents.on('did-navigate', (_event, url) => {
    if (url === APP_PAGE) return;
    parts.log.warn('window.refused', { what: 'blank-page' });
    loadPage(window, parts.log);
  });
  const end = (): void => {
    if (window.isDestroyed()) return;
    remember(window, stateFile, parts.log);
    window.destroy();
  };
  // A page with unsent input may object to being closed; the person decides, and main does not wait meanwhile.
  window.webContents.on('will-prevent-unload', () => {
    void dialog
      .showMessageBox(window, {
        type: 'question',
        message: shellTexts.unsentTitle,
        detail: shellTexts.unsent,
        buttons: [shellTexts.stay, shellTexts.leave],
        defaultId: 0,
        cancelId: 0,
      })
      .then(({ response }) => {
        if (response === 1) end();
      });
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', () => remember(window, stateFile, parts.log));
  window.on('closed', () => nativeTheme.off('updated', followTheme));
  loadPage(window, parts.log);
  return { window, end };
}

/** Loads the page; a failure is logged by Chromium's error code and leaves an empty window. */
export function loadPage(window: BrowserWindow, log: Log): void {
  window.loadURL(APP_PAGE).catch((thrown: unknown) => log.error('window.page-not-loaded', toConsoleError(thrown)));
}
