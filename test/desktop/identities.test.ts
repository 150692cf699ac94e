// People in the real console: added by two, forced to choose a password, a second factor with real codes, an operator's request approved later by an approver, the lock.
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { oneTimeCode } from '../support/one-time-code';
import { promptFindings, promptPage, signInPrompt } from '../support/prompt-page';
import { pageCall } from '../support/quick-console';
import { jonas, maria, walkBothIn, walkLogin, walkSetup, type WalkPerson } from '../support/walk';
import { walkApproval, walkRequest } from '../support/walk-approval';
import { closeDialogs, walkAddCredential, walkAddGroup, walkConfirmRotate, walkTo } from '../support/walk-screens';

const amara: WalkPerson = { name: 'amara', fullName: 'Amara Okafor', password: 'first given to her' };
const liwei: WalkPerson = { name: 'li.wei', fullName: 'Li Wei', password: 'first given to him' };
const own: Readonly<Record<string, WalkPerson>> = {
  amara: { ...amara, password: 'velvet harbour window' },
  liwei: { ...liwei, password: 'granite orchard ticket' },
};

const dataDir = temporaryDataDir();
const files = temporaryDataDir();
let launched: LaunchedConsole;
let secret = '';

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  await walkSetup(launched.window);
  await walkBothIn(launched.window);
}, 180_000);
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await keepScreenshot(launched.window, `identities-${task.name.replaceAll(/\W+/g, '-')}`);
  await closeDialogs(launched.window);
}, 30_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
  files.remove();
}, 60_000);

const heading = (name: string): Locator => launched.window.getByRole('heading', { name, exact: true });
async function logOut(): Promise<void> {
  const { window } = launched;
  await window.getByRole('button', { name: /^Who is logged in/ }).click();
  await window.getByRole('button', { name: /^Log out/ }).click();
  await heading('Log in').waitFor();
}
async function typeFirstPassword(password: string): Promise<void> {
  const prompt = await promptPage(launched.app);
  const closed = prompt.waitForEvent('close');
  await prompt.getByLabel('Password', { exact: true }).fill(password);
  await prompt.getByLabel('Password again').fill(password);
  await prompt.getByRole('button', { name: 'Use this password' }).click();
  await closed;
}
async function addIdentity(person: WalkPerson, role: string): Promise<void> {
  const { window } = launched;
  await walkTo(window, 'Identities');
  await window.getByRole('button', { name: 'Add identity' }).first().click();
  const dialog = window.getByRole('dialog', { name: 'Add Identity' });
  await dialog.getByRole('textbox', { name: 'Login name' }).fill(person.name);
  await dialog.getByRole('textbox', { name: 'Full name' }).fill(person.fullName);
  await dialog.getByRole('tab', { name: 'Roles' }).click();
  await dialog.getByRole('checkbox', { name: new RegExp(`^${role}`) }).check();
  await dialog.getByRole('button', { name: 'OK', exact: true }).click();
  await typeFirstPassword(person.password);
  await walkApproval(launched);
  await dialog.waitFor({ state: 'detached' });
  await window
    .getByRole('row', { name: new RegExp(person.name) })
    .getByText('New password due')
    .waitFor();
}
async function changeForced(given: WalkPerson, chosen: string): Promise<void> {
  const { window } = launched;
  await walkLogin(window, given);
  await heading(`${given.name}, choose a new password`).waitFor();
  expect(await window.getByRole('navigation').count()).toBe(0);
  await window.getByLabel('New password', { exact: true }).fill(chosen);
  await window.getByLabel('New password again').fill(chosen);
  await window.getByRole('button', { name: 'Change the password' }).click();
  await window.getByRole('navigation', { name: 'Navigation' }).waitFor();
}

describe('identities', () => {
  it('says that only two administrators exist', async () => {
    await walkTo(launched.window, 'Identities');
    await launched.window.getByText('Only two administrators exist.').waitFor();
    expect(await axeFindings(launched.window)).toEqual([]);
  });

  it('refuses roles that exclude each other while they are chosen', async () => {
    const { window } = launched;
    await window.getByRole('button', { name: 'Add identity' }).click();
    const dialog = window.getByRole('dialog', { name: 'Add Identity' });
    await dialog.getByRole('tab', { name: 'Roles' }).click();
    await dialog.getByRole('checkbox', { name: /^Administrator/ }).check();
    await dialog.getByRole('checkbox', { name: /^Approver/ }).check();
    await dialog.getByText('Administrator cannot be held together with Approver.').waitFor();
    await dialog.getByRole('button', { name: 'OK', exact: true }).click();
    expect(await window.getByRole('dialog', { name: /^Request approval/ }).count()).toBe(0);
    await closeDialogs(window);
  }, 60_000);

  it('are added by two people, and must change the password they were given', async () => {
    await addIdentity(amara, 'Operator');
    await addIdentity(liwei, 'Approver');
  }, 120_000);

  it('cannot disable or delete themselves', async () => {
    const { window } = launched;
    await window.getByRole('button', { name: 'Actions for jonas' }).click();
    expect(await window.getByRole('menuitem', { name: /Disable/ }).getAttribute('aria-disabled')).toBe('true');
    await window.keyboard.press('Escape');
  }, 60_000);
});

