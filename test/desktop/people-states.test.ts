// Approvals, identities, roles, policy, the steps of a login and the recovery in the states a real console is seldom in, with a scripted bridge.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
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
    await expectNoFindings(state);
  });
});
