// Approvals, identities, roles, policy, the steps of a login and the recovery in the states a real console is seldom in, with a scripted bridge.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot } from '../support/desktop';
import type { FakeScript } from '../support/fake-bridge';
import { openPage, type OpenedPage } from '../support/open-page';
import {
  changeScript,
  codeScript,
  decidedScript,
  enrolScript,
  lockedScript,
  noRequestsScript,
  noticesScript,
  peopleScript,
  recoveryScript,
} from '../support/people-scripts';
import { walkTo, type ScreenName } from '../support/walk-screens';

let opened: OpenedPage;
beforeAll(async () => {
  opened = await openPage();
}, 60_000);
afterAll(() => opened.close());

const screens: readonly ScreenName[] = ['Approvals', 'Identities', 'Roles', 'Approval policy'];
/** A tooltip that the mouse has opened belongs to no landmark. */
async function expectNoFindings(what: string): Promise<void> {
  await opened.page.mouse.move(0, 0);
  await opened.page.waitForTimeout(400);
  expect(await axeFindings(opened.page), what).toEqual([]);
}

describe.each([
  ['with requests waiting', peopleScript()],
  ['with requests decided', decidedScript()],
  ['with nothing to decide', noRequestsScript()],
  ['under every notice at once', noticesScript()],
] as const)('screens of people %s', (_state, script) => {
  it.each(['light', 'dark'] as const)(
    'give axe nothing to find, and keep to the policy, %s',
    async (colorScheme) => {
      const { page, problems, show } = opened;
      await page.emulateMedia({ colorScheme });
      await show(script);
      for (const name of screens) {
        await walkTo(page, name);
        await expectNoFindings(name);
      }
      expect(problems).toEqual([]);
    },
    90_000,
  );
});

