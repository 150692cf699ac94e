// Opens the built page in a real Electron with a scripted bridge: for looking at any screen in any state.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type Page } from 'playwright-core';
import { build } from 'vite';
import { consoleEnvironment, openDisplay } from './desktop';
import { electronRuntime } from './electron-runtime';
import { installFakeBridge, type FakeScript } from './fake-bridge';

export interface OpenedPage {
  readonly page: Page;
  /** What the page wrote to its console as errors: a policy violation is one. */
  readonly problems: readonly string[];
  /** Shows the page anew with another script. */
  show(script: FakeScript): Promise<void>;
  close(): Promise<void>;
}

/** Builds the small app, starts it, and returns the page; nothing is shown before the first `show`. */
export async function openPage(rendererDir = resolve('out/renderer')): Promise<OpenedPage> {
  const folder = mkdtempSync(join(tmpdir(), 'kmes-page-app-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      target: 'node20',
      minify: false,
      lib: { entry: join(import.meta.dirname, 'page-app.ts'), formats: ['es'], fileName: () => 'main.js' },
      rollupOptions: { external: ['electron', /^node:/] },
    },
  });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'page-app', type: 'module', main: 'main.js' }));
  const runtime = electronRuntime();
  const flags = runtime.args.filter((argument) => argument.startsWith('-'));
  const display = await openDisplay();
  const app = await _electron.launch({
    executablePath: runtime.executablePath,
    args: [...flags, folder, rendererDir],
    env: consoleEnvironment(display.name),
    chromiumSandbox: !flags.includes('--no-sandbox'),
  });
  const page = await app.firstWindow();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('Content Security Policy')) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return {
    page,
    problems,
    async show(next) {
      await page.addInitScript(installFakeBridge, next);
      // Without a bridge the page that Electron opened first could not start.
      problems.length = 0;
      await page.reload();
      await page.waitForSelector('#root > *', { state: 'attached' });
    },
    async close() {
      await app.close();
      display.server?.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
