// Who may call main, and with what: every message is tried in the real app, from the page and from where it must not come.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ipcTable } from '../../shared/ipc/table';
import { builtPreload, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';

type Answer = { ok: true; value: unknown } | { ok: false; error: { code: string } };

const dataDir = temporaryDataDir();
const callNames = Object.keys(ipcTable);
let console_: LaunchedConsole;

beforeAll(async () => {
  console_ = await launchConsole({ dataDir: dataDir.path });
}, 60_000);
afterAll(async () => {
  await console_.close();
  dataDir.remove();
}, 60_000);

afterEach(() =>
  console_.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) if (window.id !== 1) window.destroy();
  }),
);

it('answers on no channel beside those of the table: electron-store’s own is taken away', async () => {
  await call('app.status', {});
  expect(await console_.app.evaluate(({ ipcMain }) => ipcMain.eventNames())).toEqual([]);
});

/** The code of a refusal, or `ok`. */
const codeOf = (answer: Answer): string => (answer.ok ? 'ok' : answer.error.code);

/** The bridge's calls as any name and any number of arguments would reach them. */
type AnyCalls = Record<string, (...input: unknown[]) => Promise<Answer>>;

/** One call from the page itself. */
const call = (name: string, ...input: unknown[]): Promise<Answer> =>
  console_.window.evaluate(
    ({ name, input }) => (window.kmes.call as unknown as AnyCalls)[name]?.(...input) as Promise<Answer>,
    {
      name,
      input,
    },
  );

/** Evaluates script in a blank window whose preload lets it call any channel. */
async function fromRawWindow(script: string): Promise<unknown> {
  const preload = join(dataDir.path, 'raw-preload.cjs');
  writeFileSync(
    preload,
    "const { contextBridge, ipcRenderer } = require('electron');" +
      "contextBridge.exposeInMainWorld('raw', (channel, input) => ipcRenderer.invoke(channel, input));",
  );
  return console_.app.evaluate(
    async ({ BrowserWindow }, { preload, script }) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      });
      await window.loadURL('about:blank');
      return window.webContents.executeJavaScript(script) as unknown;
    },
    { preload, script },
  );
}

describe('a call from the page', () => {
  it('is answered', async () => {
    expect(codeOf(await call('app.status', {}))).toBe('ok');
  });

  it('carries one argument only', async () => {
    expect(codeOf(await call('app.status', {}, { second: true }))).toBe('ok');
  });

  it('with more than its limit is refused before anything reads it', async () => {
    const answer = await call('app.status', { filler: 'x'.repeat(64 * 1024) });
    expect(answer).toMatchObject({ ok: false, error: { code: 'input.too-large', certainty: 'not-done' } });
  });

  it('that reaches for a prototype is refused and changes nothing', async () => {
    const answer = await console_.window.evaluate(
      () =>
        window.kmes.call['preferences.set']?.(
          JSON.parse('{"key":"a","value":{"__proto__":{"polluted":1}}}'),
        ) as Promise<Answer>,
    );
    // The bridge may drop such a key on the way; what matters is that it pollutes nothing on either side.
    expect(['ok', 'input.invalid']).toContain(codeOf(answer));
    expect(await console_.app.evaluate(() => 'polluted' in {})).toBe(false);
    expect(await console_.window.evaluate(() => 'polluted' in {})).toBe(false);
    const named = await call('preferences.set', { key: 'a', value: { constructor: { prototype: { polluted: 1 } } } });
    expect(codeOf(named)).toBe('input.invalid');
  });

  it.each([
    ['a function', '() => 1'],
    ['a symbol', "Symbol('x')"],
  ])('with %s never arrives', async (_what, value) => {
    const outcome = await console_.window.evaluate(
      `window.kmes.call['app.status']({ value: ${value} }).then((answer) => answer.ok, () => 'refused')`,
    );
    expect(outcome).not.toBe(true);
  });

  it('to a name outside the table has no way in', async () => {
    const types = await console_.window.evaluate(() =>
      ['unknown.call', '__proto__', 'constructor', 'toString', 'kmes:call:app.status'].map((name) =>
        Object.hasOwn(window.kmes.call, name),
      ),
    );
    expect(types).toEqual([false, false, false, false, false]);
  });
});

