// Main's own small window: own page, own preload, own session, own two channels. What is typed here never reaches the console's page.
import { BrowserWindow, ipcMain, nativeTheme, type IpcMainInvokeEvent, type Session } from 'electron';
import { ConsoleError, toConsoleError } from '../../shared/errors';
import {
  promptAnswer,
  promptAnswerChannel,
  promptNextChannel,
  type PromptAnswer,
  type PromptView,
} from '../../shared/ipc/prompt-bridge';
import type { Log } from '../ports/log';
import type { OpenPrompt, SecretPrompt } from '../ports/secret-prompt';
import { PROMPT_PAGE } from './app-origin';
import { askPage, type PageAsker } from './prompt-questions';
import { isTrustedSender } from './sender-check';
import { shellTexts } from './texts';

export interface PromptWindowParts {
  /** Session of its own, in which nothing but the prompt's page is served. */
  readonly session: Session;
  /** Absolute path of the built preload script. */
  readonly preload: string;
  readonly parent: () => BrowserWindow | null;
  readonly devTools: boolean;
  readonly log: Log;
}

interface Open {
  readonly window: BrowserWindow;
  readonly asker: PageAsker;
}

/** Registers the two channels and opens a window when it is asked for; one at a time. */
export function promptWindows(parts: PromptWindowParts): SecretPrompt {
  let open: Open | null = null;

  /** The prompt's own top frame, showing the prompt's own page; anybody else is told nothing. */
  const asked = (event: IpcMainInvokeEvent): Open => {
    const contents = open === null || open.window.isDestroyed() ? null : open.window.webContents;
    if (open === null || !isTrustedSender(event, contents) || event.senderFrame?.url !== PROMPT_PAGE) {
      parts.log.warn('prompt.sender-refused');
      throw new ConsoleError('auth.sender-refused');
    }
    return open;
  };
  ipcMain.handle(promptNextChannel, (event) => asked(event).asker.next());
  ipcMain.handle(promptAnswerChannel, (event, given: unknown) => {
    const { asker, window } = asked(event);
    if (given === null) {
      window.destroy();
      return;
    }
    const parsed = promptAnswer.safeParse(given);
    if (!parsed.success) throw new ConsoleError('input.invalid', { facts: { call: 'prompt' } });
    asker.answer(parsed.data);
  });

  return {
    open() {
      if (open !== null) throw new ConsoleError('state.conflict', { facts: { reason: 'prompt-open' } });
      const asker = askPage();
      const window = openWindow(parts);
      const mine: Open = { window, asker };
      open = mine;
      window.on('closed', () => {
        if (open === mine) open = null;
        asker.end();
      });
      return promptOf(asker, () => {
        if (!window.isDestroyed()) window.destroy();
      });
    },
  };
}

function openWindow({ session, preload, parent, devTools, log }: PromptWindowParts): BrowserWindow {
  const over = parent();
  const window = new BrowserWindow({
    ...(over === null ? {} : { parent: over, modal: true }),
    width: 600,
    height: 680,
    minWidth: 460,
    minHeight: 420,
    show: false,
    title: shellTexts.promptTitle,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1c2025' : '#ffffff',
    autoHideMenuBar: true,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    webPreferences: {
      session,
      preload,
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
      spellcheck: false,
      disableBlinkFeatures: 'FileSystemAccess,FileSystemAccessLocal',
      devTools,
    },
  });
  window.setMenu(null);
  window.setContentProtection(true);
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  window.webContents.on('render-process-gone', () => window.destroy());
  window.loadURL(PROMPT_PAGE).catch((thrown: unknown) => {
    if (window.isDestroyed()) return;
    log.error('prompt.page-not-loaded', toConsoleError(thrown));
    window.destroy();
  });
  return window;
}

/** The port over the questions of one window. An answer of another kind than was asked for counts as closing. */
function promptOf(asker: PageAsker, close: () => void): OpenPrompt {
  const ask = async <K extends PromptAnswer['kind']>(
    view: PromptView,
    kind: K,
  ): Promise<Extract<PromptAnswer, { kind: K }> | null> => {
    const answer = await asker.ask(view);
    return answer?.kind === kind ? (answer as Extract<PromptAnswer, { kind: K }>) : null;
  };
  return {
    async sign(view) {
      const signed = await ask(structuredClone(view) as PromptView, 'signed');
      if (signed === null) return null;
      const { identityId, password, code } = signed;
      return { identityId, password, code };
    },
    newPassword: async (view) => (await ask({ ...view }, 'password'))?.password ?? null,
    enrol: async (view) => (await ask({ ...view, qr: [...view.qr] }, 'code'))?.code ?? null,
    showRecoveryCodes: async (view) => (await ask({ ...view, codes: [...view.codes] }, 'kept')) !== null,
    showRecoveryShare: async (view) => (await ask({ ...view }, 'kept')) !== null,
    async recoveryShares(view) {
      const typed = await ask({ ...view }, 'recovery');
      if (typed === null) return null;
      const { shares, pin, pinSecondPart } = typed;
      return { shares, pin, pinSecondPart };
    },
    close,
  };
}
