// Starts an Electron program and says when its first screen was painted, by the page's own record, and how to go on with it.
import { spawn } from 'node:child_process';
import { chromium, type Page } from 'playwright-core';

export interface StartedProgram {
  readonly pid: number;
  /** From the start of the process until the text asked for was painted, in ms. */
  readonly startMs: number;
  readonly page: Page;
  /** Ends it in order and waits until it is gone. */
  stop(): Promise<void>;
}

export interface ProgramCommand {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Text of the heading of the first screen. */
  readonly heading: string;
}

const readyWithinMs = 40_000;

export async function startProgram({ executablePath, args, env, heading }: ProgramCommand): Promise<StartedProgram> {
  const startedAtMs = Date.now();
  const child = spawn(executablePath, [...args, '--remote-debugging-port=0'], {
    env: { ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const endpoint = await new Promise<string>((resolve, reject) => {
    let stderr = '';
    const failed = (): void => reject(new Error(`the program did not start: ${stderr}`));
    const timer = setTimeout(failed, readyWithinMs);
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
      const found = /DevTools listening on (ws:\/\/\S+)/.exec(stderr)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
    child.once('exit', failed);
  });
  const browser = await chromium.connectOverCDP(endpoint, {
    timeout: readyWithinMs,
  });
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('the program has no page');
  const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: readyWithinMs }));
  await page.getByRole('heading', { name: heading }).first().waitFor({ timeout: readyWithinMs });
  const paintedAtMs = await page.evaluate(readLastPaint);
  return {
    pid: child.pid ?? 0,
    startMs: paintedAtMs - startedAtMs,
    page,
    async stop() {
      await browser.close().catch(() => undefined);
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await exited;
      clearTimeout(timer);
    },
  };
}

/**
 * Runs in the page: when what is largest there was painted (ms since 1970). The browser keeps these times itself, so that it does not
 * matter when it is asked.
 */
function readLastPaint(): Promise<number> {
  return new Promise((resolve, reject) => {
    new PerformanceObserver((list) => {
      const last = list.getEntries().at(-1);
      if (last !== undefined) resolve(performance.timeOrigin + last.startTime);
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    setTimeout(() => reject(new Error('nothing was painted')), 10_000);
  });
}
