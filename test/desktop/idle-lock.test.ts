// A window that nobody uses, in the real console: it locks itself, the job goes on, and only the people of that login come back.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { groupInput } from '../support/group-input';
import { holdLongTimers, passMainTime } from '../support/main-clock';
import { signInPrompt } from '../support/prompt-page';
import { pageCall, quickConsole, usualPeople, type QuickPerson } from '../support/quick-console';
import { startSimulator, type TestSimulator } from '../support/simulator';
import { jonas, maria, walkBothIn, walkLogin } from '../support/walk';
import { walkTo } from '../support/walk-screens';
import type { IpcCallName } from '../../shared/ipc/table';

const minuteMs = 60_000;
const liwei: QuickPerson = {
  name: 'li.wei',
  fullName: 'Li Wei',
  password: 'granite orchard ticket',
  roles: ['Approver'],
};
const dataDir = temporaryDataDir();
let launched: LaunchedConsole;
let simulator: TestSimulator;

/** Requested by maria and approved by jonas, by the calls of the page and the small window. */
async function carriedOut(call: IpcCallName, input: unknown): Promise<string | null> {
  const { digest } = await pageCall(launched, 'approvals.preview', { call, input });
  const asking = pageCall(launched, 'approvals.request', { call, input, digest, justification: 'a long run' });
  await signInPrompt(launched.app, maria);
  const { id } = await asking;
  const deciding = pageCall(launched, 'approvals.decide', { ids: [id], verdict: 'approve', reason: '' });
  await signInPrompt(launched.app, jonas);
  return (await deciding).requests[0]?.jobId ?? null;
}

beforeAll(async () => {
  simulator = await startSimulator();
  // The idle lock sleeps for as long as nobody may be away: before it begins, main's long timers are held.
  launched = await quickConsole(dataDir.path, [...usualPeople, liwei], ({ app }) => holdLongTimers(app));
  await walkBothIn(launched.window);
}, 180_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail')
    await keepScreenshot(launched.window, `idle-lock-${task.name.replaceAll(/\W+/g, '-')}`);
}, 30_000);
afterAll(async () => {
  await launched.close();
  await simulator.stop();
  dataDir.remove();
}, 60_000);

describe('the idle lock', () => {
  it('leaves the view open while somebody uses it', async () => {
    const { app, window } = launched;
    await passMainTime(app, 14 * minuteMs);
    await window.keyboard.press('Shift');
    await walkTo(window, 'Jobs');
    await passMainTime(app, 2 * minuteMs);
    expect(await window.getByRole('heading', { name: 'The view is locked' }).count()).toBe(0);
    expect((await pageCall(launched, 'app.status', {})).session.identities).toHaveLength(2);
  }, 60_000);

  it('closes the view after a quarter of an hour, while the job goes on and ends', async () => {
    const { app, window } = launched;
    const { accessKeyId, secretAccessKey } = simulator.accessKey;
    await carriedOut('credentials.add', {
      name: 'far',
      source: { kind: 'typed', accessKeyId, secretAccessKey },
      region: 'us-east-1',
      endpoint: { kind: 'custom', url: simulator.endpoint },
    });
    const [credential] = (await pageCall(launched, 'credentials.list', {})).credentials;
    await carriedOut('groups.add', groupInput('ledger', credential?.id ?? ''));
    const [group] = (await pageCall(launched, 'groups.list', {})).groups;
    const groupId = group?.id ?? '';
    await simulator.control.addFault({ operation: 'ImportKeyMaterial', kind: 'hold', when: 'before' });
    const { digest } = await pageCall(launched, 'groups.previewForceRotate', { groupId });
    await carriedOut('groups.forceRotate', { groupId, previewDigest: digest, justification: 'a long run' });
    for (let tries = 0; (await simulator.control.heldCount()) === 0; tries += 1) {
      if (tries > 300) throw new Error('the job did not come to its import');
      await new Promise((done) => setTimeout(done, 100));
    }
    await passMainTime(app, 16 * minuteMs);
    await window.getByRole('heading', { name: 'The view is locked' }).waitFor();
    expect(await window.getByRole('navigation').count()).toBe(0);
    expect(await window.getByText('ledger').count()).toBe(0);
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'idle-lock');
    await simulator.control.releaseHeld();
    const called = async () => (await simulator.control.calls()).map(({ operation }) => operation);
    for (let tries = 0; !(await called()).includes('CreateAlias'); tries += 1) {
      if (tries > 300) throw new Error('the job did not go on');
      await new Promise((done) => setTimeout(done, 100));
    }
    expect(await window.getByRole('heading', { name: 'The view is locked' }).count()).toBe(1);
  }, 120_000);

  it('opens for nobody of another login, nor for one of the two alone', async () => {
    const { window } = launched;
    const who = window.getByRole('region', { name: 'Who can unlock it' });
    expect(await who.innerText()).toContain(maria.fullName);
    expect(await who.innerText()).toContain(jonas.fullName);
    await walkLogin(window, liwei);
    await window.getByRole('alert').getByText('The view is locked for the people of another login.').waitFor();
    await walkLogin(window, jonas);
    await window.getByText('1 of 2 logged in').waitFor();
    expect(await window.getByRole('navigation').count()).toBe(0);
    expect(await who.innerText()).not.toContain(jonas.fullName);
  }, 60_000);

  it('opens for both, where they were, with the job done; the log names the reason', async () => {
    const { window } = launched;
    await walkLogin(window, maria);
    await window.getByRole('navigation', { name: 'Navigation' }).waitFor();
    await walkTo(window, 'Jobs');
    await window
      .getByRole('row', { name: /Force rotate ledger/ })
      .getByText('Completed')
      .waitFor({ timeout: 30_000 });
    const { entries } = await pageCall(launched, 'audit.list', { limit: 100 });
    const at = (event: string) => entries.find((entry) => entry.event === event)?.sequence ?? 0;
    expect(entries.find(({ event }) => event === 'login.locked')?.facts).toMatchObject({ reason: 'idle', minutes: 15 });
    expect(at('job.completed')).toBeGreaterThan(at('login.locked'));
  }, 60_000);
});
