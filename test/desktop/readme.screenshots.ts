// Every screen of the real console, light and dark, on the way from the first start to the first key. Run by `npm run screenshots`.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { launchConsole, type LaunchedConsole } from '../support/desktop';
import { answerDialogs } from '../support/dialog-answers';
import { promptPage, signInPrompt } from '../support/prompt-page';
import { takePictures, type Pictures } from '../support/take-pictures';
import { jonas, maria, WALK_PIN, walkLogin, walkUnlock } from '../support/walk';
import { requestDialog, walkApproval, walkRequest } from '../support/walk-approval';
import { walkTo } from '../support/walk-screens';

const folder = process.env['KMES_SCREENSHOTS'] ?? 'test-results/screenshots';
// A short path: it stands at the foot of the unlock screen.
const work = mkdtempSync(join(tmpdir(), 'kmes-'));
const dataDir = join(work, 'data');
const csv = join(work, 'kmes-console_accessKeys.csv');
const backups = join(work, 'backups');
let launched: LaunchedConsole;
let pictures: Pictures;

mkdirSync(backups);

async function start(): Promise<void> {
  launched = await launchConsole({ dataDir });
  pictures = await takePictures(launched.window, folder);
}
beforeAll(start, 60_000);
afterAll(async () => {
  await launched.close();
  rmSync(work, { recursive: true, force: true });
}, 60_000);

it('set-up wizard', async () => {
  const { window } = launched;
  const next = window.getByRole('button', { name: 'Next' });
  await window.getByRole('radio', { name: 'EVALUATION' }).waitFor();
  await pictures.take('setup-environment');
  await next.click();
  await window.getByLabel('PIN of the new token').fill(WALK_PIN);
  await window.getByLabel('PIN again').fill(WALK_PIN);
  await window.getByRole('button', { name: 'Make the evaluation token' }).click();
  await window.getByText('is ready').waitFor();
  await pictures.take('setup-token');
  await next.click();
  await window.getByRole('heading', { name: /^PIN of/ }).waitFor();
  await pictures.take('setup-pin');
  await next.click();
  for (const [index, person] of [maria, jonas].entries()) {
    await window.getByLabel('Login name').nth(index).fill(person.name);
    await window.getByLabel('Full name').nth(index).fill(person.fullName);
    await window.getByLabel('Password', { exact: true }).nth(index).fill(person.password);
    await window.getByLabel('Password again', { exact: true }).nth(index).fill(person.password);
  }
  await pictures.take('setup-identities');
  await next.click();
  await pictures.take('setup-review');
  await window.getByRole('button', { name: 'Set up the console' }).click();
  await window.getByRole('button', { name: 'Go to login' }).waitFor({ timeout: 60_000 });
  await pictures.take('setup-done');
  await window.getByRole('button', { name: 'Go to login' }).click();
});

it('unlock and login', async () => {
  await launched.close();
  await start();
  const { window } = launched;
  await window.getByRole('heading', { name: 'Log in to the HSM' }).waitFor();
  await pictures.take('unlock');
  await walkUnlock(window);
  await window.getByRole('heading', { name: 'Log in', exact: true }).waitFor();
  await walkLogin(window, maria);
  await window.getByText('1 of 2 logged in').waitFor();
  await pictures.take('login');
  await walkLogin(window, jonas);
  await window.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  await pictures.take('home');
});

it('cloud credentials', async () => {
  const { app, window } = launched;
  await walkTo(window, 'Cloud Credentials');
  await window.getByRole('button', { name: 'Add credential' }).first().click();
  const dialog = window.getByRole('dialog', { name: 'Add cloud credential' });
  await answerDialogs(app, { save: csv, open: csv });
  await dialog.getByRole('button', { name: 'Make an evaluation access key CSV' }).click();
  await dialog.getByText('Saved kmes-console_accessKeys.csv.').waitFor();
  await dialog.getByRole('button', { name: 'Choose CSV file' }).click();
  await dialog.getByText('Read kmes-console_accessKeys.csv.').waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('evaluation');
  await pictures.take('credential-add');
  await dialog.getByRole('button', { name: 'OK', exact: true }).click();
  await walkApproval(launched);
  await window.getByRole('row', { name: /evaluation/ }).waitFor();
  await pictures.take('credentials');
});

it('key groups, force rotate and keys', async () => {
  const { window } = launched;
  await walkTo(window, 'Keys');
  await window.getByRole('button', { name: 'Add key group' }).click();
  const storage = window.getByRole('dialog', { name: 'Select Key Group Storage' });
  await storage.waitFor();
  await pictures.take('key-group-storage');
  await storage.getByRole('button', { name: 'OK', exact: true }).click();
  const editor = window.getByRole('dialog', { name: 'Add Key Group' });
  await editor.getByRole('textbox', { name: 'Name' }).fill('payments-eu');
  await editor.getByRole('button', { name: 'Select', exact: true }).click();
  const picker = window.getByRole('dialog', { name: 'Select Credential' });
  await picker.getByRole('gridcell', { name: 'evaluation', exact: true }).dblclick();
  await pictures.take('key-group-group');
  await editor.getByRole('tab', { name: 'AWS Properties' }).click();
  await editor.getByRole('radio', { name: /^Same key/ }).check();
  await pictures.take('key-group-aws');
  await editor.getByRole('button', { name: 'OK', exact: true }).click();
  await walkApproval(launched);
  const group = window.getByRole('region', { name: 'Key group payments-eu' });
  await group.waitFor();
  for (let generation = 1; generation <= 2; generation += 1) {
    await group
      .getByRole('button', { name: /^force rotate/i })
      .first()
      .click();
    const confirm = window.getByRole('dialog', { name: 'Force rotate payments-eu' });
    await confirm.getByText('What will happen').waitFor();
    await confirm
      .getByRole('textbox', { name: 'Justification' })
      .fill(generation === 1 ? 'First key of the payments group' : 'Quarterly rotation');
    if (generation === 1) await pictures.take('force-rotate');
    await confirm.getByRole('button', { name: 'Force rotate payments-eu' }).click();
    if (generation === 1) {
      const asked = await requestDialog(launched);
      await pictures.take('request-approval');
      await asked.getByRole('button', { name: 'Sign and request' }).click();
      const prompt = await promptPage(launched.app);
      await (await takePictures(prompt, folder, true)).take('prompt-request');
      await signInPrompt(launched.app, maria);
      const filed = window.getByRole('dialog', { name: 'Requested' });
      await filed.getByRole('button', { name: 'Approve now' }).click();
      await (await takePictures(await promptPage(launched.app), folder, true)).take('prompt-approve');
      await signInPrompt(launched.app, jonas);
      await filed.waitFor({ state: 'detached' });
    } else await walkApproval(launched);
    await confirm.waitFor({ state: 'detached' });
    const row = window.getByRole('row', { name: new RegExp(`payments-eu #${String(generation)}`) });
    await row.getByText('Active', { exact: true }).waitFor({ timeout: 60_000 });
  }
  await pictures.take('keys');
});

