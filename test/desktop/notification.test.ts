// The notice of the desktop for requests that wait, in the real console: what Electron is told to show, and what a click does.
import type { Notification as ElectronNotification } from 'electron';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { signInPrompt } from '../support/prompt-page';
import { pageCall, quickConsole, usualPeople, type QuickPerson } from '../support/quick-console';
import { maria, walkBothIn, walkLogin } from '../support/walk';

const liwei: QuickPerson = {
  name: 'li.wei',
  fullName: 'Li Wei',
  password: 'granite orchard ticket',
  roles: ['Approver'],
};
const dataDir = temporaryDataDir();
let launched: LaunchedConsole;

interface Noted {
  readonly title: string;
  readonly body: string;
  readonly silent: boolean;
  readonly notice: ElectronNotification;
}
type Scope = typeof globalThis & { noted: Noted[]; supported: boolean; deskHasDaemon: boolean };

/**
 * From here on main's notices are written down instead of shown: a machine without a daemon of notices shows none, and one with it
 * shows them outside the reach of a test. Everything before that is the console's own.
 */
function noteNotices(): Promise<void> {
  return launched.app.evaluate(({ Notification }) => {
    const scope = globalThis as Scope;
    scope.noted = [];
    scope.supported = true;
    scope.deskHasDaemon = Notification.isSupported();
    Notification.isSupported = () => scope.supported;
    Notification.prototype.show = function show(this: ElectronNotification) {
      scope.noted.push({ title: this.title, body: this.body, silent: this.silent, notice: this });
    };
  });
}
const noted = () =>
  launched.app.evaluate(() => (globalThis as Scope).noted.map(({ title, body, silent }) => ({ title, body, silent })));
/** Housekeeping looks once a minute. */
async function waitForNotices(count: number): Promise<void> {
  for (let tries = 0; (await noted()).length < count; tries += 1) {
    if (tries > 90) throw new Error('no notice came');
    await new Promise((done) => setTimeout(done, 1000));
  }
}
async function fileRequest(): Promise<void> {
  const input = { justification: 'the trouble is over' };
  const { digest } = await pageCall(launched, 'approvals.preview', { call: 'jobs.resumeAll', input });
  const asking = pageCall(launched, 'approvals.request', { call: 'jobs.resumeAll', input, digest, ...input });
  await signInPrompt(launched.app, maria);
  await asking;
}

beforeAll(async () => {
  launched = await quickConsole(dataDir.path, [...usualPeople, liwei]);
  await noteNotices();
  await walkBothIn(launched.window);
  await pageCall(launched, 'jobs.stopAll', { justification: 'AWS reports trouble' });
}, 180_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail')
    await keepScreenshot(launched.window, `notification-${task.name.replaceAll(/\W+/g, '-')}`);
}, 30_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
}, 60_000);

const hideWindow = () =>
  launched.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.hide();
    return window?.isFocused() ?? true;
  });

describe('a request that waits', () => {
  it('is told to who may decide it and does not look at the window, without saying what would be done', async () => {
    const { window } = launched;
    await fileRequest();
    await pageCall(launched, 'session.logout', {});
    await window.getByRole('heading', { name: 'Log in', exact: true }).waitFor();
    await walkLogin(window, liwei);
    await window.getByRole('navigation', { name: 'Navigation' }).waitFor();
    expect(await hideWindow()).toBe(false);
    await waitForNotices(1);
    expect(await noted()).toEqual([{ title: 'One request waits for your decision', body: 'All jobs', silent: true }]);
  }, 150_000);

  it('brings the window to the front when the notice is clicked, and decides nothing', async () => {
    const visible = await launched.app.evaluate(({ BrowserWindow }) => {
      const { notice } = (globalThis as Scope).noted[0]!;
      notice.emit('click');
      return BrowserWindow.getAllWindows()[0]?.isVisible() ?? false;
    });
    expect(visible).toBe(true);
    const { requests } = await pageCall(launched, 'approvals.list', { status: 'open' });
    expect(requests.map(({ status, decisions }) => [status, decisions.length])).toEqual([['Pending', 0]]);
  }, 60_000);

  it('is no trouble where the desktop shows no notices: the badge in the menu is there all the same', async () => {
    const { window } = launched;
    await launched.app.evaluate(() => {
      (globalThis as Scope).supported = false;
    });
    await window.getByRole('img', { name: '1 request waits for you' }).waitFor();
    expect(await noted()).toHaveLength(1);
    expect(typeof (await launched.app.evaluate(() => (globalThis as Scope).deskHasDaemon))).toBe('boolean');
  }, 60_000);
});
