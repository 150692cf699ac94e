// Dual control in the real console: every operation waits for another person, who signs in main's own small window.
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { promptPage, signInPrompt } from '../support/prompt-page';
import { jonas, maria, walkBothIn, walkSetup } from '../support/walk';
import { requestDialog, walkApproval, walkRequest } from '../support/walk-approval';
import {
  closeDialogs,
  walkAddCredential,
  walkAddGroup,
  walkConfirmRotate,
  walkForceRotate,
  walkTo,
} from '../support/walk-screens';

const dataDir = temporaryDataDir();
const files = temporaryDataDir();
const complaints: string[] = [];
let launched: LaunchedConsole;

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  launched.window.on('console', (message) => complaints.push(message.text()));
  launched.window.on('pageerror', (error) => complaints.push(String(error)));
  await walkSetup(launched.window);
  await walkBothIn(launched.window);
}, 180_000);
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await keepScreenshot(launched.window, `approvals-${task.name.replaceAll(/\W+/g, '-')}`);
  await closeDialogs(launched.window);
}, 30_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
  files.remove();
}, 60_000);

const pane = (): Locator => launched.window.getByRole('region', { name: 'Request details' });
const rowOf = (name: RegExp): Locator => launched.window.getByRole('row', { name });
const openLedger = async (): Promise<void> => {
  const { window } = launched;
  await walkTo(window, 'Keys');
  await window.getByRole('grid', { name: 'Key groups' }).getByRole('gridcell', { name: 'ledger', exact: true }).click();
  await window.getByRole('region', { name: 'Key group ledger' }).waitFor();
};
const requestRotate = async (generation: number): Promise<Locator> => {
  await openLedger();
  await walkConfirmRotate(launched.window, 'ledger', generation);
  return walkRequest(launched);
};

describe('a controlled command', () => {
  it('shows what will be done and who may approve it, and changes nothing when the request is left', async () => {
    const { window } = launched;
    await walkTo(window, 'Approval policy');
    await window.getByRole('gridcell', { name: 'Force rotate key group', exact: true }).waitFor();
    await walkAddCredential(launched, files.path, 'simulator');
    await walkTo(window, 'Keys');
    await walkAddGroup(launched, { name: 'ledger', credential: 'simulator', method: 'Same key' });
    await walkConfirmRotate(window, 'ledger', 1);
    const dialog = await requestDialog(launched);
    const said = await dialog.innerText();
    expect(said).toContain('One identity of the role');
    expect(said).toContain('7 days');
    expect(said).toContain('Generation 1 for a test');
    expect(await dialog.getByRole('table', { name: 'What will be done' }).getByRole('row').count()).toBeGreaterThan(1);
    expect(await axeFindings(window)).toEqual([]);
    await window.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const confirm = window.getByRole('dialog', { name: 'Force rotate ledger' });
    expect(await confirm.getByRole('textbox', { name: 'Justification' }).inputValue()).toBe('Generation 1 for a test');
    await confirm.getByRole('button', { name: 'Cancel' }).click();
    await walkTo(window, 'Approvals');
    await window.getByText('Nothing waits for approval').waitFor();
  }, 120_000);

  it('signs nothing when the small window is closed', async () => {
    const { app, window } = launched;
    await openLedger();
    await walkConfirmRotate(window, 'ledger', 1);
    const dialog = await requestDialog(launched);
    await dialog.getByRole('button', { name: 'Sign and request' }).click();
    const prompt = await promptPage(app);
    expect(await prompt.getByText('Generation 1 for a test').count()).toBeGreaterThan(0);
    await prompt.close();
    await dialog.getByText('Nothing was signed.').waitFor();
    await window.keyboard.press('Escape');
    await window.getByRole('dialog', { name: 'Force rotate ledger' }).getByRole('button', { name: 'Cancel' }).click();
  }, 60_000);

  it('is carried out when the other identity of the login approves it now', async () => {
    await openLedger();
    await walkForceRotate(launched, 'ledger', 1);
  }, 90_000);
});

