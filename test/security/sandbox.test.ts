// Chromium's sandbox, as a normal user has it: read from the kernel's view of the window's process.
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  builtPreload,
  consoleCommand,
  consoleEnvironment,
  launchConsole,
  openDisplay,
  type LaunchedConsole,
} from '../support/desktop';

/** `nobody`, used when the tests run as root: a sandbox can only be shown for a normal user. */
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;
const dropToNobody = ['--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups'];

/** Why this machine cannot show it; null when it can. */
function obstacle(): string | null {
  if (process.platform !== 'linux') return 'only Linux tells about sandboxes in /proc';
  const tries = (command: string, args: string[]): boolean => {
    try {
      execFileSync(asRoot ? 'setpriv' : command, asRoot ? [...dropToNobody, command, ...args] : args, {
        stdio: 'ignore',
      });
      return true;
    } catch {
      return false;
    }
  };
  if (!tries('unshare', ['--user', 'true'])) return 'a normal user has no user namespaces here';
  if (!tries('test', ['-x', consoleCommand('').executablePath])) return 'a normal user cannot read the desktop runtime';
  if (!tries('test', ['-r', builtPreload()])) return 'a normal user cannot read the build';
  return null;
}
const reason = obstacle();

describe.skipIf(reason !== null)(`the window of a normal user${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let folder: string;
  let console_: LaunchedConsole;
  let windowPid: number;
  let mainPid: number;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kmes-sandbox-'));
    const start = join(folder, 'start.sh');
    const drop = asRoot ? `setpriv ${dropToNobody.join(' ')} ` : '';
    writeFileSync(start, `#!/bin/sh\nexec ${drop}'${consoleCommand('').executablePath}' "$@"\n`);
    chmodSync(start, 0o755);
    if (asRoot) chownSync(folder, NOBODY, NOBODY);
    console_ = await launchConsole({
      dataDir: join(folder, 'data'),
      executablePath: start,
      env: { HOME: folder, TMPDIR: folder, XDG_RUNTIME_DIR: folder },
    });
    windowPid = await console_.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    );
    mainPid = console_.app.process().pid ?? 0;
  }, 60_000);
  afterAll(async () => {
    await console_.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }, 60_000);

  const statusOf = (pid: number, field: string): string =>
    new RegExp(`^${field}:\\s+(.*)$`, 'm').exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? '';

  it('belongs to a process that is not root', () => {
    expect(statusOf(windowPid, 'Uid').split('\t')[0]).not.toBe('0');
  });

  it('filters the system calls of its process and lets it gain no privileges', () => {
    expect({ seccomp: statusOf(windowPid, 'Seccomp'), noNewPrivs: statusOf(windowPid, 'NoNewPrivs') }).toEqual({
      seccomp: '2',
      noNewPrivs: '1',
    });
    // Main itself is not filtered: the figures above are the sandbox's doing, not the machine's.
    expect(statusOf(mainPid, 'NoNewPrivs')).toBe('0');
  });

  it.runIf(asRoot)('shares neither users, network nor processes with main, and sees no file', () => {
    for (const kind of ['user', 'net', 'pid']) {
      expect(readlinkSync(`/proc/${String(windowPid)}/ns/${kind}`)).not.toBe(
        readlinkSync(`/proc/${String(mainPid)}/ns/${kind}`),
      );
    }
    // Its root is the folder of a process that has ended: not there, or empty.
    let entries: string[] = [];
    try {
      entries = readdirSync(`/proc/${String(windowPid)}/root`);
    } catch (thrown) {
      expect(['ESRCH', 'ENOENT']).toContain((thrown as NodeJS.ErrnoException).code);
    }
    expect(entries).toEqual([]);
  });

  it('works, and prints no notice about a missing sandbox', async () => {
    const answer = await console_.window.evaluate(() => window.kmes.call['app.status']?.({}));
    expect(answer).toMatchObject({ ok: true });
    expect(console_.stderr()).not.toContain('--no-sandbox');
  });
});

describe.runIf(asRoot)('the window of root', () => {
  it('runs without the sandbox, and the console says so', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'kmes-root-'));
    const display = await openDisplay();
    const { executablePath, args } = consoleCommand(dataDir);
    const child = spawn(executablePath, args, {
      env: consoleEnvironment(display.name),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    let stderr = '';
    await new Promise<void>((resolve) => {
      child.stderr.on('data', (chunk: Buffer) => {
        stderr += chunk.toString('utf8');
        if (stderr.includes('as a normal user')) resolve();
      });
      void ended.then(() => resolve());
    });
    child.kill('SIGTERM');
    await ended;
    display.server?.kill();
    rmSync(dataDir, { recursive: true, force: true });
    expect(stderr).toContain('Notice: Chromium runs without its sandbox (--no-sandbox)');
  }, 60_000);
});
