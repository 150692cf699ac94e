// The baseline of a start: the smallest Electron program with a window, sandboxed and isolated as ours is.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const main = `
const { app, BrowserWindow } = require('electron');
app.setPath('userData', process.env.HELLO_DATA);
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false, webPreferences: { sandbox: true, contextIsolation: true } });
  window.once('ready-to-show', () => window.show());
  void window.loadFile('index.html');
});
`;

/** Writes the program into a folder below `dir` and returns that folder. */
export function writeHelloWorld(dir: string): string {
  const folder = join(dir, 'hello-world');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "name": "hello-world", "version": "0.0.0", "main": "main.cjs" }');
  writeFileSync(join(folder, 'main.cjs'), main);
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>Hello</title><div id="root"><h1>Hello, world</h1></div>',
  );
  return folder;
}
