// What the page may ask the browser for: only to write text to the clipboard. Everything else is tried and refused.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

/** Evaluates an expression of the page after a click, as many of these need one; a rejection gives the error's name. */
async function afterClick(expression: string): Promise<unknown> {
  await console_.window.evaluate(`
    window.outcome = new Promise((resolve) => {
      document.addEventListener('pointerdown', () => {
        Promise.resolve().then(() => ${expression}).then(resolve, (error) => resolve('refused: ' + error.name));
      }, { once: true, capture: true });
    });
    undefined`);
  await console_.window.mouse.click(5, 5);
  return console_.window.evaluate('window.outcome');
}

describe('a permission', () => {
  it.each([
    'geolocation',
    'notifications',
    'camera',
    'microphone',
    'midi',
    'clipboard-read',
    'persistent-storage',
    'screen-wake-lock',
    'accelerometer',
    'window-management',
    'local-fonts',
    'idle-detection',
    'storage-access',
  ])('%s is not granted when queried', async (name) => {
    const state = await console_.window.evaluate(
      (queried) =>
        navigator.permissions.query({ name: queried as PermissionName }).then(
          (status) => status.state,
          () => 'refused',
        ),
      name,
    );
    expect(state).not.toBe('granted');
  });

  it.each([
    [
      'geolocation',
      'new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, () => fail(new Error())))',
    ],
    ['camera', 'navigator.mediaDevices.getUserMedia({ video: true })'],
    ['microphone', 'navigator.mediaDevices.getUserMedia({ audio: true })'],
    ['screen', 'navigator.mediaDevices.getDisplayMedia()'],
    ['clipboard reading', 'navigator.clipboard.readText()'],
    ['MIDI', 'navigator.requestMIDIAccess({ sysex: true })'],
    ['USB', 'navigator.usb.requestDevice({ filters: [] })'],
    [
      'HID',
      'navigator.hid.requestDevice({ filters: [] }).then((list) => { if (list.length === 0) throw new Error(); })',
    ],
    ['serial', 'navigator.serial.requestPort()'],
    ['bluetooth', 'navigator.bluetooth.requestDevice({ acceptAllDevices: true })'],
    ['full screen', 'document.documentElement.requestFullscreen()'],
    ['file pickers', 'window.showOpenFilePicker()'],
    ['folder pickers', 'window.showDirectoryPicker()'],
    ['local fonts', 'window.queryLocalFonts()'],
    ['wake lock', 'navigator.wakeLock.request()'],
    ['service workers', "navigator.serviceWorker.register('/sw.js')"],
  ])('for %s is refused when used', async (_what, expression) => {
    expect(await afterClick(expression)).toMatch(/^refused: /);
  });

  it('for notifications is denied', async () => {
    expect(await afterClick('Notification.requestPermission()')).toBe('denied');
  });

  it('for the pointer is refused', async () => {
    const locked = await afterClick(
      "new Promise((done) => { document.addEventListener('pointerlockerror', () => done('error'), { once: true });" +
        " document.addEventListener('pointerlockchange', () => done('locked'), { once: true }); document.body.requestPointerLock()?.catch?.(() => undefined); })",
    );
    expect(locked).toBe('error');
  });

  it('to write text to the clipboard is given, since identifiers are copied with a click', async () => {
    expect(await afterClick("navigator.clipboard.writeText('arn:aws:kms:x').then(() => 'written')")).toBe('written');
    expect(await console_.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('arn:aws:kms:x');
  });

  it('shows no devices without asking', async () => {
    const lists = await console_.window.evaluate<unknown[]>(
      `Promise.all(['usb.getDevices', 'hid.getDevices', 'serial.getPorts', 'bluetooth.getDevices'].map(async (path) => {
        const [part, method] = path.split('.');
        try { return (await navigator[part][method]()).length; } catch { return 0; }
      }))`,
    );
    expect(lists).toEqual([0, 0, 0, 0]);
  });
});
