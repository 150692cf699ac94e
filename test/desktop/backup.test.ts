// Backup and restore in the real console: a backup of the store by the screen, the way back to it under dual control, and the HSM's own backup.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { answerDialogs } from '../support/dialog-answers';
import { walkBothIn, walkSetup, walkUnlock } from '../support/walk';
import { walkApproval } from '../support/walk-approval';
import { closeDialogs, walkAddCredential, walkAddGroup, walkForceRotate, walkTo } from '../support/walk-screens';

const dataDir = temporaryDataDir();
const folder = mkdtempSync(join(tmpdir(), 'kmes-backups-'));
let launched: LaunchedConsole;

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  await walkSetup(launched.window);
  await walkBothIn(launched.window);
}, 180_000);
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await keepScreenshot(launched.window, `backup-${task.name.replaceAll(/\W+/g, '-')}`);
  await closeDialogs(launched.window);
}, 30_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const pictures = async (name: string): Promise<void> => {
  for (const colorScheme of ['dark', 'light'] as const) {
    await launched.window.emulateMedia({ colorScheme });
    await launched.window.mouse.move(0, 0);
    await launched.window.waitForTimeout(400);
    await keepScreenshot(launched.window, `${name}-${colorScheme}`);
    expect(await axeFindings(launched.window), `${name} ${colorScheme}`).toEqual([]);
  }
};
/** Verifies the log; the status afterwards. */
const verified = () => launched.window.evaluate(() => window.kmes.call['audit.verify']({}));
const region = (name: string) => launched.window.getByRole('region', { name, exact: true });

describe('the backup of the store', () => {
  it('says that there is none, makes one where the person chooses, and shows it', async () => {
    const { app, window } = launched;
    await walkTo(window, 'Backup');
    await window.getByText('No backup has been made yet').waitFor();
    await pictures('backup-none');
    await answerDialogs(app, { open: null, save: null });
    await window.getByRole('button', { name: 'Back up now…' }).click();
    await expect.poll(() => window.getByRole('button', { name: 'Back up now…' }).isEnabled()).toBe(true);
    expect(readdirSync(folder)).toEqual([]);

    await answerDialogs(app, { open: folder, save: null });
    await window.getByRole('button', { name: 'Back up now…' }).click();
    await region('Last backup').getByText('maria, jonas').waitFor();
    const [directory = ''] = readdirSync(folder);
    expect(directory).toMatch(/^kmes-backup-evaluation-\d{8}T\d{6}Z$/);
    await region('Last backup').getByText(directory).first().waitFor();
  }, 60_000);

  it('is scheduled into a folder that main’s dialog chose', async () => {
    const { window } = launched;
    await window.getByRole('button', { name: 'Choose folder…' }).click();
    await region('Schedule')
      .getByText(folder.split('/').at(-1) ?? '')
      .waitFor();
    await window.getByRole('button', { name: 'Schedule…' }).click();
    const dialog = window.getByRole('dialog', { name: 'Schedule of backups' });
    await dialog.getByRole('checkbox', { name: 'Make backups by a schedule' }).check();
    await dialog.getByRole('textbox', { name: 'Every' }).fill('2');
    await pictures('backup-schedule');
    await dialog.getByRole('button', { name: 'Save schedule' }).click();
    await region('Schedule').getByText('every 2 days').waitFor();
  }, 60_000);
});

describe('the HSM’s own backup', () => {
  it('is recorded by an officer, and each key says whether it is in one', async () => {
    const { window } = launched;
    await walkAddCredential(launched, folder, 'evaluation');
    await walkTo(window, 'Keys');
    await walkAddGroup(launched, { name: 'payments', credential: 'evaluation', method: 'New key' });
    await walkForceRotate(launched, 'payments', 1);
    await window.getByRole('gridcell', { name: 'payments #1', exact: true }).dblclick();
    const details = window.getByRole('region', { name: /payments #1/ });
    await details.getByText('Not in a confirmed backup').waitFor();

    await walkTo(window, 'Backup');
    await window.getByText('One key is in no confirmed backup of the HSM').waitFor();
    // The field counts in minutes: a key of this minute is in a backup of the next one.
    await window.getByRole('button', { name: 'Confirm a backup…' }).click();
    const dialog = window.getByRole('dialog', { name: 'Confirm a backup of the HSM' });
    await dialog.getByRole('textbox', { name: 'Note' }).fill('Card set 7, safe B');
    await pictures('backup-confirm-hsm');
    const minute = (at: Date): string =>
      new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    const nextMinute = new Date(Math.ceil(Date.now() / 60_000) * 60_000);
    await expect.poll(() => Date.now() > nextMinute.getTime(), { timeout: 70_000, interval: 1_000 }).toBe(true);
    await dialog.getByLabel('When it was made').fill(minute(nextMinute));
    await dialog.getByRole('button', { name: 'Confirm the backup' }).click();
    await dialog.waitFor({ state: 'detached' });
    await window.getByText('All 1 are in a confirmed backup').waitFor();
    await window.getByRole('list', { name: 'Confirmed backups' }).getByText('Card set 7, safe B').waitFor();
    await pictures('backup');

    await walkTo(window, 'Keys');
    await window.getByRole('gridcell', { name: 'payments', exact: true }).first().click();
    await window.getByRole('gridcell', { name: 'payments #1', exact: true }).dblclick();
    await details.getByText(/^In confirmed backup of/).waitFor();
  }, 240_000);
});

describe('the way back', () => {
  it('shows what is lost, asks for approval, locks, and opens the restored store', async () => {
    const { app, window } = launched;
    const [directory = ''] = readdirSync(folder).filter((name) => name.startsWith('kmes-backup'));
    await walkTo(window, 'Backup');
    await answerDialogs(app, { open: join(folder, directory), save: null });
    await window.getByRole('button', { name: 'Restore…' }).click();
    const dialog = window.getByRole('dialog', { name: 'Restore the store from a backup' });
    const lost = dialog.getByRole('region', { name: 'What is lost' });
    await lost.getByText('payments #1').waitFor();
    await pictures('backup-restore');
    await dialog.getByRole('textbox', { name: 'Justification' }).fill('The group was made in the wrong account');
    await dialog.getByRole('button', { name: 'Restore the store' }).click();
    await walkApproval(launched);

    await window.getByRole('heading', { name: 'Log in to the HSM' }).waitFor({ timeout: 30_000 });
    await walkUnlock(window);
    await walkBothIn(window);
    await walkTo(window, 'Keys');
    await window.getByText('No key group yet').waitFor();
    await walkTo(window, 'Audit Logs');
    await window
      .getByRole('grid', { name: 'Audit entries' })
      .getByText(`The store was restored from ${directory}`)
      .first()
      .waitFor();
    await pictures('backup-restored-log');
    expect(await verified()).toMatchObject({
      ok: true,
      value: { problem: null, integrity: { state: 'verified' }, jobs: { stopped: { by: 'maria' } } },
    });
  }, 180_000);

  it('refuses a folder that holds no backup, and says what to choose', async () => {
    const { app, window } = launched;
    await walkTo(window, 'Backup');
    await answerDialogs(app, { open: folder, save: null });
    await window.getByRole('button', { name: 'Restore…' }).click();
    const dialog = window.getByRole('dialog', { name: 'Restore the store from a backup' });
    await dialog.getByText(/its name begins with kmes-backup/).waitFor();
    await pictures('backup-refused');
    await closeDialogs(window);
  }, 60_000);
});
