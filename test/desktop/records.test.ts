// Records on paper in the real console: made from a job, a request, a key and the set-up, written as PDF, and recorded with their SHA-256.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { answerDialogs } from '../support/dialog-answers';
import { walkBothIn, walkSetup } from '../support/walk';
import { walkApproval } from '../support/walk-approval';
import { walkAddCredential, walkAddGroup, walkForceRotate, walkTo } from '../support/walk-screens';

const dataDir = temporaryDataDir();
const files = temporaryDataDir();
const keep = process.env['KMES_KEEP_RECORDS'];
const folder = keep ?? files.path;
let launched: LaunchedConsole;

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  await walkSetup(launched.window);
  await walkBothIn(launched.window);
  await walkAddCredential(launched, files.path, 'simulator');
  await walkTo(launched.window, 'Keys');
  await walkAddGroup(launched, { name: 'payments-eu', credential: 'simulator', method: 'Same key' });
  await walkForceRotate(launched, 'payments-eu', 1);
}, 180_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
  files.remove();
}, 60_000);

/** What the newest entry about a record says, and the PDF it is about. */
async function written(name: string): Promise<{ pdf: string; sha256: string; facts: Record<string, unknown> }> {
  const bytes = readFileSync(join(folder, name));
  const { entries } = await launched.window.evaluate(async () => {
    const answer = await window.kmes.call['audit.list']({ filter: { categories: ['Audit'] }, limit: 20 });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  });
  const entry = entries.find(({ event }) => event === 'record.printed');
  return {
    pdf: bytes.toString('latin1'),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    facts: entry?.facts ?? {},
  };
}

describe('the officer’s record of one operation', () => {
  it.each([
    ['a job', 'job.pdf'],
    ['a request', 'request.pdf'],
    ['a key', 'key.pdf'],
  ])('is made from %s', async (what, name) => {
    const { app, window } = launched;
    await answerDialogs(app, { open: null, save: join(folder, name) });
    if (what === 'a key') {
      await walkTo(window, 'Keys');
      await window.getByRole('gridcell', { name: 'payments-eu', exact: true }).first().click();
      await window.getByRole('gridcell', { name: 'payments-eu #1', exact: true }).dblclick();
    } else if (what === 'a job') {
      await walkTo(window, 'Jobs');
      await window.getByRole('gridcell', { name: 'Force rotate payments-eu', exact: true }).dblclick();
    } else {
      await walkTo(window, 'Approvals');
      await window.getByRole('tab', { name: /^Decided|^Closed/ }).click();
      await window
        .getByRole('gridcell', { name: /Force rotate/ })
        .first()
        .dblclick();
    }
    await window.getByRole('button', { name: 'Officer’s record (PDF)' }).click();
    await window.getByText(`Saved ${name}.`).waitFor({ timeout: 60_000 });
    const { pdf, sha256, facts } = await written(name);
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    // Nothing that runs or leads elsewhere.
    expect(pdf).not.toMatch(/\/JavaScript|\/JS |\/Launch|\/URI/);
    expect(facts).toMatchObject({ sha256, fileName: name, subject: 'Force rotate key group: payments-eu' });
  });

  it('writes nothing when the dialog is cancelled', async () => {
    const { app, window } = launched;
    await answerDialogs(app, { open: null, save: null });
    const before = (await written('job.pdf')).facts;
    await window.getByRole('button', { name: 'Officer’s record (PDF)' }).click();
    await expect.poll(() => window.getByRole('button', { name: 'Officer’s record (PDF)' }).isEnabled()).toBe(true);
    expect((await written('job.pdf')).facts).toEqual(before);
  });
});

describe('Settings', () => {
  it('prints the set-up record, and says what went wrong where it could not be written', async () => {
    const { app, window } = launched;
    await walkTo(window, 'Settings');
    await window.getByText('Not set up').waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await answerDialogs(app, { open: null, save: join(folder, 'no-such-folder', 'setup.pdf') });
    await window.getByRole('button', { name: 'Set-up record (PDF)' }).click();
    const alert = window.getByRole('alert');
    await alert.waitFor();
    expect(await alert.getAttribute('data-error-code')).toBe('file.write-failed');
    await answerDialogs(app, { open: null, save: join(folder, 'setup.pdf') });
    await window.getByRole('button', { name: 'Set-up record (PDF)' }).click();
    await window.getByText('Saved setup.pdf.').waitFor({ timeout: 60_000 });
    const { pdf, sha256, facts } = await written('setup.pdf');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(facts).toMatchObject({ sha256, record: 'Set-up record' });
  });

  it('forwards the log to a collector once it is approved, shows how far it has come, and sends a test message', async () => {
    const { window } = launched;
    const received: string[] = [];
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('data', (data) => received.push(data.toString('utf8')));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    await window.getByRole('button', { name: 'Set up…' }).click();
    const dialog = window.getByRole('dialog', { name: 'Forward the audit log' });
    await dialog.getByRole('button', { name: 'Change forwarding' }).click();
    expect(await dialog.getByRole('textbox', { name: 'Collector' }).getAttribute('aria-invalid')).toBe('true');
    await dialog.getByRole('textbox', { name: 'Collector' }).fill('127.0.0.1');
    await dialog.getByRole('textbox', { name: 'Port' }).fill(String(port));
    await dialog.getByRole('radio', { name: /^TCP/ }).check();
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'settings-forwarding');
    await dialog.getByRole('button', { name: 'Change forwarding' }).click();
    await walkApproval(launched);
    await dialog.waitFor({ state: 'detached' });
    await window.getByText('Connected', { exact: true }).waitFor();
    await expect.poll(() => received.join('').includes('system.set-up'), { timeout: 20_000 }).toBe(true);
    await window.getByText(/^Entry \d+$/).waitFor({ timeout: 20_000 });
    await window.getByRole('button', { name: 'Send test message' }).click();
    await window.getByText('The collector took the test message.').waitFor();
    expect(received.join('')).toContain('test message, not an entry of the audit log');
    await keepScreenshot(window, 'settings');
    sockets.forEach((socket) => socket.destroy());
    await new Promise((done) => server.close(done));
    await window.getByText('Waiting for the collector').waitFor({ timeout: 20_000 });
    expect(await axeFindings(window)).toEqual([]);
  }, 120_000);

  it('keeps which notices of the desktop a person wants', async () => {
    const { window } = launched;
    const failed = window.getByRole('checkbox', { name: 'Failed jobs' });
    expect(await failed.isChecked()).toBe(true);
    await failed.uncheck();
    await walkTo(window, 'Jobs');
    await walkTo(window, 'Settings');
    expect(await window.getByRole('checkbox', { name: 'Failed jobs' }).isChecked()).toBe(false);
  });
});
