// The HSM screen with a scripted bridge: every kind of object, empty, refused and loading; filters, keyboard and details.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot } from '../support/desktop';
import {
  emptyInventoryScript,
  fullInventoryScript,
  loadingInventoryScript,
  refusedInventoryScript,
} from '../support/inventory-script';
import { openPage, type OpenedPage } from '../support/open-page';
import { walkTo } from '../support/walk-screens';

let opened: OpenedPage;
beforeAll(async () => {
  opened = await openPage();
}, 60_000);
afterAll(() => opened.close());

describe.each([
  ['full', fullInventoryScript, 'One key of the console is not on the token'],
  ['empty', emptyInventoryScript, 'No key object on the token'],
  ['refused', refusedInventoryScript, 'Try again'],
  ['loading', loadingInventoryScript, 'HSM'],
] as const)('the HSM screen, %s', (state, script, seen) => {
  it.each(['light', 'dark'] as const)('gives axe nothing to find, %s', async (colorScheme) => {
    const { page, problems, show } = opened;
    await page.emulateMedia({ colorScheme });
    await show(script);
    await walkTo(page, 'HSM');
    await page.getByText(seen).first().waitFor();
    await page.mouse.move(0, 0);
    await page.waitForTimeout(400);
    expect(await axeFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
    await keepScreenshot(page, `hsm-${state}-${colorScheme}`);
  });
});

describe('the inventory of the token', () => {
  it('is filtered by text and kind, and opened by keyboard', async () => {
    const { page, show } = opened;
    await show(fullInventoryScript);
    await walkTo(page, 'HSM');
    const grid = page.getByRole('grid', { name: 'Key objects on the token' });
    const rows = grid.locator('[role="row"][data-id]');
    await expect.poll(() => rows.count()).toBe(7);
    await page.getByRole('searchbox', { name: 'Filter objects' }).fill('archive');
    await expect.poll(() => rows.count()).toBe(1);
    await page.getByRole('searchbox', { name: 'Filter objects' }).fill('');
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Foreign' }).click();
    await page.keyboard.press('Escape');
    await expect.poll(() => rows.count()).toBe(2);
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Foreign' }).click();
    await page.keyboard.press('Escape');

    await grid.getByText('payments-eu #2').click();
    await page.keyboard.press('Enter');
    const details = page.getByRole('region', { name: 'Details of payments-eu #2' });
    await details.getByText('Its check value is not the one recorded').waitFor();
    await details.getByRole('button', { name: 'Copy Check value 00FF00' }).waitFor();
    await page.mouse.move(0, 0);
    await page.waitForTimeout(400);
    expect(await axeFindings(page)).toEqual([]);
    await keepScreenshot(page, 'hsm-details');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Copy reference' }).waitFor();
    await page.keyboard.press('Escape');
  });
});
