// Identities, roles, dual login and dual control by keyboard alone, in the real console and its small window: no mouse is touched.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keepScreenshot, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { keyboardOf, type Keyboard } from '../support/keyboard';
import { oneTimeCode } from '../support/one-time-code';
import { promptPage } from '../support/prompt-page';
import { quickConsole } from '../support/quick-console';
import { jonas, maria, type WalkPerson } from '../support/walk';

const dataDir = temporaryDataDir();
let launched: LaunchedConsole;
let keys: Keyboard;

beforeAll(async () => {
  launched = await quickConsole(dataDir.path);
  keys = keyboardOf(launched.window);
}, 180_000);
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await keepScreenshot(launched.window, `keyboard-${task.name.replaceAll(/\W+/g, '-')}`);
}, 30_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
}, 60_000);

const button = (name: string | RegExp, page: Page = launched.window) =>
  page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });
const dialog = (name: string | RegExp) => launched.window.getByRole('dialog', { name });

async function logIn({ name, password }: WalkPerson): Promise<void> {
  const { window } = launched;
  await keys.type(window.getByLabel('Name', { exact: true }), name);
  await keys.type(window.getByLabel('Password', { exact: true }), password);
  await keys.key('Enter');
}
/** Through the palette, as its keys are the same on every screen. */
async function goTo(screen: string): Promise<void> {
  const { window } = launched;
  await keys.key('Control+k');
  await window.getByRole('combobox', { name: 'Find a screen or an object' }).waitFor();
  await window.keyboard.type(screen);
  await window
    .getByRole('option', { name: new RegExp(screen) })
    .first()
    .waitFor();
  await keys.key('Enter');
  await window.getByRole('heading', { level: 1, name: screen }).waitFor();
}
/** In the small window the password has the focus; who signs is chosen with the arrows. */
async function sign({ name, password }: WalkPerson): Promise<void> {
  const prompt = await promptPage(launched.app);
  const small = keyboardOf(prompt);
  const radio = prompt.getByRole('radio', { name });
  await small.to(prompt.getByRole('radio'));
  for (let pressed = 0; pressed < 3 && !(await radio.isChecked()); pressed += 1) await small.key('ArrowDown');
  expect(await radio.isChecked()).toBe(true);
  await small.type(prompt.getByLabel('Password', { exact: true }), password);
  const closed = prompt.waitForEvent('close');
  await small.key('Enter').catch(() => undefined);
  await closed;
}
/** The dialog *Request approval*: justification where it is asked for, then Enter. */
async function request(): Promise<void> {
  const asked = dialog(/^Request approval/);
  await asked.getByRole('button', { name: 'Sign and request' }).waitFor();
  const justification = asked.getByRole('textbox', { name: 'Justification' });
  if ((await justification.count()) > 0) await keys.type(justification, 'As the plan of this test says');
  await keys.press(asked.getByRole('button', { name: 'Sign and request' }));
  await sign(maria);
  await dialog('Requested').waitFor();
}
async function approveNow(): Promise<void> {
  await keys.press(dialog('Requested').getByRole('button', { name: 'Approve now' }));
  await sign(jonas);
  await dialog('Requested').waitFor({ state: 'detached' });
}
/** The newest request of the queue, opened in the details beside it. */
async function openRequest(target: string): Promise<void> {
  const { window } = launched;
  await goTo('Approvals');
  const cell = window.getByRole('gridcell', { name: target, exact: true });
  const row = window.getByRole('row').filter({ has: cell });
  await cell.waitFor();
  await keys.to(window.getByRole('grid', { name: 'Pending requests' }));
  for (let pressed = 0; pressed < 8; pressed += 1) {
    if (await row.evaluate((element) => element.contains(document.activeElement))) break;
    await keys.key('ArrowDown');
  }
  await keys.key('Enter');
  await window.getByRole('region', { name: 'Request details' }).getByText('Nobody has decided yet.').waitFor();
}
async function addRole(name: string): Promise<void> {
  await goTo('Roles');
  await keys.press(button('Add role'));
  const editor = dialog('Add Role');
  await keys.type(editor.getByRole('textbox', { name: 'Name' }), name);
  await keys.to(editor.getByRole('tab', { name: 'Info' }));
  await keys.key('ArrowRight');
  await keys.key('Enter');
  await keys.to(editor.getByRole('tree'));
  await keys.key('ArrowDown');
  await keys.key('Space');
  await editor.getByRole('treeitem', { checked: true }).first().waitFor();
  await keys.press(editor.getByRole('button', { name: 'OK', exact: true }));
}
const pane = () => launched.window.getByRole('region', { name: 'Request details' });

