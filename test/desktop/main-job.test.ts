// The main job in the real console, end to end: wizard, cloud credential, key group, Force Rotate, job, audit log, CSV read back.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { answerDialogs } from '../support/dialog-answers';
import { walkBothIn, walkSetup } from '../support/walk';
import { walkApproval } from '../support/walk-approval';
import { walkTo } from '../support/walk-screens';

const dataDir = temporaryDataDir();
const files = temporaryDataDir();
const accessKeyCsv = join(files.path, 'kmes-console_accessKeys.csv');
const exportCsv = join(files.path, 'audit.csv');
const justification = 'First key of the payments group';
let launched: LaunchedConsole;

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

describe('the main job', () => {
  it('adds a cloud credential from the CSV that AWS IAM gives', async () => {
    const { app, window } = launched;
    await walkTo(window, 'Cloud Credentials');
    await window.getByText('No cloud credential yet').waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await window.getByRole('button', { name: 'Add credential' }).first().click();
    const dialog = window.getByRole('dialog', { name: 'Add cloud credential' });
    await answerDialogs(app, { save: accessKeyCsv, open: accessKeyCsv });
    await dialog.getByRole('button', { name: 'Make an evaluation access key CSV' }).click();
    await dialog.getByText('Saved kmes-console_accessKeys.csv.').waitFor();
    await dialog.getByRole('button', { name: 'Choose CSV file' }).click();
    await dialog.getByText('Read kmes-console_accessKeys.csv.').waitFor();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('simulator');
    expect(await dialog.getByRole('radio', { name: 'KMS simulator' }).isChecked()).toBe(true);
    await dialog.getByRole('button', { name: 'OK', exact: true }).click();
    await walkApproval(launched);
    const row = window.getByRole('row', { name: /simulator/ });
    await row.waitFor();
    expect(await row.innerText()).toContain('Simulator, not AWS');
    const secret = readFileSync(accessKeyCsv, 'utf8').split(/\r?\n/)[1]?.split(',')[1] ?? '';
    expect(secret.length).toBeGreaterThan(15);
    expect(await window.content()).not.toContain(secret);
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'main-job-credential');
  });

  it('adds a key group in the two windows of the guide', async () => {
    const { window } = launched;
    await walkTo(window, 'Keys');
    await window.getByRole('button', { name: 'Add key group' }).click();
    const storage = window.getByRole('dialog', { name: 'Select Key Group Storage' });
    expect(await storage.getByRole('combobox', { name: 'Key Type' }).innerText()).toBe('Symmetric');
    expect(await storage.getByRole('combobox', { name: 'Storage Location' }).innerText()).toBe('HSM Protected');
    await storage.getByRole('button', { name: 'OK', exact: true }).click();
    const editor = window.getByRole('dialog', { name: 'Add Key Group' });
    await editor.getByRole('textbox', { name: 'Name' }).fill('payments-eu');
    await editor.getByRole('button', { name: 'Select', exact: true }).click();
    const picker = window.getByRole('dialog', { name: 'Select Credential' });
    await picker.getByRole('gridcell', { name: 'simulator', exact: true }).dblclick();
    await editor.getByRole('tab', { name: 'AWS Properties' }).click();
    expect(await editor.getByRole('textbox', { name: 'Alias' }).inputValue()).toBe('alias/payments-eu');
    expect(await editor.getByRole('radio', { checked: true }).count()).toBe(0);
    await editor.getByRole('button', { name: 'OK', exact: true }).click();
    await editor.getByText('Choose one of the two.').waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await editor.getByRole('radio', { name: /^Same key/ }).check();
    await editor.getByRole('button', { name: 'OK', exact: true }).click();
    await walkApproval(launched);
    await window.getByRole('region', { name: 'Key group payments-eu' }).waitFor();
    await window.getByText('No key yet').waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'main-job-group');
  });

  it('says what a force rotate will do before it is confirmed, and starts it', async () => {
    const { window } = launched;
    await window.getByRole('button', { name: 'Force rotate payments-eu' }).click();
    const dialog = window.getByRole('dialog', { name: 'Force rotate payments-eu' });
    const confirm = dialog.getByRole('button', { name: 'Force rotate payments-eu' });
    await dialog.getByText('What will happen').waitFor();
    const said = await dialog.innerText();
    for (const part of [
      'What stops working',
      'What it costs',
      'How to undo it',
      'Who must approve',
      'kms:CreateKey',
      'kms:ImportKeyMaterial',
      'kms:CreateAlias',
    ])
      expect(said, part).toContain(part);
    await confirm.click();
    expect(await dialog.getByRole('textbox', { name: 'Justification' }).getAttribute('aria-invalid')).toBe('true');
    await dialog.getByRole('textbox', { name: 'Justification' }).fill(justification);
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'main-job-confirmation');
    await confirm.click();
    await walkApproval(launched);
    await dialog.waitFor({ state: 'detached' });
    const key = window.getByRole('row', { name: /payments-eu #1/ });
    await key.getByText('Active', { exact: true }).waitFor({ timeout: 60_000 });
  });

  it('shows the key with its check value, ARN and the AWS request that imported it', async () => {
    const { window } = launched;
    await window.getByRole('gridcell', { name: 'payments-eu #1', exact: true }).dblclick();
    const details = window.getByRole('region', { name: 'Details of payments-eu #1' });
    await details.waitFor();
    const shown = await details.innerText();
    expect(shown).toMatch(/arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[0-9a-f-]{36}/);
    expect(shown).toContain('RSAES_OAEP_SHA_');
    expect(await details.getByRole('button', { name: /^Copy AWS request ID / }).count()).toBe(1);
    expect(await details.getByRole('button', { name: /^Copy Check value [0-9A-F]{6}/i }).count()).toBe(1);
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'main-job-key');
  });

  it('keeps the job with the lines of the guide', async () => {
    const { window } = launched;
    await walkTo(window, 'Jobs');
    await window.getByRole('gridcell', { name: 'Force rotate payments-eu', exact: true }).dblclick();
    const details = window.getByRole('region', { name: 'Job details' });
    const lines = details.getByRole('log', { name: 'Lines' });
    await lines.waitFor();
    const written = await lines.innerText();
    expect(written).toContain('Synchronizing 1 HSM protected key(s)…');
    expect(written).toContain('Synchronized HSM protected key payments-eu #1');
    expect(written).toContain('Successfully synchronized 1 HSM protected key(s)');
    expect(await details.getByText('Completed', { exact: true }).count()).toBe(1);
    expect(await details.getByText(justification).count()).toBe(1);
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'main-job-job');
  });

  it('has the whole of it in the audit log, filtered to that job, and verifies', async () => {
    const { window } = launched;
    await window.getByRole('button', { name: 'Show audit entries' }).click();
    const grid = window.getByRole('grid', { name: 'Audit entries' });
    await grid.getByText('AWS KMS', { exact: true }).first().waitFor();
    expect(await window.getByText('Entries of one job').count()).toBe(1);
    await window.getByRole('button', { name: 'Verify' }).click();
    await window.getByText(/The chain is whole up to entry \d+\./).waitFor();
    expect(await axeFindings(window)).toEqual([]);
  });

  it('leads from an entry to its key, its job and the approval, and from each back to the entries', async () => {
    const { window } = launched;
    const grid = window.getByRole('grid', { name: 'Audit entries' });
    const details = window.getByRole('region', { name: 'Entry details' });
    const reopened = async (): Promise<void> => {
      await grid
        .getByText(/Key material of payments-eu/)
        .first()
        .dblclick();
      await details.getByRole('group', { name: 'Where this entry leads' }).waitFor();
    };
    await reopened();
    await details.getByRole('button', { name: 'Show key payments-eu #1' }).waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'main-job-audit');
    await details.getByRole('button', { name: 'Show key payments-eu #1' }).click();
    const key = window.getByRole('region', { name: 'Details of payments-eu #1' });
    await key.getByRole('button', { name: 'Show audit entries' }).click();
    await window.getByText('Entries about one object').waitFor();
    await reopened();
    await details.getByRole('button', { name: 'Show the request' }).click();
    const request = window.getByRole('region', { name: 'Request details' });
    await request.getByText(justification).first().waitFor();
    await request.getByRole('button', { name: 'Show audit entries' }).click();
    await grid
      .getByText(/^Approved:/)
      .first()
      .waitFor();
    await grid.getByText(/^Force rotate payments-eu was queued|^Force rotate of payments-eu was queued/).dblclick();
    await details.getByRole('button', { name: 'Show the job' }).click();
    await window
      .getByRole('region', { name: 'Job details' })
      .getByRole('button', { name: 'Show audit entries' })
      .click();
    await window.getByText('Entries of one job').waitFor();
  });

  it('exports the filtered log as a CSV that reads back whole', async () => {
    const { app, window } = launched;
    await answerDialogs(app, { save: exportCsv, open: exportCsv });
    await window.getByRole('button', { name: 'Export CSV' }).click();
    await window.getByText('Exported to audit.csv').waitFor();
    const written = readFileSync(exportCsv);
    const sha256 = createHash('sha256').update(written).digest('hex');
    expect(await window.getByRole('button', { name: `Copy SHA-256 of the file ${sha256}` }).count()).toBe(1);
    const rows = parse(written, { columns: true, bom: true }) as Record<string, string>[];
    const jobIds = new Set(rows.map((row) => row['Job ID']).filter((id) => id !== ''));
    expect(jobIds.size).toBe(1);
    expect(rows.every((row) => row['Environment'] === 'EVALUATION')).toBe(true);
    expect(rows.some((row) => row['Event'] === 'job.queued')).toBe(true);
    expect(rows.some((row) => /^[0-9a-f-]{36}$/.test(row['AWS request ID'] ?? ''))).toBe(true);
    expect(rows.at(-1)?.['Event']).toBe('chain-head');
    await keepScreenshot(window, 'main-job-export');
  });
});
