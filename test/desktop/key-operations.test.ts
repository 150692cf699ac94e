// Operations on keys in the real console: menus and buttons, what the confirmations say, approvals, and what is there afterwards.
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { walkBothIn, walkSetup } from '../support/walk';
import { walkApproval } from '../support/walk-approval';
import { closeDialogs, walkGroupWithTwoKeys } from '../support/walk-screens';

const dataDir = temporaryDataDir();
const files = temporaryDataDir();
let launched: LaunchedConsole;

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  await walkSetup(launched.window);
  await walkBothIn(launched.window);
  await walkGroupWithTwoKeys(launched, files.path, { name: 'vault', method: 'Same key' });
}, 300_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
  files.remove();
}, 60_000);

/** A test that failed half-way must not hold up the next. */
afterEach(() => closeDialogs(launched.window));

const row = (generation: number): Locator =>
  launched.window.getByRole('row', { name: new RegExp(`vault #${String(generation)}`) });
const shows = (generation: number, state: string): Promise<void> =>
  row(generation).getByText(state, { exact: true }).waitFor({ timeout: 30_000 });

/** Opens an operation by right click; its confirmation, once AWS has been read. */
async function operate(generation: number, entry: string, act: string): Promise<Locator> {
  const { window } = launched;
  await row(generation)
    .getByText(`vault #${String(generation)}`)
    .click({ button: 'right' });
  await window.getByRole('menuitem', { name: entry }).click();
  const dialog = window.getByRole('dialog', { name: act });
  await dialog.getByRole('textbox', { name: 'Justification' }).waitFor({ timeout: 30_000 });
  return dialog;
}

async function confirm(dialog: Locator, act: string): Promise<void> {
  await dialog.getByRole('textbox', { name: 'Justification' }).fill('As agreed in the change board');
  await dialog.getByRole('button', { name: act, exact: true }).click();
}

describe('Delete and Synchronize', () => {
  it('say that the whole KMS key stops, delete after an approval, and leave the group needing attention', async () => {
    const { window } = launched;
    const act = 'Delete key material of vault #1';
    const dialog = await operate(1, 'Delete…', act);
    const said = await dialog.innerText();
    expect(said).toContain('The whole AWS KMS key stops working at once');
    expect(said).toContain('This concerns vault #2 as well: it is the same AWS KMS key.');
    expect(said).toContain('A last use proves nothing about disuse');
    expect(said).toContain('DeleteImportedKeyMaterial (KeyMaterialId)');
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'key-delete-material');
    await confirm(dialog, act);
    await walkApproval(launched);
    await shows(1, 'Material deleted');
    await window
      .getByRole('row', { name: /^vault/ })
      .getByText('Needs attention', { exact: true })
      .first()
      .waitFor();
  }, 120_000);

  it('bring the material back, with an approval because it was deleted on purpose', async () => {
    const act = 'Synchronize vault #1';
    await confirm(await operate(1, 'Synchronize…', act), act);
    await walkApproval(launched);
    await shows(1, 'Superseded');
  }, 120_000);
});

describe('chosen keys', () => {
  it('are proven together in one job without approval, and their details show AWS’s answer', async () => {
    const { window } = launched;
    for (const generation of [1, 2])
      await window.getByRole('checkbox', { name: `Choose vault #${String(generation)}` }).check();
    const bar = window.getByRole('toolbar', { name: 'Operations on the chosen keys' });
    await bar.getByText('2 keys chosen').waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'keys-chosen');
    await bar.getByRole('button', { name: 'Prove' }).click();
    const act = 'Prove 2 keys of vault';
    const dialog = window.getByRole('dialog', { name: act });
    await dialog.getByText('At least 2 seconds under AWS’s quotas').waitFor({ timeout: 30_000 });
    await confirm(dialog, act);
    await dialog.waitFor({ state: 'detached' });
    await row(2).getByText('vault #2').dblclick();
    const details = window.getByRole('region', { name: 'Details of vault #2' });
    await details.getByText('AWS took the HSM key as its material').waitFor({ timeout: 30_000 });
    await keepScreenshot(window, 'key-proven');
  }, 120_000);
});

describe('the deletion of a KMS key', () => {
  const act = 'Schedule deletion of vault #2';

  it('takes 7 to 30 days and the name typed in, and is pending after an approval', async () => {
    const { window } = launched;
    const dialog = await operate(2, 'Schedule deletion…', act);
    const button = dialog.getByRole('button', { name: act, exact: true });
    await dialog.getByRole('textbox', { name: /^Type/ }).fill('vault #2');
    await dialog.getByRole('textbox', { name: 'Days until AWS deletes the key' }).fill('6');
    expect(await button.isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: 'Days until AWS deletes the key' }).fill('7');
    await expect.poll(() => button.isEnabled(), { timeout: 15_000 }).toBe(true);
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'key-schedule-deletion');
    await confirm(dialog, act);
    await walkApproval(launched);
    await shows(2, 'Pending deletion');
  }, 120_000);

  it('is cancelled into Disabled, from which Enable by keyboard leads back', async () => {
    const { window } = launched;
    const cancel = 'Cancel deletion of vault #2';
    const dialog = await operate(2, 'Cancel deletion…', cancel);
    expect(await dialog.innerText()).toContain('It is Disabled afterwards');
    await confirm(dialog, cancel);
    await walkApproval(launched);
    await shows(2, 'Disabled');

    await row(2).getByText('vault #2').click();
    await window.keyboard.press('Shift+F10');
    await window.getByRole('menuitem', { name: 'Enable…' }).press('Enter');
    const enable = 'Enable vault #2';
    const enabling = window.getByRole('dialog', { name: enable });
    await enabling.getByRole('textbox', { name: 'Justification' }).waitFor({ timeout: 30_000 });
    await confirm(enabling, enable);
    await walkApproval(launched);
    await shows(2, 'Active');
    await shows(1, 'Superseded');
  }, 180_000);
});