describe('the queue', () => {
  it('holds what was left waiting, with the exact effect, and a badge in the menu', async () => {
    const { window } = launched;
    const filed = await requestRotate(2);
    await filed.getByRole('button', { name: 'Show in Approvals' }).click();
    await window.getByRole('heading', { level: 1, name: 'Approvals' }).waitFor();
    await pane().getByRole('table', { name: 'What will be done' }).waitFor();
    const said = await pane().innerText();
    expect(said).toContain('Generation 2 for a test');
    expect(said).toContain('0 of 1 needed');
    expect(await window.getByRole('img', { name: '1 request waits for you' }).count()).toBe(1);
    await window.mouse.move(0, 0);
    expect(await axeFindings(window)).toEqual([]);
  }, 90_000);

  it('does not offer the requester as signer of the decision, and keeps the request', async () => {
    const { app, window } = launched;
    await pane().getByRole('button', { name: 'Approve' }).click();
    const prompt = await promptPage(app);
    expect(await prompt.getByRole('radio', { name: jonas.name }).count()).toBe(1);
    expect(await prompt.getByRole('radio', { name: maria.name }).count()).toBe(0);
    await prompt.close();
    await pane().getByText('Nobody has decided yet.').waitFor();
    expect(await window.getByRole('img', { name: '1 request waits for you' }).count()).toBe(1);
  }, 60_000);

  it('carries out an approval given from the queue, and leads to its job', async () => {
    const { app, window } = launched;
    await pane().getByRole('button', { name: 'Approve' }).click();
    await signInPrompt(app, jonas);
    await pane().getByText('Executed').waitFor();
    expect(await pane().innerText()).toContain('Signature valid and counted');
    await pane().getByRole('button', { name: 'Show job' }).click();
    await window.getByRole('region', { name: 'Job details' }).getByText('Completed').waitFor({ timeout: 60_000 });
  }, 90_000);

  it('ends a request that is denied, with the reason for whoever asked', async () => {
    const { app, window } = launched;
    const filed = await requestRotate(3);
    await filed.getByRole('button', { name: 'Show in Approvals' }).click();
    await pane().getByRole('button', { name: 'Deny' }).click();
    const deny = window.getByRole('dialog', { name: /^Deny/ });
    await deny.getByRole('button', { name: 'Deny' }).click();
    expect(await deny.getByRole('textbox', { name: 'Reason' }).getAttribute('aria-invalid')).toBe('true');
    await deny.getByRole('textbox', { name: 'Reason' }).fill('Not before Friday');
    await deny.getByRole('button', { name: 'Deny' }).click();
    await signInPrompt(app, jonas);
    await deny.waitFor({ state: 'detached' });
    await pane().getByText('Reason: Not before Friday').waitFor();
    expect(await pane().getByRole('button', { name: 'Approve' }).count()).toBe(0);
  }, 90_000);

  it('lets the requester alone take a request back', async () => {
    const { window } = launched;
    const filed = await requestRotate(3);
    await filed.getByRole('button', { name: 'Show in Approvals' }).click();
    await pane().getByRole('button', { name: 'Withdraw' }).click();
    await window
      .getByRole('dialog', { name: /^Withdraw/ })
      .getByRole('button', { name: 'Withdraw the request' })
      .click();
    await pane().getByText('Withdrawn').waitFor();
    await window.getByRole('tab', { name: 'Decided' }).click();
    for (const status of ['Executed', 'Denied', 'Withdrawn']) await rowOf(new RegExp(status)).first().waitFor();
  }, 90_000);

  it('makes a request stale when its target was changed meanwhile, and says so', async () => {
    const { app, window } = launched;
    const filed = await requestRotate(3);
    await filed.getByRole('button', { name: 'Leave it waiting' }).click();
    await window.getByRole('region', { name: 'Key group ledger' }).getByRole('button', { name: 'Edit' }).click();
    const editor = window.getByRole('dialog', { name: /ledger/ });
    await editor.getByRole('tab', { name: 'Info' }).click();
    await editor.getByRole('textbox', { name: 'Owner' }).fill('Treasury');
    await editor.getByRole('button', { name: 'OK', exact: true }).click();
    const asked = await requestDialog(launched);
    const effect = asked.getByRole('table', { name: 'What will be done' });
    expect((await effect.getByRole('row', { name: /^Owner/ }).innerText()).split(/\s+/)).toEqual([
      ...['Owner', 'None', 'Treasury'],
    ]);
    expect(await effect.getByRole('row').count()).toBe(2);
    await keepScreenshot(window, 'request-change-group');
    await walkApproval(launched);
    await editor.waitFor({ state: 'detached' });
    await walkTo(window, 'Approvals');
    await rowOf(/Force rotate key group/)
      .getByRole('gridcell', { name: 'ledger', exact: true })
      .dblclick();
    await pane().getByRole('button', { name: 'Approve' }).click();
    await signInPrompt(app, jonas);
    await pane().getByText('Stale').first().waitFor();
  }, 120_000);

  it('decides several at once with one signature window', async () => {
    const { app, window } = launched;
    await (await requestRotate(3)).getByRole('button', { name: 'Leave it waiting' }).click();
    await walkTo(window, 'Cloud Credentials');
    await window.getByRole('button', { name: 'Add credential' }).first().click();
    const add = window.getByRole('dialog', { name: 'Add cloud credential' });
    await add.getByRole('textbox', { name: 'Name' }).fill('second');
    await add.getByRole('radio', { name: 'Type the two values' }).check();
    await add.getByRole('textbox', { name: 'Access key ID' }).fill('AKIAIOSFODNN7EXAMPLE');
    await add.getByLabel('Secret access key', { exact: true }).fill('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
    await add.getByRole('button', { name: 'OK', exact: true }).click();
    await (await walkRequest(launched)).getByRole('button', { name: 'Leave it waiting' }).click();
    await walkTo(window, 'Approvals');
    await window.getByRole('checkbox', { name: 'Choose all that you may decide' }).check();
    await window.getByRole('toolbar', { name: 'Chosen requests' }).getByRole('button', { name: 'Deny 2' }).click();
    const deny = window.getByRole('dialog', { name: 'Deny 2 requests' });
    await deny.getByRole('textbox', { name: 'Reason' }).fill('Only a test');
    await deny.getByRole('button', { name: 'Deny 2 requests' }).click();
    await signInPrompt(app, jonas);
    await window.getByText('Nothing waits for approval').waitFor();
  }, 120_000);
});

describe('stopping all jobs', () => {
  it('is done by one person at once, said over every screen, and taken back by two', async () => {
    const { window } = launched;
    await window.getByRole('button', { name: 'Stop all jobs' }).click();
    const stop = window.getByRole('dialog', { name: 'Stop all jobs' });
    await stop.getByRole('textbox', { name: 'Justification' }).fill('AWS reports trouble');
    await stop.getByRole('button', { name: 'Stop all jobs' }).click();
    const notices = window.getByRole('region', { name: 'Notices' });
    await notices.getByText('AWS reports trouble').waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await notices.getByRole('button', { name: 'Resume jobs' }).click();
    const resume = window.getByRole('dialog', { name: 'Resume all jobs' });
    await resume.getByRole('textbox', { name: 'Justification' }).fill('The trouble is over');
    await resume.getByRole('button', { name: 'Resume all jobs' }).click();
    await walkApproval(launched);
    await notices.getByText('All jobs are stopped.').waitFor({ state: 'detached' });
  }, 90_000);
});

it('has broken no rule of its own policy meanwhile', () => {
  expect(complaints).toEqual([]);
});