/** From a screen of the frame to the dialog, by its way through the window. */
interface DialogWay {
  readonly screen: ScreenName;
  readonly name: string | RegExp;
  open(page: Page): Promise<void>;
  readonly tabs?: readonly string[];
  readonly script?: FakeScript;
}
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const fromRow = (row: string, item: RegExp) => async (page: Page) => {
  await page.getByRole('button', { name: `Actions for ${row}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
};
const inPane = (name: string) => async (page: Page) => {
  await page.getByRole('row').nth(1).dblclick();
  await page.getByRole('region', { name: 'Request details' }).getByRole('button', { name }).click();
};
async function requestOfRole(page: Page): Promise<void> {
  await fromRow('Night shift', /Delete/)(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Night shift');
  await dialog.getByRole('button', { name: /^Delete/ }).click();
}
async function reviewOfPolicy(page: Page): Promise<void> {
  await page.getByRole('gridcell', { name: 'Force rotate key group', exact: true }).dblclick();
  const rule = page.getByRole('dialog');
  await rule.getByRole('combobox', { name: 'Approvals required' }).click();
  await page.getByRole('option', { name: /^3/ }).click();
  await rule.getByRole('button', { name: 'OK', exact: true }).click();
  await page.getByRole('button', { name: 'Review changes' }).click();
}
async function ownAccess(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: /^Who is logged in/ }).click();
  await page.getByRole('button', { name: what }).click();
}
const ways: readonly (readonly [string, DialogWay])[] = [
  [
    'an identity is added',
    { screen: 'Identities', name: 'Add Identity', open: press('Add identity'), tabs: ['Roles'] },
  ],
  [
    'an identity is changed',
    { screen: 'Identities', name: /^Identity /, open: fromRow('amara', /Edit/), tabs: ['Roles', 'Access'] },
  ],
  ['an identity is disabled', { screen: 'Identities', name: /^Disable/, open: fromRow('amara', /Disable/) }],
  ['a password is reset', { screen: 'Identities', name: /^Reset/, open: fromRow('amara', /Reset/) }],
  ['an identity is deleted', { screen: 'Identities', name: /^Delete/, open: fromRow('amara', /Delete/) }],
  ['recovery shares are shown', { screen: 'Identities', name: 'Recovery shares', open: press('Recovery shares') }],
  [
    'recovery shares are made',
    {
      screen: 'Identities',
      name: 'Make recovery shares',
      open: async (page) => {
        await press('Recovery shares')(page);
        await page.getByRole('dialog').getByRole('button', { name: /^Make/ }).click();
      },
    },
  ],
  [
    'a role is added',
    { screen: 'Roles', name: 'Add Role', open: press('Add role'), tabs: ['Permissions', 'Exclusions'] },
  ],
  [
    'a role is deleted, and its approval requested',
    { screen: 'Roles', name: /^Request approval/, open: requestOfRole },
  ],
  [
    'a rule of the policy is changed',
    {
      screen: 'Approval policy',
      name: /^Approval of/,
      open: (page) => page.getByRole('gridcell', { name: 'Force rotate key group', exact: true }).dblclick(),
    },
  ],
  [
    'changes of the policy are reviewed',
    { screen: 'Approval policy', name: 'Change the approval policy', open: reviewOfPolicy },
  ],
  ['a request is denied', { screen: 'Approvals', name: /^Deny/, open: inPane('Deny') }],
  ['all jobs are stopped', { screen: 'Approvals', name: 'Stop all jobs', open: press('Stop all jobs') }],
  [
    'jobs are resumed',
    { screen: 'Approvals', name: 'Resume all jobs', open: press('Resume jobs'), script: noticesScript() },
  ],
  [
    'a recovery is cancelled',
    { screen: 'Approvals', name: 'Cancel the recovery?', open: press('Cancel the recovery'), script: noticesScript() },
  ],
  [
    'the own password is changed',
    { screen: 'Approvals', name: 'Change your password', open: (page) => ownAccess(page, 'Change password') },
  ],
  [
    'the own second factor is set up',
    { screen: 'Approvals', name: 'Set up a second factor', open: (page) => ownAccess(page, 'Second factor') },
  ],
];

describe('the dialog in which', () => {
  it.each(ways)(
    '%s gives axe nothing to find, light and dark',
    async (what, { screen, name, open, tabs = [], script = peopleScript() }) => {
      const { page, problems, show } = opened;
      await page.emulateMedia({ colorScheme: 'light' });
      await show(script);
      await walkTo(page, screen);
      await open(page);
      const dialog = page.getByRole('dialog', { name });
      await dialog.waitFor();
      for (const tab of [null, ...tabs]) {
        if (tab !== null) await dialog.getByRole('tab', { name: tab }).click();
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await expectNoFindings(`${what} ${tab ?? ''} ${colorScheme}`);
        }
      }
      await keepScreenshot(page, `dialog-${what.replaceAll(/\W+/g, '-')}`);
      expect(problems).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
    },
    60_000,
  );
});

describe('at 200 % of the usual window', () => {
  it('no screen of people has to be scrolled sideways', async () => {
    const { page, show } = opened;
    await page.setViewportSize({ width: 720, height: 450 });
    await show(peopleScript());
    for (const name of screens) {
      await walkTo(page, name);
      const [inner, scroll] = await page.evaluate(() => [innerWidth, document.scrollingElement?.scrollWidth ?? 0]);
      expect(scroll, name).toBeLessThanOrEqual(inner ?? 0);
      await expectNoFindings(name);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }, 60_000);
});

describe('before the frame', () => {
  it.each([
    ['a one-time code', codeScript, /^One-time code of maria/],
    ['a new password', changeScript, /choose a new password/],
    ['a second factor', enrolScript, /set up a second factor/],
  ] as const)('asks for %s and shows nothing else', async (_what, script, title) => {
    const { page, show } = opened;
    await show(script);
    await page.getByLabel('Name', { exact: true }).fill('maria');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await expectNoFindings(String(title));
    // Given up, nothing of the password is left to send.
    await page.getByRole('button', { name: 'Another name' }).click();
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
  });

  it('names who can unlock a locked view', async () => {
    const { page, show } = opened;
    await show(lockedScript);
    await page.getByRole('region', { name: 'Who can unlock it' }).getByText('Jonas Weber').waitFor();
    await expectNoFindings('locked');
  });

  it.each([
    ['no-secret', 'Begin a recovery'],
    ['ready', 'Begin a recovery'],
    ['waiting', 'The recovery waits'],
    ['open', 'Make two new administrators'],
  ] as const)('shows a recovery that is %s', async (state, title) => {
    const { page, show } = opened;
    await show(recoveryScript(state));
    await page.getByRole('button', { name: 'All administrators are lost' }).click();
    await page.getByRole('dialog', { name: title }).waitFor();
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectNoFindings(`${state} ${colorScheme}`);
    }
  });
});
