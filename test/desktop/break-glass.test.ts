// All administrators lost, in the real console: two of three custodians and the PIN, a day in plain sight, two new administrators, and thirty days of notice.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { setMainAhead } from '../support/main-clock';
import { promptFindings, promptPage, signInPrompt } from '../support/prompt-page';
import { jonas, maria, WALK_PIN, walkBothIn, walkLogin, walkSetup, walkUnlock, type WalkPerson } from '../support/walk';
import { requestDialog, walkRequest } from '../support/walk-approval';
import { closeDialogs, walkTo } from '../support/walk-screens';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const noor: WalkPerson = { name: 'noor', fullName: 'Noor Haddad', password: 'handed over to her' };
const otto: WalkPerson = { name: 'otto', fullName: 'Otto Berg', password: 'handed over to him' };
const own: Readonly<Record<string, WalkPerson>> = {
  noor: { ...noor, password: 'quiet meadow lantern' },
  otto: { ...otto, password: 'copper violin morning' },
};

const dataDir = temporaryDataDir();
let launched: LaunchedConsole;
/** As the custodians write them down. */
const shares: string[] = [];

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  await walkSetup(launched.window);
  await walkBothIn(launched.window);
}, 180_000);
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await keepScreenshot(launched.window, `break-glass-${task.name.replaceAll(/\W+/g, '-')}`);
  await closeDialogs(launched.window);
}, 30_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
}, 60_000);

const heading = (name: string) => launched.window.getByRole('heading', { name, exact: true });
async function logOut(): Promise<void> {
  const { window } = launched;
  await window.getByRole('button', { name: /^Who is logged in/ }).click();
  await window.getByRole('button', { name: /^Log out/ }).click();
  await heading('Log in').waitFor();
}
/** A new start of the program, `aheadMs` later. */
async function startLater(aheadMs: number): Promise<void> {
  await launched.close();
  launched = await launchConsole({ dataDir: dataDir.path });
  await setMainAhead(launched.app, aheadMs);
  await walkUnlock(launched.window);
  await heading('Log in').waitFor();
}
const openRecovery = () => launched.window.getByRole('button', { name: 'All administrators are lost' }).click();
async function typeShares(prompt: Page, first: string, second: string, pin: string): Promise<void> {
  await prompt.getByLabel('Share of the first custodian').fill(first);
  await prompt.getByLabel('Share of the second custodian').fill(second);
  await prompt.getByLabel('PIN of the HSM').fill(pin);
  await prompt.getByRole('button', { name: 'Go on' }).click();
}
async function typeFirstPassword(prompt: Page, { name, password }: WalkPerson): Promise<void> {
  await prompt.getByText(`${name} is new.`).waitFor();
  expect(await promptFindings(prompt)).toEqual([]);
  await prompt.getByLabel('Password', { exact: true }).fill(password);
  await prompt.getByLabel('Password again').fill(password);
  await prompt.getByRole('button', { name: 'Use this password' }).click();
}
async function changeForced(given: WalkPerson): Promise<void> {
  const { window } = launched;
  await walkLogin(window, given);
  await heading(`${given.name}, choose a new password`).waitFor();
  const chosen = own[given.name]?.password ?? '';
  await window.getByLabel('New password', { exact: true }).fill(chosen);
  await window.getByLabel('New password again').fill(chosen);
  await window.getByRole('button', { name: 'Change the password' }).click();
}

describe('recovery shares', () => {
  it('are missed on the dashboard and under Identities, until they are made', async () => {
    const { window } = launched;
    for (const screen of ['dashboard', 'identities'] as const) {
      if (screen === 'identities') await walkTo(window, 'Identities');
      await window.getByText('No recovery shares exist.').waitFor();
      await window.getByText('Only two administrators exist.').waitFor();
    }
  }, 60_000);

  it('are shown to three custodians one by one in the small window, and are in force after an approval', async () => {
    const { app, window } = launched;
    await window.getByRole('button', { name: 'Make recovery shares' }).click();
    const existing = window.getByRole('dialog', { name: 'Recovery shares' });
    await existing.getByRole('button', { name: 'Make recovery shares' }).click();
    const confirm = window.getByRole('dialog', { name: 'Make recovery shares' });
    await confirm.getByRole('button', { name: 'Make recovery shares' }).click();
    const prompt = await promptPage(app);
    for (let number = 1; number <= 3; number += 1) {
      await prompt.getByRole('heading', { name: `Recovery share ${String(number)} of 3` }).waitFor();
      if (number === 1) expect(await promptFindings(prompt)).toEqual([]);
      if (number === 1) await keepScreenshot(prompt, 'break-glass-share');
      shares.push((await prompt.getByRole('listitem').allInnerTexts()).join('-'));
      const closed = number === 3 ? prompt.waitForEvent('close') : null;
      await prompt
        .getByRole('button', { name: 'It is written down' })
        .click()
        .catch(() => undefined);
      await closed;
    }
    expect(new Set(shares).size).toBe(3);
    await requestDialog(launched);
    const filed = await walkRequest(launched, maria);
    await filed.getByRole('button', { name: 'Approve now' }).click();
    await signInPrompt(app, jonas);
    await filed.waitFor({ state: 'detached' });
    await window.getByText('No recovery shares exist.').waitFor({ state: 'detached' });
    await logOut();
  }, 180_000);
});

