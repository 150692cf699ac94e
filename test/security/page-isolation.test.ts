// What the page finds in its own world: the bridge of the IPC table and nothing of Node or Electron.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ipcEvents, ipcTable } from '../../shared/ipc/table';
import { launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';

const dataDir = temporaryDataDir();
let console_: LaunchedConsole;

beforeAll(async () => {
  console_ = await launchConsole({ dataDir: dataDir.path });
}, 60_000);
afterAll(async () => {
  await console_.close();
  dataDir.remove();
}, 60_000);

describe('the page', () => {
  it('has nothing of Node', async () => {
    const found = await console_.window.evaluate(() =>
      [
        'require',
        'process',
        'module',
        'exports',
        'Buffer',
        'global',
        '__dirname',
        'setImmediate',
        'electron',
        'ipcRenderer',
      ].filter((name) => name in globalThis),
    );
    expect(found).toEqual([]);
  });

  it('cannot import Node or Electron modules', async () => {
    // As text: the test bundler would rewrite the import of a function.
    const answers = await console_.window.evaluate<{ status: string }[]>(
      "Promise.allSettled([import('node:fs'), import('fs'), import('electron')])",
    );
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('is isolated from the preload: changes to built-ins do not reach it', async () => {
    const called = await console_.window.evaluate(async () => {
      let seen = 0;
      const original = Array.prototype.map;
      Object.defineProperty(Object.prototype, 'sender', { configurable: true, get: () => (seen += 1) });
      Array.prototype.map = function () {
        seen += 1;
        return [];
      };
      const answer = await window.kmes.call['app.status']({});
      Array.prototype.map = original;
      delete (Object.prototype as { sender?: unknown }).sender;
      return { seen, ok: (answer as { ok: boolean }).ok };
    });
    expect(called).toEqual({ seen: 0, ok: true });
  });

  it('finds exactly the calls and events of the IPC table on the bridge', async () => {
    const names = await console_.window.evaluate(() => ({
      members: Object.keys(window.kmes),
      call: Object.keys(window.kmes.call),
      on: Object.keys(window.kmes.on),
      kinds: [...Object.values(window.kmes.call), ...Object.values(window.kmes.on)].map((member) => typeof member),
    }));
    expect(names.members).toEqual(['call', 'on']);
    expect(names.call.sort()).toEqual(Object.keys(ipcTable).sort());
    expect(names.on.sort()).toEqual(Object.keys(ipcEvents).sort());
    expect(new Set(names.kinds)).toEqual(new Set(['function']));
  });

  it('cannot replace, extend or change the bridge', async () => {
    const after = await console_.window.evaluate(() => {
      const attempt = (change: () => void): string => {
        try {
          change();
          return 'done';
        } catch (thrown) {
          return (thrown as Error).name;
        }
      };
      const before = window.kmes;
      return {
        attempts: [
          attempt(() => Object.defineProperty(window, 'kmes', { value: {} })),
          attempt(() => Object.defineProperty(window.kmes, 'more', { value: 1 })),
          attempt(() => Object.defineProperty(window.kmes.call, 'app.status', { value: () => 'mine' })),
          attempt(() => Object.defineProperty(window.kmes.on, 'changed', { value: () => 'mine' })),
        ],
        same: before === window.kmes,
      };
    });
    expect(after).toEqual({ attempts: ['TypeError', 'TypeError', 'TypeError', 'TypeError'], same: true });
  });

  it('gets only the payload of an event, never the event object', async () => {
    const received = console_.window.evaluate(
      () =>
        new Promise<unknown[]>((resolve) => {
          const stop = window.kmes.on.changed((...payload: unknown[]) => {
            stop?.();
            resolve(payload);
          });
          document.documentElement.dataset.listening = 'yes';
        }),
    );
    await console_.window.waitForSelector('html[data-listening=yes]', { state: 'attached' });
    await console_.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send(
        'kmes:event:changed',
        { topics: ['jobs'] },
        'a second argument',
      );
    });
    expect(await received).toEqual([{ topics: ['jobs'] }]);
  });
});
