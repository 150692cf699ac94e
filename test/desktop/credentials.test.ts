// Cloud Credentials in the real console: the files it refuses, the values typed in, the secret that never comes back, deletion.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { answerDialogs } from '../support/dialog-answers';
import { walkBothIn, walkSetup } from '../support/walk';
import { walkApproval } from '../support/walk-approval';
import { walkTo } from '../support/walk-screens';

const dataDir = temporaryDataDir();
const files = temporaryDataDir();
let launched: LaunchedConsole;

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  await walkSetup(launched.window);
  await walkBothIn(launched.window);
  await walkTo(launched.window, 'Cloud Credentials');
}, 180_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
  files.remove();
}, 60_000);

const dialog = (): Locator => launched.window.getByRole('dialog', { name: 'Add cloud credential' });
const openDialog = async (): Promise<Locator> => {
  await launched.window.getByRole('button', { name: 'Add credential' }).first().click();
  await dialog().waitFor();
  return dialog();
};
const cancelDialog = async (): Promise<void> => {
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  const leave = launched.window.getByRole('button', { name: 'Leave without saving' });
  if (await leave.isVisible()) await leave.click();
  await dialog().waitFor({ state: 'detached' });
};
const written = (name: string, content: string | Buffer): string => {
  const path = join(files.path, name);
  writeFileSync(path, content);
  return path;
};

const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const refused: readonly (readonly [name: string, content: string | Buffer, says: string])[] = [
  ['another-header.csv', `User name,Password\nalice,${secret}\n`, 'The file has a header that is not known.'],
  ['empty.csv', '', 'The file holds no access key.'],
  [
    'two-rows.csv',
    `Access key ID,Secret access key\nAKIAIOSFODNN7EXAMPLE,${secret}\nAKIAIOSFODNN7EXAMPLF,${secret}\n`,
    'one',
  ],
  ['binary.csv', Buffer.from([0, 1, 2, 255, 254, 0, 9, 13]), 'not'],
  ['large.csv', Buffer.alloc(101 * 1024 * 1024, 'a'), 'too large'],
];

describe('an access key file', () => {
  it.each(refused)('%s is refused in words, and nothing is taken from it', async (name, content, says) => {
    const opened = await openDialog();
    const path = written(name, content);
    await answerDialogs(launched.app, { open: path, save: null });
    await opened.getByRole('button', { name: 'Choose CSV file' }).click();
    const alert = opened.getByRole('alert');
    await alert.waitFor();
    const said = await alert.innerText();
    expect(said).toContain(says);
    expect(said).toContain('Nothing was changed.');
    expect(said).not.toContain(secret);
    await keepScreenshot(launched.window, `credential-${name}`);
    await cancelDialog();
  });

  it('keeps what was chosen before when the next choice is cancelled', async () => {
    const opened = await openDialog();
    const path = written('kmes.csv', `\uFEFF"AccessID","AccessKey"\r\n"AKIAIOSFODNN7EXAMPLE","${secret}"\r\n`);
    await answerDialogs(launched.app, { open: path, save: null });
    await opened.getByRole('button', { name: 'Choose CSV file' }).click();
    await opened.getByText('Read kmes.csv.').waitFor();
    await answerDialogs(launched.app, { open: null, save: null });
    await opened.getByRole('button', { name: 'Choose another file' }).click();
    expect(await opened.getByText('AKIAIOSFODNN7EXAMPLE').count()).toBe(1);
    await cancelDialog();
  });
});

describe('typed values', () => {
  it('name each mistake beside its field, and show the secret only while it is typed', async () => {
    const opened = await openDialog();
    await opened.getByRole('radio', { name: 'Type the two values' }).check();
    await opened.getByRole('textbox', { name: 'Access key ID' }).fill('short');
    const field = opened.getByLabel('Secret access key', { exact: true });
    await field.fill('too short');
    await opened.getByRole('button', { name: /^Show while typing/ }).click();
    expect(await field.getAttribute('type')).toBe('text');
    await opened.getByRole('textbox', { name: 'Name' }).focus();
    expect(await field.getAttribute('type')).toBe('password');
    await opened.getByRole('button', { name: 'OK', exact: true }).click();
    for (const rule of ['Enter a value.', 'An access key ID has 16 to 128', 'A secret access key has 16 to 128'])
      expect(await opened.getByText(rule).count(), rule).toBe(1);
    expect(await axeFindings(launched.window)).toEqual([]);
    await cancelDialog();
  });

  it('are gone when the dialog is opened again', async () => {
    const opened = await openDialog();
    await opened.getByRole('radio', { name: 'Type the two values' }).check();
    expect(await opened.getByLabel('Secret access key', { exact: true }).inputValue()).toBe('');
    await cancelDialog();
  });
});

