// Audit Logs in the real console: paging by cursor, every filter, details, export of nothing, verification, by keyboard too.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { answerDialogs } from '../support/dialog-answers';
import { walkBothIn, walkSetup } from '../support/walk';
import { walkTo } from '../support/walk-screens';

const dataDir = temporaryDataDir();
const files = temporaryDataDir();
const VERIFICATIONS = 100;
let launched: LaunchedConsole;

/** More entries than one page holds, written by main itself: each verification of the log is an entry. */
const writeManyEntries = (): Promise<void> =>
  launched.window.evaluate(async (times) => {
    for (let left = times; left > 0; left -= 1) await window.kmes.call['audit.verify']({});
  }, VERIFICATIONS);

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  await walkSetup(launched.window);
  await walkBothIn(launched.window);
  await walkTo(launched.window, 'Audit Logs');
}, 180_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
  files.remove();
}, 60_000);

const grid = () => launched.window.getByRole('grid', { name: 'Audit entries' });
/** Number of the first entry shown. */
const firstShown = async (): Promise<number> =>
  Number((await grid().getByRole('row').nth(1).getByRole('gridcell').first().innerText()).replace(/,/g, ''));
const choose = async (filter: string, option: string): Promise<void> => {
  const { window } = launched;
  await window.getByRole('combobox', { name: filter }).click();
  await window.getByRole('option', { name: option, exact: true }).click();
  await window.keyboard.press('Escape');
  await window.getByRole('listbox').waitFor({ state: 'detached' });
};
const clear = async (): Promise<void> => {
  await launched.window.getByRole('button', { name: 'Clear filters' }).click();
  await launched.window.getByRole('button', { name: 'Clear filters' }).waitFor({ state: 'detached' });
};

