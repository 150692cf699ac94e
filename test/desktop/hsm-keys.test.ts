// The HSM side of keys in the real console: the token's inventory, a destruction that is refused while AWS lists the material, and a compromised key.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { walkBothIn, walkSetup } from '../support/walk';
import { walkApproval } from '../support/walk-approval';
import { closeDialogs, walkGroupWithTwoKeys, walkTo } from '../support/walk-screens';

const dataDir = temporaryDataDir();
const files = temporaryDataDir();
let launched: LaunchedConsole;

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  await walkSetup(launched.window);
  await walkBothIn(launched.window);
  await walkGroupWithTwoKeys(launched, files.path, { name: 'vault', method: 'New key' });
}, 400_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
  files.remove();
}, 60_000);
afterEach(() => closeDialogs(launched.window));

const row = (generation: number) =>
  launched.window.getByRole('row', { name: new RegExp(`vault #${String(generation)}`) });
async function choose(generation: number, entry: string): Promise<void> {
  await row(generation)
    .getByText(`vault #${String(generation)}`)
    .click({ button: 'right' });
  await launched.window.getByRole('menuitem', { name: entry }).click();
}

it('keeps a superseded key in the HSM while AWS lists its material, and says why', async () => {
  await choose(1, 'Destroy in the HSM…');
  const dialog = launched.window.getByRole('dialog', { name: 'Destroy vault #1 in the HSM' });
  await dialog.getByText('An AWS KMS key still lists the material of vault #1.').waitFor({ timeout: 60_000 });
  expect(await axeFindings(launched.window)).toEqual([]);
  await keepScreenshot(launched.window, 'key-destroy-refused');
}, 120_000);

it('marks a key as compromised after an approval, and shows what has to follow and what to re-encrypt', async () => {
  const { window } = launched;
  await choose(1, 'Mark as compromised…');
  const act = 'Mark vault #1 as compromised';
  const dialog = window.getByRole('dialog', { name: act });
  await dialog.getByRole('textbox', { name: 'Justification' }).fill('Found on a lost laptop');
  expect(await axeFindings(window)).toEqual([]);
  await keepScreenshot(window, 'key-compromised-confirm');
  await dialog.getByRole('button', { name: act, exact: true }).click();
  await walkApproval(launched);
  await row(1)
    .getByText(/^Compromised/)
    .waitFor({ timeout: 60_000 });
  await row(1).getByText('vault #1').dblclick();
  const details = window.getByRole('region', { name: 'Details of vault #1' });
  await details.getByText('What to re-encrypt').waitFor();
  await details.getByText('No grants on these keys.').waitFor({ timeout: 60_000 });
  await details.getByText('What to re-encrypt').scrollIntoViewIfNeeded();
  await window.mouse.move(0, 0);
  await window.waitForTimeout(400);
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme });
    await window.waitForTimeout(300);
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, `key-compromised-${colorScheme}`);
  }
  await window.emulateMedia({ colorScheme: null });
  await walkTo(window, 'HSM');
  const grid = window.getByRole('grid', { name: 'Key objects on the token' });
  for (const generation of [1, 2]) await grid.getByText(`vault #${String(generation)}`, { exact: true }).waitFor();
  expect(await grid.getByText('Own key').count()).toBeGreaterThan(0);
  await keepScreenshot(window, 'hsm-real');
  await window.getByRole('navigation', { name: 'Navigation' }).getByRole('link', { name: 'Dashboard' }).click();
  await window.getByText('A compromised key can still be used in AWS').waitFor({ timeout: 60_000 });
}, 180_000);
