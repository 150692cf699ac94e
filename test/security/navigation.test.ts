// Where the window can be taken: nowhere. Navigation, new windows, frames, web views, files and downloads, each tried.
import { existsSync, readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { outsideListener, type OutsideListener } from './outside-listener';

const dataDir = temporaryDataDir();
let console_: LaunchedConsole;
let outside: OutsideListener;

beforeAll(async () => {
  outside = await outsideListener();
  console_ = await launchConsole({ dataDir: dataDir.path, env: { XDG_DOWNLOAD_DIR: dataDir.path } });
}, 60_000);
afterAll(async () => {
  await console_.close();
  await outside.close();
  dataDir.remove();
}, 60_000);

afterEach(() => {
  expect(outside.hits).toEqual([]);
  expect(console_.window.url()).toBe('app://console/');
});

interface Seen {
  url: string;
  prevented: boolean;
}
declare global {
  var seenNavigation: Promise<Seen> | undefined;
  var seenDownload: Promise<boolean> | undefined;
}

/** What main saw of the navigation that `start` causes in the page. */
async function navigationOf(start: (target: string) => void, target: string): Promise<Seen | undefined> {
  await console_.app.evaluate(({ BrowserWindow }) => {
    globalThis.seenNavigation = new Promise((resolve) => {
      BrowserWindow.getAllWindows()[0]?.webContents.once('will-frame-navigate', (event) =>
        resolve({ url: event.url, prevented: event.defaultPrevented }),
      );
    });
  });
  await console_.window.evaluate(start, target);
  return console_.app.evaluate(() => globalThis.seenNavigation);
}

const windowCount = (): Promise<number> =>
  console_.app.evaluate(
    ({ webContents }) => webContents.getAllWebContents().filter((contents) => contents.getType() !== 'remote').length,
  );

describe('the window', () => {
  it.each([
    ['by script', (target: string) => location.assign(target)],
    [
      'by a link',
      (target: string) => {
        const link = document.createElement('a');
        link.href = target;
        document.body.append(link);
        link.click();
        link.remove();
      },
    ],
  ])('does not navigate to the web %s', async (_how, start) => {
    expect(await navigationOf(start, `${outside.origin}/page`)).toEqual({
      url: `${outside.origin}/page`,
      prevented: true,
    });
  });

  it.each(['app://console/index.html', 'app://other/'])('does not navigate to %s', async (target) => {
    const seen = await navigationOf((to) => location.assign(to), target);
    expect(seen).toEqual({ url: target, prevented: true });
  });

  it('comes back from about:blank, to which a page can go without asking', async () => {
    const back = console_.window.waitForEvent('framenavigated', (frame) => frame.url() === 'app://console/');
    await console_.window.evaluate(() => {
      setTimeout(() => location.assign('about:blank'), 0);
    });
    await back;
    await console_.window.waitForSelector('#root > *', { state: 'attached' });
  });

  it.each([
    'file:///etc/hostname',
    'data:text/html,<p>x',
    'blob:null/x',
    'view-source:app://console/',
    'chrome://version',
    'devtools://devtools/bundled/inspector.html',
  ])('does not navigate to %s', async (target) => {
    await console_.window.evaluate(
      (to) =>
        new Promise<void>((resolve) => {
          location.assign(to);
          setTimeout(resolve, 0);
        }),
      target,
    );
    const url = await console_.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
    );
    expect(url).toBe('app://console/');
  });

  it.each([() => outside.origin, () => 'app://console/', () => 'about:blank', () => 'file:///etc/hostname'])(
    'opens no second window (%#)',
    async (target) => {
      const before = await windowCount();
      const opened = await console_.window.evaluate((to) => window.open(to) === null, target());
      expect(opened).toBe(true);
      expect(await windowCount()).toBe(before);
    },
  );

  it('opens no web view', async () => {
    const before = await windowCount();
    const kind = await console_.window.evaluate((origin) => {
      const view = document.createElement('webview');
      view.setAttribute('src', origin);
      document.body.append(view);
      const inner = 'getWebContentsId' in view;
      view.remove();
      return inner;
    }, outside.origin);
    expect(kind).toBe(false);
    expect(await windowCount()).toBe(before);
  });

  const frames = ['iframe', 'object', 'embed'].flatMap((tag) =>
    (['the web', 'the console', 'the disk'] as const).map((what) => ({ tag, what })),
  );
  it.each(frames)('shows nothing of $what in an $tag', async ({ tag, what }) => {
    const target = { 'the web': outside.origin, 'the console': 'app://console/', 'the disk': 'file:///etc/hostname' }[
      what
    ];
    await console_.app.evaluate(({ BrowserWindow }) => {
      globalThis.seenNavigation = new Promise((resolve) => {
        BrowserWindow.getAllWindows()[0]?.webContents.once('will-frame-navigate', (event) =>
          resolve({ url: event.url, prevented: event.defaultPrevented }),
        );
      });
    });
    const reported = console_.window.waitForEvent('console', { timeout: 10_000 }).catch(() => null);
    const settled = console_.window.evaluate(
      ({ tag, target }) =>
        new Promise<string>((resolve) => {
          const frame = document.createElement(tag);
          frame.id = 'frame-probe';
          frame.onload = () => resolve('load');
          frame.onerror = () => resolve('error');
          document.addEventListener('securitypolicyviolation', () => resolve('violation'), { once: true });
          try {
            if (tag === 'object') (frame as HTMLObjectElement).data = target;
            else (frame as HTMLIFrameElement).src = target;
          } catch (thrown) {
            resolve((thrown as Error).name);
          }
          document.body.append(frame);
        }),
      { tag, target },
    );
    // Refused by the policy (the page hears of it), by main (only main does) or by Chromium (which writes to its console).
    await Promise.race([settled, reported, console_.app.evaluate(() => globalThis.seenNavigation)]);
    const shown = await console_.window.evaluate(() => {
      const frame = document.querySelector<HTMLIFrameElement>('#frame-probe');
      let text = '';
      try {
        text = frame?.contentDocument?.documentElement.textContent ?? '';
      } catch {
        // Another origin: the error page of a refused frame.
      }
      frame?.remove();
      return text;
    });
    expect(shown).toBe('');
  });
});