describe('an operator’s request', () => {
  it('waits in the queue after the operator has gone', async () => {
    const { window } = launched;
    await walkAddCredential(launched, files.path, 'simulator');
    await walkTo(window, 'Keys');
    await walkAddGroup(launched, { name: 'ledger', credential: 'simulator', method: 'Same key' });
    await logOut();
    await changeForced(amara, own['amara']!.password);
    await walkTo(window, 'Keys');
    await window
      .getByRole('grid', { name: 'Key groups' })
      .getByRole('gridcell', { name: 'ledger', exact: true })
      .click();
    await walkConfirmRotate(window, 'ledger', 1);
    const filed = await walkRequest(launched, own['amara']!);
    expect(await filed.getByRole('button', { name: 'Approve now' }).count()).toBe(0);
    await filed.getByRole('button', { name: 'Show in Approvals' }).click();
    const pane = window.getByRole('region', { name: 'Request details' });
    await pane.getByText('Your own request: others decide it.').waitFor();
    expect(await pane.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    // A page that asks all the same is refused, without any window.
    const { requests } = await pageCall(launched, 'approvals.list', { status: 'open' });
    const ids = [requests[0]?.id ?? ''];
    await expect(pageCall(launched, 'approvals.decide', { ids, verdict: 'approve', reason: '' })).rejects.toThrow(
      'auth.not-permitted',
    );
    await logOut();
  }, 180_000);

  it('is approved later by an approver, and its job runs', async () => {
    const { app, window } = launched;
    await changeForced(liwei, own['liwei']!.password);
    await walkTo(window, 'Approvals');
    await window.getByRole('gridcell', { name: 'ledger', exact: true }).dblclick();
    const pane = window.getByRole('region', { name: 'Request details' });
    await pane.getByRole('button', { name: 'Approve' }).click();
    await signInPrompt(app, own['liwei']!);
    await pane.getByText('Executed').waitFor();
    await pane.getByRole('button', { name: 'Show job' }).click();
    await window.getByRole('region', { name: 'Job details' }).getByText('Completed').waitFor({ timeout: 60_000 });
    await logOut();
  }, 120_000);
});

describe('a second factor', () => {
  it('is set up in the small window, confirmed by a code of a real generator', async () => {
    const { app, window } = launched;
    await walkLogin(window, own['amara']!);
    await window.getByRole('navigation', { name: 'Navigation' }).waitFor();
    await window.getByRole('button', { name: /^Who is logged in/ }).click();
    await window.getByRole('button', { name: 'Second factor' }).click();
    const dialog = window.getByRole('dialog', { name: 'Set up a second factor' });
    await dialog.getByLabel('Present password').fill(own['amara']!.password);
    await dialog.getByRole('button', { name: 'Set up the second factor' }).click();
    const prompt = await promptPage(app);
    const shown = await prompt.locator('main').innerText();
    secret = (/[A-Z2-7 ]{16,}/.exec(shown)?.[0] ?? '').replaceAll(' ', '');
    expect(secret.length).toBeGreaterThanOrEqual(26);
    expect(await promptFindings(prompt)).toEqual([]);
    await prompt.getByLabel('Six digits').fill(oneTimeCode(secret, new Date()));
    await prompt.getByRole('button', { name: 'Confirm' }).click();
    await prompt.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor();
    expect(await promptFindings(prompt)).toEqual([]);
    const closed = prompt.waitForEvent('close');
    await prompt.getByRole('button', { name: 'I have kept them' }).click();
    await closed;
    await dialog.waitFor({ state: 'detached' });
    await logOut();
  }, 90_000);

  it('is asked for at the next login; the code that was used is not good again', async () => {
    const { window } = launched;
    await walkLogin(window, own['amara']!);
    await heading('One-time code of amara').waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await window.getByLabel('One-time code').fill('000000');
    await window.getByRole('button', { name: 'Log in', exact: true }).click();
    await window.getByRole('alert').getByText('The name, the password or the code is not right.').waitFor();
    // The next window of 30 seconds is accepted early; the one of the enrolment is used up.
    await window.getByLabel('One-time code').fill(oneTimeCode(secret, new Date(Date.now() + 30_000)));
    await window.getByRole('button', { name: 'Log in', exact: true }).click();
    await window.getByRole('navigation', { name: 'Navigation' }).waitFor();
    await logOut();
  }, 90_000);
});

describe('the lock', () => {
  it('closes the view, names who can open it, and is opened by both again', async () => {
    const { window } = launched;
    await walkBothIn(window);
    await window.keyboard.press('Control+l');
    await heading('The view is locked').waitFor();
    expect(await window.getByRole('navigation').count()).toBe(0);
    expect(await axeFindings(window)).toEqual([]);
    await walkLogin(window, own['liwei']!);
    await window.getByRole('alert').getByText('The view is locked for the people of another login.').waitFor();
    await walkLogin(window, maria);
    await window.getByText('1 of 2 logged in').waitFor();
    await walkLogin(window, jonas);
    await window.getByRole('navigation', { name: 'Navigation' }).waitFor();
  }, 90_000);

  it('follows ten wrong passwords of one identity', async () => {
    const { window } = launched;
    await logOut();
    for (let tries = 1; tries <= 10; tries += 1) {
      await walkLogin(window, { ...own['liwei']!, password: `guess number ${String(tries)}` });
      await window.getByRole('alert').waitFor();
      await window.getByRole('button', { name: 'Log in', exact: true }).waitFor();
    }
    await walkLogin(window, own['liwei']!);
    await window.getByRole('alert').getByText('This identity is locked').waitFor();
    await walkBothIn(window);
    await walkTo(window, 'Identities');
    await window
      .getByRole('row', { name: /li\.wei/ })
      .getByText('Locked')
      .waitFor();
  }, 120_000);
});