it('approvals, identities, roles and the approval policy', async () => {
  const { window } = launched;
  await window.getByRole('button', { name: 'Force Rotate', exact: true }).click();
  const confirm = window.getByRole('dialog', { name: 'Force rotate payments-eu' });
  await confirm.getByRole('textbox', { name: 'Justification' }).fill('Yearly audit asks for a fresh key');
  await confirm.getByRole('button', { name: 'Force rotate payments-eu' }).click();
  const filed = await walkRequest(launched);
  await pictures.take('request-filed');
  await filed.getByRole('button', { name: 'Show in Approvals' }).click();
  const pane = window.getByRole('region', { name: 'Request details' });
  await pane.getByRole('table', { name: 'What will be done' }).waitFor();
  await pictures.take('approvals');
  await pane.getByRole('button', { name: 'Withdraw' }).click();
  await window.getByRole('button', { name: 'Withdraw the request' }).click();
  await pane.getByText('Withdrawn').first().waitFor();
  await walkTo(window, 'Identities');
  await window.getByRole('row', { name: /jonas/ }).waitFor();
  await pictures.take('identities');
  await walkTo(window, 'Roles');
  await window.getByRole('grid', { name: 'Roles' }).getByText('Key Manager', { exact: true }).dblclick();
  await window.getByRole('tab', { name: 'Permissions' }).click();
  await pictures.take('role');
  await window.keyboard.press('Escape');
  await walkTo(window, 'HSM');
  await window.getByRole('grid', { name: 'Key objects on the token' }).getByText('Own key').first().waitFor();
  await pictures.take('hsm');
  await walkTo(window, 'Approval policy');
  await window.getByRole('gridcell', { name: 'Force rotate key group', exact: true }).waitFor();
  await pictures.take('approval-policy');
});

it('jobs and audit log', async () => {
  const { window } = launched;
  await walkTo(window, 'Jobs');
  await window.getByRole('gridcell', { name: 'Force rotate payments-eu', exact: true }).first().waitFor();
  await pictures.take('jobs');
  await window.getByRole('gridcell', { name: 'Force rotate payments-eu', exact: true }).first().dblclick();
  await window.getByRole('region', { name: 'Job details' }).getByRole('log', { name: 'Lines' }).waitFor();
  await pictures.take('job');
  await walkTo(window, 'Audit Logs');
  const grid = window.getByRole('grid', { name: 'Audit entries' });
  await grid.getByRole('gridcell').first().waitFor();
  await pictures.take('audit');
  await grid.getByRole('gridcell').nth(4).dblclick();
  await window.getByRole('region', { name: 'Entry details' }).waitFor();
  await pictures.take('audit-entry');
});

it('backup', async () => {
  const { app, window } = launched;
  await walkTo(window, 'Backup');
  await answerDialogs(app, { open: backups, save: null });
  await window.getByRole('button', { name: 'Back up now…' }).click();
  await window.getByRole('region', { name: 'Last backup' }).getByText('maria, jonas').waitFor();
  await pictures.take('backup');
  const [directory = ''] = readdirSync(backups);
  await answerDialogs(app, { open: join(backups, directory), save: null });
  await window.getByRole('button', { name: 'Restore…' }).click();
  await window.getByRole('region', { name: 'What is lost' }).waitFor();
  await pictures.take('restore');
  await window.keyboard.press('Escape');
});

it('reports, statistics of jobs and settings', async () => {
  const { window } = launched;
  await walkTo(window, 'Reports');
  await window.getByRole('button', { name: /^Key inventory/ }).click();
  await window.getByText('payments-eu #1').first().waitFor();
  await pictures.take('reports');
  await walkTo(window, 'Jobs');
  await window.getByRole('button', { name: 'Statistics' }).click();
  const statistics = window.getByRole('dialog', { name: 'Statistics of the last 30 days' });
  await statistics.getByText(/^Success rate/).waitFor();
  await pictures.take('job-statistics');
  await statistics.getByRole('button', { name: 'Close' }).click();
  await walkTo(window, 'Settings');
  await window.getByText('Not set up').waitFor();
  await pictures.take('settings');
});

it('the palette', async () => {
  const { window } = launched;
  await window.keyboard.press('Control+k');
  await window.getByRole('combobox', { name: 'Find a screen or an object' }).fill('pay');
  await window
    .getByRole('option', { name: /payments-eu/ })
    .first()
    .waitFor();
  await pictures.take('palette');
});