describe('the audit log', () => {
  it('shows what happened without being asked again, newest first', async () => {
    const before = await firstShown();
    await writeManyEntries();
    await expect.poll(firstShown, { timeout: 10_000 }).toBeGreaterThanOrEqual(before + VERIFICATIONS);
    const second = Number(await grid().getByRole('row').nth(2).getByRole('gridcell').first().innerText());
    expect(second).toBe((await firstShown()) - 1);
    expect(await axeFindings(launched.window)).toEqual([]);
  }, 120_000);

  it('goes to older entries and back by pages', async () => {
    const { window } = launched;
    const newest = await firstShown();
    await window.getByRole('button', { name: 'Next page' }).click();
    await expect.poll(firstShown).toBe(newest - 100);
    expect(await window.getByRole('button', { name: 'Next page' }).isDisabled()).toBe(true);
    await window.getByRole('button', { name: 'Previous page' }).click();
    await expect.poll(firstShown).toBe(newest);
  });

  it('finds by category, outcome and text together, and says when nothing matches', async () => {
    const { window } = launched;
    await choose('Category', 'Login');
    await grid().getByText('Login', { exact: true }).first().waitFor();
    await expect.poll(() => grid().getByText('Audit', { exact: true }).count()).toBe(0);
    await choose('Outcome', 'Failed');
    await window.getByText('Nothing matches the filter').waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await choose('Outcome', 'Failed');
    await window.getByRole('searchbox', { name: 'Filter by text' }).fill('jonas');
    await expect.poll(() => grid().getByRole('row').count()).toBeGreaterThan(1);
    await expect.poll(async () => (await grid().innerText()).includes('Audit')).toBe(false);
    await window.keyboard.press('Escape');
    expect(await window.getByRole('searchbox', { name: 'Filter by text' }).inputValue()).toBe('');
    await clear();
  });

  it('finds by who did it and by what it is about, and keeps a filter under a name', async () => {
    const { window } = launched;
    await choose('Identity', 'The console itself');
    await expect.poll(async () => (await grid().innerText()).includes('maria')).toBe(false);
    await choose('Identity', 'The console itself');
    await choose('Identity', 'jonas');
    await window.getByRole('searchbox', { name: 'Filter by target' }).fill('zzz');
    await window.getByText('Nothing matches the filter').waitFor();
    await window.keyboard.press('Escape');
    await expect.poll(() => grid().getByText('jonas').count()).toBeGreaterThan(0);
    await window.getByRole('button', { name: 'Saved filters' }).click();
    await window.getByRole('menuitem', { name: 'Save this filter…' }).click();
    const dialog = window.getByRole('dialog', { name: 'Save this filter' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('What jonas did');
    await dialog.getByRole('checkbox', { name: 'Share it' }).check();
    await window.waitForTimeout(300);
    expect(await axeFindings(window)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save filter' }).click();
    await dialog.waitFor({ state: 'detached' });
    await clear();
    await window.getByRole('button', { name: 'Saved filters' }).click();
    await window.getByRole('menuitem', { name: /^What jonas did Shared by maria/ }).click();
    await expect.poll(() => window.getByRole('combobox', { name: 'Identity' }).innerText()).toBe('jonas');
    await window.getByRole('button', { name: 'Saved filters' }).click();
    await window.getByRole('menuitem', { name: 'Manage saved filters…' }).click();
    const manage = window.getByRole('dialog', { name: 'Saved filters' });
    await window.waitForTimeout(300);
    expect(await axeFindings(window)).toEqual([]);
    await manage.getByRole('button', { name: 'Delete What jonas did' }).click();
    await manage.getByText('No saved filter yet').waitFor();
    await manage.getByRole('button', { name: 'Close' }).click();
    await clear();
  });

  it('says in which zone its times are, and shows them in the other', async () => {
    const { window } = launched;
    const time = async () => (await grid().locator('time').first().innerText()).trim();
    const local = await time();
    await window.getByRole('button', { name: 'UTC', exact: true }).click();
    await grid().getByRole('columnheader', { name: 'Time (UTC)' }).waitFor();
    const iso = await grid().locator('time').first().getAttribute('datetime');
    expect(await time()).toBe(iso?.slice(0, 19).replace('T', ' '));
    await window.getByRole('button', { name: /^Local/ }).click();
    await grid()
      .getByRole('columnheader', { name: /^Time \(local, [+-]\d\d:\d\d\)$/ })
      .waitFor();
    expect(await time()).toBe(local);
  });

  it('is narrowed to a span of time, which must not end before it begins', async () => {
    const { window } = launched;
    await window.getByRole('combobox', { name: 'Time' }).click();
    await window.getByRole('option', { name: 'From – to…' }).click();
    await window.getByLabel(/^From \(/).fill('2020-01-02T00:00');
    await window.getByLabel(/^To \(/).fill('2020-01-01T00:00');
    await window.getByText('From is later than To.').waitFor();
    await window.getByLabel(/^To \(/).fill('2020-01-03T00:00');
    await window.getByText('Nothing matches the filter').waitFor();
    await clear();
  });

  it('opens an entry with Enter, follows the arrow keys, and closes with Esc', async () => {
    const { window } = launched;
    const newest = await firstShown();
    await grid().getByRole('row').nth(1).getByRole('gridcell').first().click();
    await window.keyboard.press('Enter');
    const details = window.getByRole('region', { name: 'Entry details' });
    await details.getByRole('heading', { name: `Entry ${newest}` }).waitFor();
    expect(await details.getByRole('button', { name: /^Copy Hash of this entry [0-9a-f]{64}$/ }).count()).toBe(1);
    await window.keyboard.press('ArrowDown');
    await details.getByRole('heading', { name: `Entry ${newest - 1}` }).waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'audit-entry');
    await details.getByRole('button', { name: 'Close the details' }).focus();
    await window.keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
  });

  it('exports exactly what the filter shows, and nothing when the dialog is cancelled', async () => {
    const { app, window } = launched;
    await answerDialogs(app, { open: null, save: null });
    await window.getByRole('button', { name: 'Export CSV' }).click();
    await expect.poll(() => window.getByRole('button', { name: 'Export CSV' }).isEnabled()).toBe(true);
    expect(await window.getByText(/^Exported to/).count()).toBe(0);
    const path = join(files.path, 'login.csv');
    await answerDialogs(app, { open: null, save: path });
    await choose('Category', 'Login');
    await window.getByRole('button', { name: 'Export CSV' }).click();
    await window.getByText('Exported to login.csv').waitFor();
    const rows = parse(readFileSync(path), { columns: true, bom: true }) as Record<string, string>[];
    const entries = rows.filter((row) => row['Event'] !== 'chain-head');
    expect(entries.length).toBeGreaterThan(1);
    expect(new Set(entries.map((row) => row['Category']))).toEqual(new Set(['Login']));
    await clear();
  });

  it('says in the window when the file cannot be written', async () => {
    const { app, window } = launched;
    await answerDialogs(app, { open: null, save: join(files.path, 'no-such-folder', 'audit.csv') });
    await window.getByRole('button', { name: 'Export CSV' }).click();
    const alert = window.getByRole('alert');
    await alert.waitFor();
    expect(await alert.getAttribute('data-error-code')).toBe('file.write-failed');
    await window.mouse.move(0, 0);
    await window.getByRole('tooltip').waitFor({ state: 'detached' });
    expect(await axeFindings(window)).toEqual([]);
  });
});
