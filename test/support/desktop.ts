// Launches the real console in a real Electron for the desktop and security tests, on a display of its own where there is none.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronRuntime } from './electron-runtime';

const READY_WITHIN_MS = 30_000;
const CLOSE_WITHIN_MS = 20_000;

export interface LaunchConsoleOptions {
  readonly dataDir: string;
  /** Added to the few variables a desktop program needs; nothing else of the test's environment is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** Added behind `--data-dir`. */
  readonly args?: readonly string[];
  /** Instead of the runtime's own binary, e.g. a script that drops to another user; then without `--no-sandbox`. */
  readonly executablePath?: string;
}

export interface LaunchedConsole {
  readonly app: ElectronApplication;
  readonly window: Page;
  /** What the console has written to standard error so far. */
  readonly stderr: () => string;
  /** Exit code once the program has ended; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Ends it in order (SIGTERM: HSM logged out, nothing asked), and by force if that takes longer than 20 seconds. */
  close(): Promise<void>;
}

/** The command line by which tests start the console, for tests that need a second process beside `launchConsole`. */
export function consoleCommand(dataDir: string): { executablePath: string; args: string[] } {
  const runtime = electronRuntime();
  return { executablePath: runtime.executablePath, args: [...runtime.args, '--data-dir', dataDir] };
}

/** The preload script of the build under test. */
export function builtPreload(): string {
  const appDir = electronRuntime().args.find((argument) => !argument.startsWith('-')) ?? '.';
  return resolve(appDir, 'out', 'preload', 'preload.cjs');
}

/** A fresh folder for one installation; `remove` takes it away. */
export function temporaryDataDir(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'kmes-console-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

export interface Display {
  readonly name: string;
  readonly server: ChildProcess | null;
}

/** DISPLAY if there is one, else an Xvfb that ends with its last client, so that an aborted test leaves nothing behind. */
export async function openDisplay(): Promise<Display> {
  if (process.platform !== 'linux') return { name: '', server: null };
  const given = process.env.DISPLAY;
  if (given !== undefined && given !== '') return { name: given, server: null };
  const args = ['-displayfd', '3', '-terminate', '-ac', '-nolisten', 'tcp', '-screen', '0', '1600x1000x24'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise<string>((done, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${String(code)} before it had a display`)));
    (server.stdio[3] as Readable).once('data', (chunk: Buffer) => done(chunk.toString('utf8').trim()));
  });
  return { name: `:${number}`, server };
}

/** The environment of a console under test: what a desktop program needs, the runtime's own and the test's. */
export function consoleEnvironment(
  display: string,
  added: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const env: Record<string, string> = { DISPLAY: display, DBUS_SESSION_BUS_ADDRESS: '/dev/null', LANG: 'C.UTF-8' };
  for (const name of ['PATH', 'HOME', 'TMPDIR', 'XAUTHORITY', 'XDG_RUNTIME_DIR']) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return { ...env, ...electronRuntime().env, ...added };
}

/** Starts the console and waits for its window to have drawn something. */
export async function launchConsole(options: LaunchConsoleOptions): Promise<LaunchedConsole> {
  const display = await openDisplay();
  const command = consoleCommand(options.dataDir);
  const args =
    options.executablePath === undefined
      ? command.args
      : command.args.filter((argument) => argument !== '--no-sandbox');
  try {
    const app = await _electron.launch({
      executablePath: options.executablePath ?? command.executablePath,
      args: [...args, ...(options.args ?? [])],
      env: consoleEnvironment(display.name, options.env),
      // Otherwise the driver itself adds --no-sandbox, and nothing would be shown about the sandbox.
      chromiumSandbox: !args.includes('--no-sandbox'),
      timeout: READY_WITHIN_MS,
    });
    const child = app.process();
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
    });
    const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
    const window = await app.firstWindow({ timeout: READY_WITHIN_MS });
    await window.waitForSelector('#root > *', { state: 'attached', timeout: READY_WITHIN_MS });
    return {
      app,
      window,
      stderr: () => stderr,
      exited,
      async close() {
        const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_WITHIN_MS);
        try {
          child.kill('SIGTERM');
          await exited;
        } finally {
          clearTimeout(timer);
          display.server?.kill();
        }
      },
    };
  } catch (thrown) {
    display.server?.kill();
    throw thrown;
  }
}

/** Keeps a picture of the window under `test-results/` and returns its path. */
export async function keepScreenshot(window: Page, name: string): Promise<string> {
  const path = join('test-results', `${name}.png`);
  mkdirSync('test-results', { recursive: true });
  await window.screenshot({ path });
  return path;
}