describe('a credential', () => {
  it('is added by keyboard alone and listed without its secret', async () => {
    const { app, window } = launched;
    const path = join(files.path, 'evaluation.csv');
    await answerDialogs(app, { open: path, save: path });
    await window.getByRole('button', { name: 'Add credential' }).first().focus();
    await window.keyboard.press('Enter');
    await dialog().waitFor();
    await window.keyboard.type('keyboard');
    await dialog().getByRole('button', { name: 'Make an evaluation access key CSV' }).focus();
    await window.keyboard.press('Space');
    await dialog().getByText('Saved evaluation.csv.').waitFor();
    await dialog().getByRole('button', { name: 'Choose CSV file' }).focus();
    await window.keyboard.press('Space');
    await dialog().getByText('Read evaluation.csv.').waitFor();
    await dialog().getByRole('textbox', { name: 'Name' }).focus();
    await window.keyboard.press('Enter');
    await walkApproval(launched);
    await dialog().waitFor({ state: 'detached' });
    await window.getByRole('gridcell', { name: 'keyboard', exact: true }).waitFor();
    const typed = readFileSync(path, 'utf8').split(/\r?\n/)[1]?.split(',')[1] ?? '';
    expect(typed.length).toBeGreaterThan(15);
    expect(await window.content()).not.toContain(typed);
  });

  it.each([
    ['a wrong secret', 'simulator', 'kms.credential-invalid'],
    ['an endpoint that nobody answers at', 'http://127.0.0.1:9', 'kms.unreachable'],
  ])('with %s is refused, and nothing is added', async (_what, endpoint, code) => {
    const { window } = launched;
    const accessKeyId = readFileSync(join(files.path, 'evaluation.csv'), 'utf8').split(/\r?\n/)[1]?.split(',')[0] ?? '';
    const opened = await openDialog();
    await opened.getByRole('textbox', { name: 'Name' }).fill('refused');
    await opened.getByRole('radio', { name: 'Type the two values' }).check();
    await opened.getByRole('textbox', { name: 'Access key ID' }).fill(accessKeyId);
    await opened.getByLabel('Secret access key', { exact: true }).fill(secret);
    if (endpoint !== 'simulator') {
      await opened.getByRole('radio', { name: 'Other https address' }).check();
      await opened.getByRole('textbox', { name: 'Address' }).fill(endpoint);
    }
    await opened.getByRole('button', { name: 'OK', exact: true }).click();
    const alert = opened.getByRole('alert');
    await alert.waitFor();
    expect(await alert.getAttribute('data-error-code')).toBe(code);
    expect(await alert.innerText()).not.toContain(secret);
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, `credential-${code}`);
    await cancelDialog();
    expect(await window.getByRole('gridcell', { name: 'refused', exact: true }).count()).toBe(0);
  });

  it('is deleted from the context-menu key, once its name is typed', async () => {
    const { window } = launched;
    await window.getByRole('gridcell', { name: 'keyboard', exact: true }).click();
    await window.keyboard.press('Shift+F10');
    await window.getByRole('menuitem', { name: 'Delete…' }).click();
    const confirm = window.getByRole('dialog', { name: 'Delete credential keyboard' });
    const button = confirm.getByRole('button', { name: 'Delete keyboard' });
    expect(await button.isDisabled()).toBe(true);
    await confirm.getByRole('textbox', { name: 'Type keyboard to confirm' }).fill('keyboard');
    expect(await axeFindings(window)).toEqual([]);
    await button.click();
    await walkApproval(launched);
    await window.getByText('No cloud credential yet').waitFor();
  });
});
