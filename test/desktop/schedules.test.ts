// A schedule in the real console: set in the editor, approved by two people, started by itself, shown with its reason while it waits, paused.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { walkBothIn, walkSetup } from '../support/walk';
import { walkApproval } from '../support/walk-approval';
import { closeDialogs, walkAddCredential, walkFillGroup, walkTo } from '../support/walk-screens';

const dataDir = temporaryDataDir();
const files = temporaryDataDir();
let launched: LaunchedConsole;

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  await walkSetup(launched.window);
  await walkBothIn(launched.window);
  await walkAddCredential(launched, files.path, 'simulator');
  await walkTo(launched.window, 'Keys');
}, 120_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
  files.remove();
}, 60_000);
afterEach(() => closeDialogs(launched.window));

const minuteMs = 60_000;
/** The run's minute: AWS takes requests of a clock that is less than five minutes off, and so the test moves it less. */
const dueAt = new Date(Math.ceil(Date.now() / minuteMs) * minuteMs + 3 * minuteMs);

const group = () => launched.window.getByRole('region', { name: 'Key group nightly' });

/** Moves the clock that main reads, as somebody who sets the machine's clock does. */
const moveClockTo = (at: Date): Promise<void> =>
  launched.app.evaluate((_electron, atMs) => {
    const Real = Date;
    const aheadMs = atMs - Real.now();
    class Moved extends Real {
      constructor(...given: [] | [number | string]) {
        if (given.length === 0) super(Real.now() + aheadMs);
        else super(...given);
      }
      static override now(): number {
        return Real.now() + aheadMs;
      }
    }
    globalThis.Date = Moved as DateConstructor;
  }, at.getTime());

describe('a schedule', () => {
  it('is set in the editor of the group, and says that nothing runs before it is approved', async () => {
    const { window } = launched;
    const editor = await walkFillGroup(window, { name: 'nightly', credential: 'simulator', method: 'New key' });
    await editor.getByRole('tab', { name: 'Group', exact: true }).click();
    await editor.getByRole('textbox', { name: 'Rotate Every', exact: true }).fill('1');
    await editor.getByRole('combobox', { name: 'Rotate Every: unit' }).click();
    await window.getByRole('option', { name: 'days' }).click();
    await editor.getByRole('checkbox', { name: 'Start rotations automatically' }).check();
    await editor.getByLabel('First day').fill(dueAt.toISOString().slice(0, 10));
    await editor.getByLabel('Time of day').fill(dueAt.toISOString().slice(11, 16));
    await editor.getByRole('combobox', { name: 'Time zone' }).fill('UTC');
    await window.keyboard.press('Tab');
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'schedule-editor');
    await editor.getByRole('button', { name: 'OK', exact: true }).click();
    await walkApproval(launched);
    await group().getByText('This schedule is not approved: nothing starts by itself.').waitFor();
    await keepScreenshot(window, 'schedule-not-approved');
  }, 120_000);

  it('is approved by a second person until a day, and shows its next run', async () => {
    const { window } = launched;
    await group().getByRole('button', { name: 'Approve schedule' }).click();
    const dialog = window.getByRole('dialog', { name: 'Approve the schedule of nightly' });
    await dialog.getByRole('textbox', { name: 'Justification' }).fill('Nightly rotation as the policy says');
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'schedule-approve');
    await dialog.getByRole('button', { name: 'Approve schedule of nightly' }).click();
    await walkApproval(launched);
    await group().getByText('Schedule approved until').waitFor();
    await group()
      .getByText(/in [23] minutes/)
      .first()
      .waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'schedule-approved');
  }, 120_000);

  it('runs by itself once the clock has come to its time; the job says that the schedule started it', async () => {
    const { window } = launched;
    await moveClockTo(new Date(dueAt.getTime() + 1000));
    await window
      .getByRole('row', { name: /nightly #1/ })
      .getByText('Active', { exact: true })
      .waitFor({ timeout: 100_000 });
    await group().getByText('started').waitFor();
    await walkTo(window, 'Jobs');
    const row = window.getByRole('row', { name: /Scheduled rotation of nightly/ });
    await row.getByText('Completed').waitFor();
    await row.getByText('Schedule', { exact: true }).waitFor();
    await keepScreenshot(window, 'schedule-job');
    await walkTo(window, 'Keys');
  }, 150_000);

  it('can be paused and goes on, by the context menu', async () => {
    const { window } = launched;
    const cell = window.getByRole('gridcell', { name: 'nightly', exact: true });
    await cell.click();
    await cell.click({ button: 'right' });
    await window.getByRole('menuitem', { name: 'Pause schedule' }).click();
    await group()
      .getByText(/^Paused by/)
      .waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'schedule-paused');
    await group().getByRole('button', { name: 'Go on' }).click();
    await group()
      .getByText(/^Paused by/)
      .waitFor({ state: 'detached' });
  }, 60_000);
});