describe('a channel outside the table', () => {
  it('has no handler, even for a window with a preload that may call anything', async () => {
    const channels = ['kmes:call:unknown', 'kmes:call:__proto__', 'kmes:call:', 'app.status', 'kmes:event:changed'];
    const outcomes = await fromRawWindow(
      `Promise.all(${JSON.stringify(channels)}.map((channel) => window.raw(channel, {}).then(
        () => 'answered', (error) => /No handler registered/.test(error.message) ? 'no handler' : error.message)))`,
    );
    expect(outcomes).toEqual(channels.map(() => 'no handler'));
  });
});

describe('a call from elsewhere', () => {
  it('is refused on every channel when it comes from another window with the same page and bridge', async () => {
    const answers = (await console_.app.evaluate(
      async ({ BrowserWindow, session }, { names, preload }) => {
        const other = new BrowserWindow({
          show: false,
          webPreferences: { preload, sandbox: true, contextIsolation: true, session: session.fromPartition('console') },
        });
        await other.loadURL('app://console/');
        const results: unknown = await other.webContents.executeJavaScript(
          `Promise.all(${JSON.stringify(names)}.map((name) => window.kmes.call[name]({})))`,
        );
        other.destroy();
        return results;
      },
      { names: callNames, preload: builtPreload() },
    )) as Answer[];
    expect(Object.fromEntries(callNames.map((name, index) => [name, codeOf(answers[index] as Answer)]))).toEqual(
      Object.fromEntries(callNames.map((name) => [name, 'auth.sender-refused'])),
    );
  });

  it('is refused when it comes from another window at about:blank with a preload of its own', async () => {
    expect(codeOf((await fromRawWindow("window.raw('kmes:call:app.status', {})")) as Answer)).toBe(
      'auth.sender-refused',
    );
  });

  it('has no bridge in a frame of the page, and is refused when a message comes from one', async () => {
    await console_.window.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.id = 'blank-frame';
      document.body.append(frame);
    });
    const found = await console_.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const frame = contents?.mainFrame.frames[0];
      if (contents === undefined || frame === undefined) throw new Error('the frame did not open');
      const bridge: unknown = await frame.executeJavaScript('typeof window.kmes');
      // Electron offers no way to send from a frame without a preload; the handler is given the frame's real object.
      const handlers = (
        ipcMain as unknown as { _invokeHandlers: Map<string, (event: unknown, input: unknown) => Promise<unknown>> }
      )._invokeHandlers;
      const handler = handlers.get('kmes:call:app.status');
      const asked = async (senderFrame: unknown) => handler?.({ sender: contents, senderFrame }, {});
      return { bridge, frame: await asked(frame), gone: await asked(null), top: await asked(contents.mainFrame) };
    });
    await console_.window.evaluate(() => document.querySelector('#blank-frame')?.remove());
    expect(found.bridge).toBe('undefined');
    expect(codeOf(found.frame as Answer)).toBe('auth.sender-refused');
    expect(codeOf(found.gone as Answer)).toBe('auth.sender-refused');
    expect(codeOf(found.top as Answer)).toBe('ok');
  });

  it('is refused when the window itself shows about:blank', async () => {
    const back = console_.window.waitForEvent('framenavigated', (frame) => frame.url() === 'app://console/');
    const answer = (await console_.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined) throw new Error('no window');
      const handlers = (
        ipcMain as unknown as { _invokeHandlers: Map<string, (event: unknown, input: unknown) => Promise<unknown>> }
      )._invokeHandlers;
      const asked = new Promise((resolve) => {
        contents.once('did-navigate', () =>
          resolve(handlers.get('kmes:call:app.status')?.({ sender: contents, senderFrame: contents.mainFrame }, {})),
        );
      });
      void contents.loadURL('about:blank').catch(() => undefined);
      return asked;
    })) as Answer;
    expect(codeOf(answer)).toBe('auth.sender-refused');
    await back;
  });
});

describe('an event', () => {
  it('reaches the page through main only in the shape of its schema', async () => {
    const channels = await console_.app.evaluate(({ ipcMain }) => ipcMain.eventNames().map(String));
    // Main listens to no message that expects no answer: there is nothing to send without being checked.
    expect(channels.filter((name) => name.startsWith('kmes'))).toEqual([]);
  });
});
