// Drift in the real console: changes made behind its back with the SDK are found, shown, approved and repaired.
import { readFileSync } from 'node:fs';
import {
  DisableKeyCommand,
  DescribeKeyCommand,
  KMSClient,
  TagResourceCommand,
  UpdateKeyDescriptionCommand,
} from '@aws-sdk/client-kms';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { walkBothIn, walkSetup } from '../support/walk';
import { walkApproval } from '../support/walk-approval';
import { closeDialogs, walkAddCredential, walkAddGroup, walkForceRotate, walkTo } from '../support/walk-screens';

const dataDir = temporaryDataDir();
const files = temporaryDataDir();
let launched: LaunchedConsole;
let kms: KMSClient;
let keyId: string;

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  const { window } = launched;
  await walkSetup(window);
  await walkBothIn(window);
  const csvPath = await walkAddCredential(launched, files.path, 'simulator');
  await walkTo(window, 'Keys');
  await walkAddGroup(launched, { name: 'vault', credential: 'simulator', method: 'Same key' });
  await walkForceRotate(launched, 'vault', 1);
  const [accessKeyId = '', secretAccessKey = ''] = (readFileSync(csvPath, 'utf8').split(/\r?\n/)[1] ?? '').split(',');
  const status = await window.evaluate(() => globalThis.window.kmes.call['app.status']({}));
  const endpoint = status.ok ? (status.value.simulator?.endpoint ?? '') : '';
  kms = new KMSClient({ region: 'eu-central-1', endpoint, credentials: { accessKeyId, secretAccessKey } });
  keyId = (await kms.send(new DescribeKeyCommand({ KeyId: 'alias/vault' }))).KeyMetadata?.KeyId ?? '';
  await kms.send(new UpdateKeyDescriptionCommand({ KeyId: keyId, Description: 'Somebody else was here' }));
  await kms.send(new TagResourceCommand({ KeyId: keyId, Tags: [{ TagKey: 'Extra', TagValue: '1' }] }));
  await kms.send(new DisableKeyCommand({ KeyId: keyId }));
}, 300_000);
afterAll(async () => {
  (kms as KMSClient | undefined)?.destroy();
  await launched.close();
  dataDir.remove();
  files.remove();
}, 60_000);
afterEach(() => closeDialogs(launched.window));

const dialogOf = (): Locator => launched.window.getByRole('dialog', { name: 'Reconcile vault with AWS' });
async function reconcile(): Promise<Locator> {
  const { window } = launched;
  await window
    .getByRole('row', { name: /^vault/ })
    .first()
    .getByText('vault', { exact: true })
    .click({ button: 'right' });
  await window.getByRole('menuitem', { name: 'Reconcile with AWS' }).click();
  const dialog = dialogOf();
  await dialog.getByText('Compared').waitFor({ timeout: 30_000 });
  return dialog;
}
async function answer(dialog: Locator, choose: string, button: string, act: string): Promise<void> {
  await dialog.getByRole('checkbox', { name: choose }).check();
  await dialog.getByRole('button', { name: button }).click();
  const confirm = launched.window.getByRole('dialog', { name: act });
  await confirm.getByRole('textbox', { name: 'Justification' }).fill('As agreed in the change board');
  expect(await axeFindings(launched.window)).toEqual([]);
  await keepScreenshot(launched.window, `reconcile-${button.split(' ')[0]?.toLowerCase().replace(/\W/g, '') ?? ''}`);
  await confirm.getByRole('button', { name: act, exact: true }).click();
  await walkApproval(launched);
}

describe('a group that was changed behind the console’s back', () => {
  it('shows every difference side by side, on the key’s row, and on the dashboard', async () => {
    const { window } = launched;
    const dialog = await reconcile();
    await dialog.getByText('Somebody else was here').waitFor();
    await dialog
      .getByRole('row', { name: /State of the AWS KMS key of vault #1/ })
      .getByText('Disabled')
      .waitFor();
    await dialog.getByRole('row', { name: /Tag Extra of vault #1/ }).waitFor();
    for (const colorScheme of ['dark', 'light'] as const) {
      await window.emulateMedia({ colorScheme });
      expect(await axeFindings(window)).toEqual([]);
      await keepScreenshot(window, `reconcile-dialog-${colorScheme}`);
    }
    await closeDialogs(window);
    await window
      .getByRole('row', { name: /vault #1/ })
      .getByText('Differs')
      .waitFor();
    await window.getByRole('button', { name: '3 differences from AWS' }).waitFor();
    await keepScreenshot(window, 'reconcile-key-row');
    await walkTo(window, 'Dashboard' as never);
    await window.getByRole('button', { name: /Differences from AWS/ }).click();
    await window.getByRole('heading', { level: 1, name: 'Differences from AWS' }).waitFor();
    await window.getByRole('button', { name: 'Reconcile all' }).click();
    await window.getByText('1 key group compared, 3 differences').waitFor({ timeout: 30_000 });
    for (const colorScheme of ['dark', 'light'] as const) {
      await window.emulateMedia({ colorScheme });
      expect(await axeFindings(window)).toEqual([]);
      await keepScreenshot(window, `reconcile-all-${colorScheme}`);
    }
    await walkTo(window, 'Keys');
    await window
      .getByRole('row', { name: /^vault/ })
      .first()
      .click();
  }, 120_000);

  it('is repaired: one difference taken, one pushed, one ignored, each after an approval', async () => {
    const { window } = launched;
    const push = 'Push our side of 1 difference of vault';
    await answer(await reconcile(), 'Choose State of the AWS KMS key of vault #1', 'Push ours…', push);
    await expect
      .poll(async () => (await kms.send(new DescribeKeyCommand({ KeyId: keyId }))).KeyMetadata?.KeyState, {
        timeout: 30_000,
      })
      .toBe('Enabled');
    await window.getByRole('button', { name: '2 differences from AWS' }).waitFor({ timeout: 30_000 });
    const take = 'Take AWS’s side of 1 difference of vault';
    await answer(await reconcile(), 'Choose Description of vault #1', 'Take AWS’s…', take);
    await window.getByRole('button', { name: '1 difference from AWS' }).waitFor({ timeout: 30_000 });
    const ignore = 'Ignore 1 difference of vault';
    await answer(await reconcile(), 'Choose Tag Extra of vault #1', 'Ignore…', ignore);
    await window.getByRole('button', { name: '1 difference from AWS' }).waitFor({ state: 'detached', timeout: 30_000 });
    const dialog = await reconcile();
    await dialog.getByText('As agreed in the change board').waitFor();
    await dialog.getByText('No difference').waitFor();
    await keepScreenshot(window, 'reconcile-ignored');
  }, 240_000);
});