describe('a recovery', () => {
  it('takes two shares of three and the PIN, and says what is wrong with each', async () => {
    const { app, window } = launched;
    await openRecovery();
    const begin = window.getByRole('dialog', { name: 'Begin a recovery' });
    await begin.getByRole('button', { name: 'Begin the recovery' }).click();
    const prompt = await promptPage(app);
    const [first = '', second = '', third = ''] = shares;
    await typeShares(prompt, first, `${third.slice(0, -1)}${third.endsWith('A') ? 'B' : 'A'}`, WALK_PIN);
    await prompt.getByText('The second share is mistyped').waitFor();
    await typeShares(prompt, second, second, WALK_PIN);
    await prompt.getByText('These are not two shares of the recovery secret in force.').waitFor();
    await typeShares(prompt, first, third, '0000-0000');
    await prompt.getByText('The HSM refused the PIN.').waitFor();
    expect(await promptFindings(prompt)).toEqual([]);
    await keepScreenshot(prompt, 'break-glass-shares-typed');
    const closed = prompt.waitForEvent('close');
    await typeShares(prompt, first, third, WALK_PIN).catch(() => undefined);
    await closed;
    await begin.waitFor({ state: 'detached' });
    await window.getByText('A recovery was begun.').waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'break-glass-begun');
  }, 180_000);

  it('makes nobody within its day, also after a new start', async () => {
    await startLater(dayMs - hourMs);
    const { window } = launched;
    await window.getByText('A recovery was begun.').waitFor();
    await openRecovery();
    const waiting = window.getByRole('dialog', { name: 'The recovery waits' });
    await waiting.waitFor();
    expect(await waiting.getByRole('button', { name: 'Make the administrators' }).count()).toBe(0);
    await waiting.getByRole('button', { name: 'Close' }).click();
  }, 180_000);

  it('then makes two administrators, with two shares and the PIN again', async () => {
    const { app, window } = launched;
    await setMainAhead(app, dayMs + hourMs);
    await openRecovery();
    const make = window.getByRole('dialog', { name: 'Make two new administrators' });
    for (const [index, { name, fullName }] of [noor, otto].entries()) {
      const person = make.getByRole('group', { name: index === 0 ? 'First administrator' : 'Second administrator' });
      await person.getByRole('textbox', { name: 'Login name' }).fill(name);
      await person.getByRole('textbox', { name: 'Full name' }).fill(fullName);
    }
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'break-glass-complete');
    await make.getByRole('button', { name: 'Make the administrators' }).click();
    const prompt = await promptPage(app);
    await typeShares(prompt, shares[2] ?? '', shares[1] ?? '', WALK_PIN);
    await typeFirstPassword(prompt, noor);
    const closed = prompt.waitForEvent('close');
    await typeFirstPassword(prompt, otto).catch(() => undefined);
    await closed;
    await make.waitFor({ state: 'detached' });
    await window.getByText('A recovery made new administrators.').waitFor();
  }, 180_000);

  it('lets them in after new passwords, together, and says so over every screen', async () => {
    const { window } = launched;
    await changeForced(noor);
    await window.getByText('1 of 2 logged in').waitFor();
    await changeForced(otto);
    await window.getByRole('navigation', { name: 'Navigation' }).waitFor();
    const notices = window.getByRole('region', { name: 'Notices' });
    await notices.getByText('A recovery made new administrators.').waitFor();
    await walkTo(window, 'Identities');
    await window.getByRole('row', { name: /otto/ }).getByText('Cannot approve yet').waitFor();
    expect(await notices.innerText()).toContain('noor, otto were made by custodians');
    expect(await axeFindings(window)).toEqual([]);
    await keepScreenshot(window, 'break-glass-done');
  }, 180_000);

  it('gives them no approval for their first day, and one after it', async () => {
    const { app, window } = launched;
    await window.getByRole('button', { name: 'Actions for maria' }).click();
    await window.getByRole('menuitem', { name: /Reset password/ }).click();
    await window.getByRole('button', { name: 'Reset the password of maria' }).click();
    const prompt = await promptPage(app);
    const closed = prompt.waitForEvent('close');
    await prompt.getByText('The password of maria is reset.').waitFor();
    await prompt.getByLabel('Password', { exact: true }).fill('handed over once more');
    await prompt.getByLabel('Password again').fill('handed over once more');
    await prompt
      .getByRole('button', { name: 'Use this password' })
      .click()
      .catch(() => undefined);
    await closed;
    const filed = await walkRequest(launched, own['noor']);
    expect(await filed.getByRole('button', { name: 'Approve now' }).count()).toBe(0);
    await filed.getByRole('button', { name: 'Show in Approvals' }).click();
    const pane = window.getByRole('region', { name: 'Request details' });
    await pane.getByText('Nobody has decided yet.').waitFor();
    expect(await pane.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await setMainAhead(app, 2 * dayMs + 2 * hourMs);
    await logOut();
    await walkBothIn(window, [own['noor']!, own['otto']!]);
    await walkTo(window, 'Approvals');
    await window.getByRole('gridcell', { name: 'maria', exact: true }).dblclick();
    await pane.getByRole('button', { name: 'Approve' }).click();
    await signInPrompt(app, own['otto']!);
    await pane.getByText('Executed').waitFor();
  }, 180_000);

  it('is said at each login for thirty days, and its shares are used up', async () => {
    await startLater(30 * dayMs);
    await launched.window.getByText('A recovery made new administrators.').waitFor();
    await setMainAhead(launched.app, 31 * dayMs + 2 * hourMs);
    await launched.window.reload();
    await heading('Log in').waitFor();
    expect(await launched.window.getByText('A recovery made new administrators.').count()).toBe(0);
    await openRecovery();
    const begin = launched.window.getByRole('dialog', { name: 'Begin a recovery' });
    await begin.getByText('No recovery shares were ever made here').waitFor();
    await begin.getByRole('button', { name: 'Close' }).click();
    await walkBothIn(launched.window, [own['noor']!, own['otto']!]);
    await launched.window.getByText('No recovery shares exist.').waitFor();
  }, 180_000);
});
