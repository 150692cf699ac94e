// Key Management > Keys in the real console: both windows, what they refuse, menus and keyboard, later rotations, deletion.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { answerDialogs } from '../support/dialog-answers';
import { walkBothIn, walkSetup } from '../support/walk';
import { walkApproval } from '../support/walk-approval';
import {
  closeDialogs,
  walkAddCredential,
  walkAddGroup,
  walkFillGroup,
  walkForceRotate,
  walkTo,
} from '../support/walk-screens';

const dataDir = temporaryDataDir();
const files = temporaryDataDir();
let launched: LaunchedConsole;
let csvPath: string;

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  await walkSetup(launched.window);
  await walkBothIn(launched.window);
}, 180_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
  files.remove();
}, 60_000);

/** A test that failed half-way must not hold up the next. */
afterEach(() => closeDialogs(launched.window));

const ok = (dialog: Locator): Promise<void> => dialog.getByRole('button', { name: 'OK', exact: true }).click();
const leave = async (dialog: Locator): Promise<void> => {
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await launched.window.getByRole('button', { name: 'Leave without saving' }).click();
  await dialog.waitFor({ state: 'detached' });
};

/** A key of AWS's own material in the simulator, made past the console with the SDK: it cannot be adopted. */
async function keyOfAnotherOrigin(): Promise<string> {
  const [accessKeyId = '', secretAccessKey = ''] = readFileSync(csvPath, 'utf8').split(/\r?\n/)[1]?.split(',') ?? [];
  const status = await launched.window.evaluate(() => window.kmes.call['app.status']({}));
  const endpoint = status.ok ? (status.value.simulator?.endpoint ?? '') : '';
  const kms = new KMSClient({ region: 'eu-central-1', endpoint, credentials: { accessKeyId, secretAccessKey } });
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  kms.destroy();
  return KeyMetadata?.KeyId ?? '';
}

describe('the empty screen', () => {
  it('sends first to the credential that a group needs', async () => {
    const { window } = launched;
    await walkTo(window, 'Keys');
    await window.getByText('No key group yet').waitFor();
    await window.getByRole('button', { name: 'Go to Cloud Credentials' }).waitFor();
    expect(await axeFindings(window)).toEqual([]);
    csvPath = await walkAddCredential(launched, files.path, 'simulator');
  });
});

describe('adding a group', () => {
  it('begins with Add > Key Group of the right click in the area', async () => {
    const { window } = launched;
    await walkTo(window, 'Keys');
    await window.getByText('No key group yet').click({ button: 'right' });
    await window.getByRole('menuitem', { name: 'Add > Key Group…' }).click();
    const storage = window.getByRole('dialog', { name: 'Select Key Group Storage' });
    await storage.waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await window.keyboard.press('Escape');
    await storage.waitFor({ state: 'detached' });
  });

  it('says on OK what is missing and on which tab, and loses nothing', async () => {
    const { window } = launched;
    await window.getByRole('button', { name: 'Add key group' }).first().click();
    await ok(window.getByRole('dialog', { name: 'Select Key Group Storage' }));
    const editor = window.getByRole('dialog', { name: 'Add Key Group' });
    await editor.getByRole('textbox', { name: 'Keep key valid for' }).fill('6');
    await ok(editor);
    const alert = editor.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('5 fields');
    expect(await editor.getByText('Enter a value.').isVisible()).toBe(true);
    expect(await editor.getByText('Select a cloud credential.').isVisible()).toBe(true);
    expect(await editor.getByRole('tab', { name: /AWS Properties/ }).innerHTML()).toContain('has a field to correct');
    expect(await editor.getByRole('textbox', { name: 'Keep key valid for' }).inputValue()).toBe('6');
    await leave(editor);
  });

  it.each([
    ['not-json.json', '{ "Statement": [', 'This is not JSON.'],
    [
      'open.json',
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }],
      }),
      'The statement opens the key to everyone.',
    ],
    [
      'locked.json',
      JSON.stringify({
        Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:Encrypt', Resource: '*' }],
      }),
      'Nobody may change this policy (kms:PutKeyPolicy).',
    ],
  ])('refuses the policy %s with what is wrong in it', async (name, policy, says) => {
    const { app, window } = launched;
    const path = join(files.path, name);
    writeFileSync(path, policy);
    const editor = await walkFillGroup(window, { name: 'policies', credential: 'simulator', method: 'Same key' });
    await answerDialogs(app, { open: path, save: null });
    await editor.getByRole('button', { name: 'Import Policy' }).click();
    await editor.getByText(says).waitFor();
    await ok(editor);
    await editor.getByText('This policy cannot be used.').waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, `key-group-policy-${name}`);
    await leave(editor);
  });

  it('refuses a key that has another origin, before anything is kept', async () => {
    const { window } = launched;
    const editor = await walkFillGroup(window, { name: 'adopted', credential: 'simulator', method: 'New key' });
    await editor.getByRole('textbox', { name: 'Active Key ID' }).fill(await keyOfAnotherOrigin());
    await ok(editor);
    const alert = editor.getByRole('alert');
    await alert.waitFor();
    expect(await alert.getAttribute('data-error-code')).toBe('kms.key-origin');
    await leave(editor);
    expect(await window.getByRole('row', { name: /adopted/ }).count()).toBe(0);
  });

  it('adds it, and refuses a second one of the same name or alias', async () => {
    const { window } = launched;
    await walkAddGroup(launched, { name: 'ledger', credential: 'simulator', method: 'Same key' });
    const twice = await walkFillGroup(window, { name: 'Ledger', credential: 'simulator', method: 'Same key' });
    await ok(twice);
    await twice.getByRole('tab', { name: /^Group/ }).click();
    await twice.getByText('Another key group has this name.').waitFor();
    await twice.getByRole('textbox', { name: 'Name' }).fill('ledger two');
    await twice.getByRole('tab', { name: /AWS Properties/ }).click();
    await twice.getByRole('textbox', { name: 'Alias' }).fill('alias/ledger');
    await ok(twice);
    const alert = twice.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('The alias alias/ledger is in use already by the key group ledger.');
    await leave(twice);
  });
});

