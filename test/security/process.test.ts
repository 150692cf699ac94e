// The program around the window: environment, data folder, one instance, signals, crashes, and what remains after it ends.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  consoleCommand,
  consoleEnvironment,
  launchConsole,
  temporaryDataDir,
  type LaunchedConsole,
} from '../support/desktop';

const open: LaunchedConsole[] = [];
const folders: { remove: () => void }[] = [];

async function launch(env?: Record<string, string>, dataDir = freshFolder()): Promise<LaunchedConsole> {
  const launched = await launchConsole({ dataDir, ...(env === undefined ? {} : { env }) });
  open.push(launched);
  return launched;
}
function freshFolder(): string {
  const folder = temporaryDataDir();
  folders.push(folder);
  return folder.path;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((launched) => launched.close()));
  for (const folder of folders.splice(0)) folder.remove();
}, 60_000);

declare global {
  var shownDialogs: { message: string; detail?: string }[] | undefined;
}

/** Collects what main would show in dialogs, each answered with its first button. */
const collectDialogs = (launched: LaunchedConsole): Promise<void> =>
  launched.app.evaluate(({ dialog }) => {
    globalThis.shownDialogs = [];
    dialog.showMessageBox = ((...given: unknown[]) => {
      globalThis.shownDialogs?.push(given.at(-1) as { message: string });
      return Promise.resolve({ response: 0, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  });

/** Starts a second process on the same display and reports how it ended. */
function startBeside(
  launched: LaunchedConsole,
  args: (args: string[]) => string[],
): Promise<{ code: number; stderr: string }> {
  return launched.app
    .evaluate(() => process.env.DISPLAY ?? '')
    .then(
      (display) =>
        new Promise((resolve) => {
          const { executablePath, args: usual } = consoleCommand(freshFolder());
          const child = execFile(
            executablePath,
            args(usual),
            { env: consoleEnvironment(display), timeout: 20_000 },
            (_error, _out, stderr) => resolve({ code: child.exitCode ?? -1, stderr }),
          );
        }),
    );
}

describe('the environment', () => {
  it('that could redirect AWS traffic or Node is gone from main before anything reads it', async () => {
    const hostile = {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_ENDPOINT_URL_KMS: 'http://127.0.0.1:9',
      AWS_CA_BUNDLE: '/nowhere.pem',
      AWS_PROFILE: 'other',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      HTTPS_PROXY: 'http://127.0.0.1:9',
      https_proxy: 'http://127.0.0.1:9',
    };
    const launched = await launch(hostile);
    const left = await launched.app.evaluate(() => Object.keys(process.env));
    expect(left.filter((name) => name in hostile)).toEqual([]);
  });
});

describe('the data folder', () => {
  it('is made for its owner only', async () => {
    const folder = join(freshFolder(), 'made', 'here');
    const launched = await launch(undefined, folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(await launched.app.evaluate(({ app }) => app.getPath('userData'))).toBe(folder);
  });

  it('keeps neither cookies, storage nor cached pages of the window', async () => {
    const folder = freshFolder();
    const launched = await launch(undefined, folder);
    await launched.window.evaluate(() => {
      localStorage.setItem('probe', 'value-that-must-not-stay');
    });
    await launched.close();
    const again = await launch(undefined, folder);
    expect(await again.window.evaluate(() => localStorage.getItem('probe'))).toBeNull();
  });

  it('that is not named properly is refused with a sentence and exit code 2', async () => {
    const launched = await launch();
    const ended = await startBeside(launched, (args) => args.slice(0, -1));
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('--data-dir FOLDER');
  });
});

describe('a second start', () => {
  it('with the same folder says so, ends with exit code 3 and brings the first window forward', async () => {
    const folder = freshFolder();
    const launched = await launch(undefined, folder);
    await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    const ended = await startBeside(launched, (args) => [...args.slice(0, -1), folder]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('already open');
    const visible = await launched.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isVisible()),
    );
    expect(visible).toEqual([true]);
  });

  it('with another folder is another console', async () => {
    const [first, second] = [await launch(), await launch()];
    const windowsOf = (launched: LaunchedConsole) =>
      launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    expect([await windowsOf(first), await windowsOf(second)]).toEqual([1, 1]);
  });
});

describe('the window', () => {
  it('opens again where and as large as it was', async () => {
    const folder = freshFolder();
    const bounds = { x: 40, y: 50, width: 1111, height: 777 };
    const launched = await launch(undefined, folder);
    await launched.app.evaluate(
      ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
      bounds,
    );
    await launched.close();
    expect(JSON.parse(readFileSync(join(folder, 'window-state.json'), 'utf8'))).toEqual({
      ...bounds,
      maximized: false,
    });
    const again = await launch(undefined, folder);
    expect(await again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(
      bounds,
    );
  });

  it('whose process dies opens again, with a notice', async () => {
    const launched = await launch();
    await collectDialogs(launched);
    const loaded = await launched.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const again = new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve()));
      contents?.forcefullyCrashRenderer();
      await again;
      return contents?.executeJavaScript('[location.href, typeof window.kmes.call]') as unknown;
    });
    expect(loaded).toEqual(['app://console/', 'object']);
    const shown = await launched.app.evaluate(() => globalThis.shownDialogs);
    expect(shown).toHaveLength(1);
    expect(shown?.[0]?.message).toBe('The window was opened again');
  });

  it('whose process keeps dying ends the program with a sentence instead of opening for ever', async () => {
    const launched = await launch();
    await collectDialogs(launched);
    await launched.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      for (let crash = 0; crash < 3; crash += 1) {
        const again = new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve()));
        contents?.forcefullyCrashRenderer();
        await again;
      }
      setTimeout(() => contents?.forcefullyCrashRenderer(), 0);
    });
    expect(await launched.exited).toBe(1);
    expect(launched.stderr()).toContain('KMES Console has to close');
  });

  it('with unsent input asks the person, and stays or closes as told', async () => {
    const launched = await launch();
    await collectDialogs(launched);
    await launched.window.evaluate(() => {
      window.addEventListener('beforeunload', (event) => event.preventDefault());
    });
    // Chromium lets only a page that was used object.
    await launched.window.mouse.click(5, 5);
    const quit = () =>
      launched.app.evaluate(
        ({ app, BrowserWindow }) =>
          new Promise<void>((resolve) => {
            BrowserWindow.getAllWindows()[0]?.webContents.once('will-prevent-unload', () => resolve());
            app.quit();
          }),
      );
    await quit();
    const shown = await launched.app.evaluate(() => globalThis.shownDialogs);
    expect(shown?.[0]?.message).toBe('Close with changes that were not sent?');
    expect(launched.app.windows()).toHaveLength(1);

    await launched.app.evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
    });
    await quit().catch(() => undefined);
    expect(await launched.exited).toBe(0);
  });

  it('closed by the person ends the program', async () => {
    const launched = await launch();
    await launched.app.evaluate(({ BrowserWindow }) => setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0));
    expect(await launched.exited).toBe(0);
  });
});

describe('the end', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('by %s is an orderly one', async (signal) => {
    const launched = await launch();
    launched.app.process().kill(signal);
    expect(await launched.exited).toBe(0);
  });

  it('after an error nobody caught tells a code and a reference, and neither text nor path of the error', async () => {
    const launched = await launch();
    await collectDialogs(launched);
    await launched.app.evaluate(() => {
      setTimeout(() => {
        throw new Error('internal-detail-9 in /internal/path');
      }, 0);
    });
    expect(await launched.exited).toBe(1);
    expect(launched.stderr()).toMatch(/KMES Console has to close\n.*\n\nCode internal, reference [0-9a-f]{16}/);
    expect(launched.stderr().split('KMES Console has to close')[1]).not.toContain('internal-detail-9');
  });

  it('leaves no process behind', async () => {
    const launched = await launch();
    const pids = await launched.app.evaluate(({ app }) => app.getAppMetrics().map((metric) => metric.pid));
    expect(pids.length).toBeGreaterThan(1);
    await launched.close();
    const alive = pids.filter(
      (pid) =>
        existsSync(`/proc/${String(pid)}/status`) &&
        !/State:\s+Z/.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8')),
    );
    expect(alive).toEqual([]);
  });
});