describe('main itself', () => {
  it.each([
    ['the web', () => `${outside.origin}/page`],
    ['a redirect back to the console', () => `${outside.origin}/redirect-in`],
    ['a file', () => 'file:///etc/hostname'],
    ['a data page', () => 'data:text/html,<p>x'],
    ['a file of the app beside the page', () => 'app://console/../package.json'],
  ])('cannot load %s into a window of any session', async (_what, target) => {
    const outcomes = await console_.app.evaluate(async ({ BrowserWindow, session }, url) => {
      const results: string[] = [];
      for (const from of [
        session.defaultSession,
        session.fromPartition('console'),
        session.fromPartition('persist:other'),
      ]) {
        const window = new BrowserWindow({ show: false, webPreferences: { session: from } });
        await window
          .loadURL(url)
          .then(
            // A page in which no script can run (the empty 404) shows nothing either.
            () => window.webContents.executeJavaScript('document.body.innerText').then(String, () => ''),
            () => '',
          )
          .then((text) => results.push(text));
        window.destroy();
      }
      return results;
    }, target());
    expect(outcomes).toEqual(['', '', '']);
  });

  it('lets no request of a page without a policy through', async () => {
    const outcome = await console_.app.evaluate(async ({ BrowserWindow, session }, origin) => {
      const window = new BrowserWindow({ show: false, webPreferences: { session: session.fromPartition('console') } });
      await window.loadURL('about:blank');
      const loaded: unknown = await window.webContents.executeJavaScript(`new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve('loaded');
        image.onerror = () => fetch('${origin}/fetch', { mode: 'no-cors' }).then(() => resolve('loaded'), () => resolve('refused'));
        image.src = '${origin}/image.png';
      })`);
      window.destroy();
      return loaded;
    }, outside.origin);
    expect(outcome).toBe('refused');
  });

  it('answers 404 to every path that is not a file of the page', async () => {
    const paths = [
      '../package.json',
      '..%2fpackage.json',
      '%2e%2e/%2e%2e/package.json',
      '%2e%2e%2f%2e%2e%2fmain/main.js',
      '..%5c..%5cmain%5cmain.js',
      '../main/main.js',
      '../preload/preload.cjs',
      'index.html%00.js',
      'index.html?x=1',
      'assets/',
      'etc/passwd',
    ];
    const answers = await console_.app.evaluate(async ({ session }, asked) => {
      const from = session.fromPartition('console');
      const results: [number, string][] = [];
      for (const path of asked) {
        const response = await from.fetch(`app://console/${path}`);
        results.push([response.status, await response.text()]);
      }
      const control = await from.fetch('app://console/index.html');
      return {
        results,
        control: control.status,
        posted: (await from.fetch('app://console/index.html', { method: 'POST' })).status,
      };
    }, paths);
    expect(answers.results).toEqual(paths.map(() => [404, '']));
    expect(answers.control).toBe(200);
    expect(answers.posted).toBe(404);
  });
});

describe('downloads', () => {
  it.each([
    ['a blob', "URL.createObjectURL(new Blob(['x']))"],
    ['a data URL', "'data:text/csv,x'"],
  ])('of %s are refused and leave no file', async (_what, address) => {
    await console_.app.evaluate(({ session }) => {
      globalThis.seenDownload = new Promise((resolve) => {
        session.fromPartition('console').once('will-download', (event) => resolve(event.defaultPrevented));
      });
    });
    await console_.window.evaluate(`{
      const link = document.createElement('a');
      link.href = ${address};
      link.download = 'kmes-download-probe.csv';
      document.body.append(link);
      link.click();
      link.remove();
    }`);
    expect(await console_.app.evaluate(() => globalThis.seenDownload)).toBe(true);
    const folder = await console_.app.evaluate(({ app }) => app.getPath('downloads'));
    const left = existsSync(folder) ? readdirSync(folder).filter((name) => name.includes('kmes-download-probe')) : [];
    expect(left).toEqual([]);
  });
});
