// Every report in the real console: exported by the menu, read back by a CSV parser, and verified by the offline script.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportKinds } from '../../shared/schemas/reports';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { answerDialogs } from '../support/dialog-answers';
import { walkBothIn, walkSetup } from '../support/walk';
import { walkAddCredential, walkAddGroup, walkForceRotate, walkTo } from '../support/walk-screens';

const dataDir = temporaryDataDir();
const files = temporaryDataDir();
/** A name that a spreadsheet would run, in a cell of several reports. */
const group = '=HYPERLINK("x")';
let launched: LaunchedConsole;

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  const { window } = launched;
  await walkSetup(window);
  await walkBothIn(window);
  await walkAddCredential(launched, files.path, 'simulator');
  await walkTo(window, 'Keys');
  await walkAddGroup(launched, { name: 'payments-eu', credential: 'simulator', method: 'Same key' });
  await walkForceRotate(launched, 'payments-eu', 1);
  await launched.window.evaluate(async (name) => {
    const choice = { text: '', categories: [], outcomes: [], severities: [], identityIds: [], target: '' };
    await globalThis.window.kmes.call['audit.saveFilter']({
      ...{ name, shared: true },
      choice: { ...choice, time: 'all', from: null, to: null },
    });
  }, group);
  await walkTo(window, 'Reports');
}, 180_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
  files.remove();
}, 60_000);

const titles: Readonly<Record<(typeof reportKinds)[number], string>> = {
  audit: 'Audit report',
  'key-inventory': 'Key inventory',
  'rotation-compliance': 'Rotation compliance',
  'key-ageing': 'Key ageing',
  approvals: 'Approvals',
  'access-review': 'Access review',
  credentials: 'Credentials',
  hsm: 'HSM',
};

describe('a report', () => {
  it.each(reportKinds)('%s is exported by the menu, reads back, and is verified without the console', async (kind) => {
    const { app, window } = launched;
    await answerDialogs(app, { open: files.path, save: null });
    const list = window.getByRole('region', { name: 'Reports', exact: true });
    await list
      .getByRole('button', { name: new RegExp(`^${titles[kind]}`) })
      .first()
      .click();
    const pane = window.getByRole('region', { name: 'Report', exact: true });
    await pane.getByRole('heading', { name: titles[kind], exact: true }).waitFor();
    await pane.getByRole('button', { name: 'Export…' }).click();
    await pane
      .getByText(/--anchor-key/)
      .first()
      .waitFor({ timeout: 30_000 });
    const directory = readdirSync(files.path).find((name) => name.startsWith(`${kind}-2`)) ?? '';
    const folder = join(files.path, directory);
    const csv = readdirSync(folder).find((name) => name.endsWith('.csv')) ?? '';
    const rows = parse<Record<string, string>>(readFileSync(join(folder, csv)), { columns: true, bom: true });
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
      rows: number;
      anchorKey: { fingerprint: string };
    };
    expect(rows.length).toBe(manifest.rows);
    expect(rows.length).toBeGreaterThan(0);
    // No cell of any report begins as a formula would.
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@\t\r]/);
    const verified = execFileSync(
      process.execPath,
      [resolve('scripts/verify-evidence.mjs'), folder, '--anchor-key', manifest.anchorKey.fingerprint],
      { encoding: 'utf8', env: {} },
    );
    expect(verified).toMatch(/^VERIFIED/);
    if (kind === 'audit') {
      expect(rows.some((row) => Object.values(row).some((cell) => cell.includes('HYPERLINK')))).toBe(true);
      await keepScreenshot(window, 'reports-exported');
    }
    if (kind === 'key-inventory') expect(await axeFindings(window)).toEqual([]);
  });
});

describe('statistics of jobs', () => {
  it('say how many succeeded, and show each plot as a table as well', async () => {
    const { window } = launched;
    await walkTo(window, 'Jobs');
    await window.getByRole('button', { name: 'Statistics' }).click();
    const dialog = window.getByRole('dialog', { name: 'Statistics of the last 30 days' });
    await dialog.getByText('Success rate 100 %: 1 of 1 jobs').waitFor();
    await window.waitForTimeout(400);
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'job-statistics');
    await dialog
      .getByRole('region', { name: 'How many keys were made?' })
      .getByRole('button', { name: /table/i })
      .click();
    const table = dialog.getByRole('group', { name: 'How many keys were made?' }).getByRole('table');
    await table.waitFor();
    // The head, and the one day on which a key was made.
    expect(await table.getByRole('row').count()).toBe(2);
    expect(await axeFindings(window)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
  });
});