describe('by keyboard alone', () => {
  it('two people log in together', async () => {
    const { window } = launched;
    await logIn(maria);
    await window.getByText('1 of 2 logged in').waitFor();
    await logIn(jonas);
    await window.getByRole('navigation', { name: 'Navigation' }).waitFor();
  }, 60_000);

  it('an identity is added, with its first password, a request, and an approval at once', async () => {
    const { app, window } = launched;
    await goTo('Identities');
    await keys.press(button('Add identity'));
    const editor = dialog('Add Identity');
    await keys.type(editor.getByRole('textbox', { name: 'Login name' }), 'amara');
    await keys.type(editor.getByRole('textbox', { name: 'Full name' }), 'Amara Okafor');
    await keys.to(editor.getByRole('tab', { name: 'Info' }));
    await keys.key('ArrowRight');
    await keys.key('Enter');
    await keys.to(editor.getByRole('checkbox', { name: /^Operator/ }));
    await keys.key('Space');
    await keys.press(editor.getByRole('button', { name: 'OK', exact: true }));
    const prompt = await promptPage(app);
    const small = keyboardOf(prompt);
    await small.type(prompt.getByLabel('Password', { exact: true }), 'first given to her');
    await small.type(prompt.getByLabel('Password again'), 'first given to her');
    const closed = prompt.waitForEvent('close');
    await small.key('Enter').catch(() => undefined);
    await closed;
    await request();
    await approveNow();
    await window.getByRole('row', { name: /amara/ }).waitFor();
  }, 180_000);

  it('a role is made in the tree, left waiting, and approved later from the queue', async () => {
    await addRole('Night shift');
    await request();
    await keys.press(dialog('Requested').getByRole('button', { name: 'Leave it waiting' }));
    await openRequest('Night shift');
    await keys.press(pane().getByRole('button', { name: 'Approve' }));
    await sign(jonas);
    await pane().getByText('Executed').waitFor();
  }, 180_000);

  it('a rule of the policy is changed, asked for, and denied with a reason', async () => {
    const { window } = launched;
    await goTo('Approval policy');
    await keys.to(window.getByRole('grid', { name: 'Approval policy' }));
    await keys.key('Control+Home');
    await keys.key('ArrowDown');
    await keys.key('Enter');
    const rule = dialog(/^Approval of: /);
    await keys.to(rule.getByRole('combobox', { name: 'Approvals required' }));
    await keys.key('Enter');
    await window.getByRole('listbox').waitFor();
    await keys.key('Home');
    await keys.key('Enter');
    await keys.press(rule.getByRole('button', { name: 'OK', exact: true }));
    await rule.waitFor({ state: 'detached' });
    await keys.press(button('Review changes'));
    await keys.press(button('Change 1 rule'));
    await request();
    await keys.press(dialog('Requested').getByRole('button', { name: 'Leave it waiting' }));
    await openRequest('Approval policy');
    await keys.press(pane().getByRole('button', { name: 'Deny' }));
    await keys.type(dialog(/^Deny/).getByRole('textbox', { name: 'Reason' }), 'Not before Friday');
    await keys.press(dialog(/^Deny/).getByRole('button', { name: 'Deny' }));
    await sign(jonas);
    await pane().getByText('Reason: Not before Friday').waitFor();
  }, 180_000);

  it('a request is withdrawn by who made it', async () => {
    await addRole('Day shift');
    await request();
    await keys.press(dialog('Requested').getByRole('button', { name: 'Show in Approvals' }));
    await keys.press(pane().getByRole('button', { name: 'Withdraw' }));
    await keys.press(button('Withdraw the request'));
    await pane().getByText('Withdrawn').waitFor();
  }, 180_000);

  it('all jobs are stopped, and resumed by two', async () => {
    const { window } = launched;
    await keys.press(button('Stop all jobs'));
    const stop = dialog('Stop all jobs');
    await keys.type(stop.getByRole('textbox', { name: 'Justification' }), 'AWS reports trouble');
    await keys.press(stop.getByRole('button', { name: 'Stop all jobs' }));
    const notices = window.getByRole('region', { name: 'Notices' });
    await notices.getByText('AWS reports trouble').waitFor();
    await keys.press(notices.getByRole('button', { name: 'Resume jobs' }));
    const resume = dialog('Resume all jobs');
    await keys.type(resume.getByRole('textbox', { name: 'Justification' }), 'The trouble is over');
    await keys.press(resume.getByRole('button', { name: 'Resume all jobs' }));
    await request();
    await approveNow();
    await notices.getByText('All jobs are stopped.').waitFor({ state: 'detached' });
  }, 180_000);

  it('the view is locked and unlocked by both', async () => {
    const { window } = launched;
    await keys.key('Control+l');
    await window.getByRole('heading', { name: 'The view is locked' }).waitFor();
    await logIn(maria);
    await window.getByText('1 of 2 logged in').waitFor();
    await logIn(jonas);
    await window.getByRole('navigation', { name: 'Navigation' }).waitFor();
  }, 60_000);

  it('a second factor is set up, and asked for at the next login', async () => {
    const { app, window } = launched;
    await keys.press(button(/^Who is logged in/));
    await keys.press(button('Second factor'));
    const own = dialog('Set up a second factor');
    await keys.type(own.getByLabel('Present password'), maria.password);
    await keys.press(own.getByRole('button', { name: 'Set up the second factor' }));
    const prompt = await promptPage(app);
    const small = keyboardOf(prompt);
    const shown = await prompt.locator('main').innerText();
    const secret = (/[A-Z2-7 ]{16,}/.exec(shown)?.[0] ?? '').replaceAll(' ', '');
    await small.type(prompt.getByLabel('Six digits'), oneTimeCode(secret, new Date()));
    await small.key('Enter');
    await small.to(prompt.getByRole('button', { name: 'I have kept them' }));
    const closed = prompt.waitForEvent('close');
    await small.key('Enter').catch(() => undefined);
    await closed;
    await own.waitFor({ state: 'detached' });
    await keys.press(button(/^Who is logged in/));
    await keys.press(button(/^Log out/));
    await window.getByRole('heading', { name: 'Log in', exact: true }).waitFor();
    await logIn(maria);
    await window.getByRole('heading', { name: 'One-time code of maria' }).waitFor();
    await keys.type(window.getByLabel('One-time code'), oneTimeCode(secret, new Date(Date.now() + 30_000)));
    await keys.key('Enter');
    await window.getByText('1 of 2 logged in').waitFor();
  }, 180_000);
});