describe('a group', () => {
  it('opens with Enter, is changed by keyboard, and shows by whom', async () => {
    const { window } = launched;
    await window.getByRole('gridcell', { name: 'ledger', exact: true }).click();
    await window.keyboard.press('Enter');
    const editor = window.getByRole('dialog', { name: 'Key Group ledger' });
    await editor.getByRole('tab', { name: 'Group' }).focus();
    await window.keyboard.press('ArrowRight');
    await window.keyboard.press('Enter');
    await editor.getByText('by maria').first().waitFor();
    await editor.getByRole('textbox', { name: 'Owner' }).fill('Bookkeeping');
    await window.keyboard.press('Enter');
    await walkApproval(launched);
    await editor.waitFor({ state: 'detached' });
    await window.keyboard.press('Shift+F10');
    await window.getByRole('menuitem', { name: 'Edit…' }).click();
    await editor.getByRole('tab', { name: 'Info' }).click();
    expect(await editor.getByRole('textbox', { name: 'Owner' }).inputValue()).toBe('Bookkeeping');
    await editor.getByRole('button', { name: 'Cancel' }).click();
  });

  it('rotates in place: the earlier key is Superseded, and one rotation fewer is left', async () => {
    const { window } = launched;
    await walkForceRotate(launched, 'ledger', 1);
    expect(await window.getByText('25 of 25').count()).toBe(1);
    await walkForceRotate(launched, 'ledger', 2);
    const first = window.getByRole('row', { name: /ledger #1/ });
    await first.getByText('Superseded', { exact: true }).waitFor();
    await window.getByText('24 of 25').waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'keys-rotated');
  }, 120_000);

  it('keeps alias, Region and Active Key ID once it has keys', async () => {
    const { window } = launched;
    await window.getByRole('button', { name: 'Edit', exact: true }).click();
    const editor = window.getByRole('dialog', { name: 'Key Group ledger' });
    await editor.getByRole('tab', { name: 'AWS Properties' }).click();
    for (const name of ['Alias', 'Active Key ID'])
      expect(await editor.getByRole('textbox', { name }).isDisabled(), name).toBe(true);
    expect(await editor.getByRole('combobox', { name: 'Region' }).isDisabled()).toBe(true);
    await editor.getByRole('button', { name: 'Cancel' }).click();
  });

  it('is deleted only with its name typed, and says that its keys stay', async () => {
    const { window } = launched;
    await window.getByRole('gridcell', { name: 'ledger', exact: true }).click({ button: 'right' });
    await window.getByRole('menuitem', { name: 'Delete…' }).click();
    const confirm = window.getByRole('dialog', { name: 'Delete key group ledger' });
    expect(await confirm.innerText()).toContain('Its 2 keys are not destroyed');
    await confirm.getByRole('textbox', { name: 'Type ledger to confirm' }).fill('ledger');
    await confirm.getByRole('button', { name: 'Delete ledger' }).click();
    await walkApproval(launched);
    await window.getByText('No key group yet').waitFor();
  });
});

describe('a group of HMAC keys', () => {
  it('offers their lengths and no rotation in place, and is rotated like any other', async () => {
    const { window } = launched;
    const hmac = { name: 'tokens', credential: 'simulator', method: 'New key', keyType: 'HMAC' } as const;
    const editor = await walkFillGroup(window, hmac);
    expect(await editor.getByRole('radio').count()).toBe(1);
    await editor.getByRole('tab', { name: /^Group/ }).click();
    expect(await editor.getByRole('textbox', { name: 'Key Usage' }).inputValue()).toBe('Generate + Verify MAC');
    await editor.getByRole('combobox', { name: 'Key Length' }).click();
    await window.getByRole('option', { name: 'HMAC-384', exact: true }).click();
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'key-group-hmac');
    await ok(editor);
    await walkApproval(launched);
    await window.getByRole('region', { name: 'Key group tokens' }).waitFor();
    await walkForceRotate(launched, 'tokens', 1);
    await window.getByRole('row', { name: /tokens #1/ }).dblclick();
    await window
      .getByText(/HMAC_SHA_384_ZEROS/)
      .first()
      .waitFor();
    await keepScreenshot(window, 'keys-hmac');
    await closeDialogs(window);
  });
});
