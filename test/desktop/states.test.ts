// Every screen in the states a real console is seldom in (empty, full, refused, loading, zoomed), in a real Electron with a scripted bridge.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot } from '../support/desktop';
import { openPage, type OpenedPage } from '../support/open-page';
import {
  anError,
  emptyFrameScript,
  errorFrameScript,
  fullFrameScript,
  halfLoginScript,
  loadingFrameScript,
  status,
  token,
  unlockScript,
} from '../support/screen-scripts';
import { productionSetupScript, setupScript } from '../support/setup-scripts';
import { walkToReview } from '../support/walk';

let opened: OpenedPage;
beforeAll(async () => {
  opened = await openPage();
}, 60_000);
afterAll(() => opened.close());

/** Screens with the number of their area in the menu; those of dual control are looked at in a test of their own. */
const screens = [
  ['Dashboard', 1],
  ['Keys', 2],
  ['Cloud Credentials', 3],
  ['Jobs', 5],
  ['Audit Logs', 6],
] as const;

async function eachScreen(look: (name: string) => Promise<void>): Promise<void> {
  const { page } = opened;
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  for (const [name, number] of screens) {
    await page.keyboard.press(`Alt+${String(number)}`);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.waitForTimeout(300);
    await look(name);
  }
}

describe.each([
  ['empty', emptyFrameScript()],
  ['full, with long and right-to-left names', fullFrameScript()],
  ['refused', errorFrameScript()],
  ['loading', loadingFrameScript()],
] as const)('screens that are %s', (_state, script) => {
  it.each(['light', 'dark'] as const)('give axe nothing to find, and keep to the policy, %s', async (colorScheme) => {
    const { page, problems, show } = opened;
    await page.emulateMedia({ colorScheme });
    await show(script);
    await eachScreen(async (name) => expect(await axeFindings(page), name).toEqual([]));
    expect(problems).toEqual([]);
  });
});

describe('at 200 % of the usual window', () => {
  it('no screen has to be scrolled sideways, and no header word is lost to the keyboard', async () => {
    const { page, show } = opened;
    await page.setViewportSize({ width: 720, height: 450 });
    await show(fullFrameScript());
    await eachScreen(async (name) => {
      const [inner, scroll] = await page.evaluate(() => [innerWidth, document.scrollingElement?.scrollWidth ?? 0]);
      expect(scroll, name).toBeLessThanOrEqual(inner ?? 0);
      expect(await page.getByRole('button', { name: /^Who is logged in: maria \+ jonas/ }).isVisible(), name).toBe(
        true,
      );
      expect(await axeFindings(page), name).toEqual([]);
    });
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});

describe('tables', () => {
  it('follow the arrows, open by Enter, and have their menu on the context-menu key', async () => {
    const { page, show } = opened;
    await show(fullFrameScript());
    await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
    await page.keyboard.press('Alt+2');
    const grid = page.getByRole('grid', { name: 'Key groups' });
    await grid.getByText('backup-archive').click();
    await page.getByRole('region', { name: 'Key group backup-archive' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('region', { name: 'Key group data-lake' }).waitFor();
    await page.keyboard.press('Shift+F10');
    const menu = page.getByRole('menu', { name: /data-lake/ });
    await menu.waitFor();
    // It fades in; half-way its words are pale.
    await page.waitForTimeout(400);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    const editor = page.getByRole('dialog', { name: /data-lake/ });
    await editor.waitFor();
    await page.keyboard.press('Escape');
    await editor.waitFor({ state: 'detached' });
  });

  it('remember which columns a person wants to see', async () => {
    const { page } = opened;
    await page.keyboard.press('Alt+3');
    const grid = page.getByRole('grid', { name: 'Cloud credentials' });
    await grid.getByRole('columnheader', { name: 'Region' }).waitFor();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Region' }).click();
    await page.keyboard.press('Escape');
    await grid.getByRole('columnheader', { name: 'Region' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+1');
    await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
    await page.keyboard.press('Alt+3');
    await grid.getByRole('columnheader', { name: 'Name' }).waitFor();
    expect(await grid.getByRole('columnheader', { name: 'Region' }).count()).toBe(0);
  });
});

describe('warnings before a PIN is typed', () => {
  it('asks before the last try, and sends what was answered once', async () => {
    const { page, show } = opened;
    await show(
      unlockScript(
        { token: token({ pinState: 'final-try' }), pinInTwoParts: true },
        { error: anError({ code: 'hsm.pin-locked' }) },
      ),
    );
    const act = page.getByRole('button', { name: 'Log in to the HSM' });
    await page.getByText('One PIN try is left.').waitFor();
    await page.getByLabel('First part of the PIN').fill('1234');
    await page.getByLabel('Second part of the PIN').fill('5678');
    expect(await act.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: /Use the last try/ }).check();
    expect(await axeFindings(page)).toEqual([]);
    await act.click();
    await page.getByText('The token has locked its PIN after too many wrong tries.').waitFor();
    expect(await page.getByLabel('First part of the PIN').inputValue()).toBe('');
    expect(await page.getByLabel('Second part of the PIN').inputValue()).toBe('');
  });

  it('takes no PIN for a token that is locked, or a module that has changed', async () => {
    const { page, show } = opened;
    await show(unlockScript({ token: token({ pinState: 'locked' }) }));
    await page.getByText('The token has locked its PIN.').waitFor();
    expect(await page.getByLabel('PIN', { exact: true }).isDisabled()).toBe(true);
    await show(unlockScript({ approvedSha256: 'a'.repeat(64) }));
    await page.getByText('The HSM module is not the file that was approved.').waitFor();
    expect(await page.getByLabel('PIN', { exact: true }).isDisabled()).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
  });
});

describe('notices of the frame', () => {
  it('says that the HSM is gone, that the log is broken, and that jobs need a person', async () => {
    const { page, show } = opened;
    await show(
      fullFrameScript({
        hsm: { ...status().hsm, state: 'disconnected', reason: 'host-died' },
        integrity: { state: 'broken', verifiedTo: 10, at: null, firstBad: 11 },
        jobs: { running: 2, queued: 1, needsAttention: 3, stopped: null },
      }),
    );
    await page.getByText('The console is not logged in to the HSM.').waitFor();
    await page.getByText('The first entry that does not verify is number 11.').waitFor();
    await page.getByRole('img', { name: '3 jobs need attention' }).waitFor();
    await page.getByRole('button', { name: /^2 jobs running, 1 queued/ }).click();
    await page.getByRole('region', { name: 'Job activity' }).getByText('Step 4 of 7').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });
});

describe('the wizard', () => {
  it('loses nothing by going back, and gives axe nothing to find on its pages', async () => {
    const { page, show } = opened;
    await show(setupScript);
    const next = page.getByRole('button', { name: 'Next' });
    await next.click();
    await page.getByRole('radio', { name: 'Token of an HSM' }).check();
    await page.getByRole('combobox', { name: 'Module' }).click();
    await page.getByRole('option', { name: /SoftHSM 2/ }).click();
    await page.getByRole('button', { name: 'Look at the module' }).click();
    expect(await page.getByRole('radio', { name: 'old partition' }).isDisabled()).toBe(true);
    await page.getByRole('radio', { name: 'payments-prod' }).check();
    expect(await axeFindings(page)).toEqual([]);
    await next.click();
    await page.getByText('Few PIN tries are left.').waitFor();
    await page.getByLabel('PIN', { exact: true }).fill('1234');
    await page.getByRole('checkbox', { name: /Two custodians/ }).check();
    // What one person typed whole is not one of two parts.
    expect(await page.getByLabel('First part of the PIN').inputValue()).toBe('');
    await page.getByLabel('First part of the PIN').fill('12');
    await page.getByLabel('Second part of the PIN').fill('34');
    expect(await axeFindings(page)).toEqual([]);
    await next.click();
    await page.getByLabel('Login name').first().fill('Not A Name');
    await next.click();
    await page.getByText('Use 2 to 64 small letters').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Back' }).click();
    expect(await page.getByLabel('First part of the PIN').inputValue()).toBe('12');
    await page.getByRole('button', { name: 'Back' }).click();
    expect(await page.getByRole('radio', { name: 'payments-prod' }).isChecked()).toBe(true);
  });
});

describe('the wizard of a PRODUCTION installation', () => {
  it('says how many administrators it needs before they are typed, and goes on with no fewer', async () => {
    const { page, show } = opened;
    await show(productionSetupScript);
    const next = page.getByRole('button', { name: 'Next' });
    await page.getByText('three administrators', { exact: false }).first().waitFor();
    await next.click();
    await page.getByRole('combobox', { name: 'Module' }).click();
    await page.getByRole('option', { name: /openCryptoki/ }).click();
    await page.getByRole('button', { name: 'Look at the module' }).click();
    await page.getByRole('radio', { name: 'payments-prod' }).check();
    await next.click();
    await page.getByLabel('PIN', { exact: true }).fill('1234');
    await next.click();
    await page.getByText('PRODUCTION needs three administrators: one asks').waitFor();
    await page.getByText('two are chosen').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await keepScreenshot(page, 'setup-production-identities');
    await next.click();
    await page.getByRole('heading', { name: 'Who will work with the console?' }).waitFor();
    await page.getByRole('button', { name: 'Add an identity' }).click();
    await page.getByText('two are chosen').waitFor({ state: 'detached' });
    expect(await axeFindings(page)).toEqual([]);
  });
});

describe('half a login', () => {
  it('shows who is in, and nothing of the console', async () => {
    const { page, show } = opened;
    await show(halfLoginScript);
    await page.getByText('1 of 2 logged in').waitFor();
    await page.getByText('María Santos (maria)').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  });
});

describe('the last PIN try at set-up', () => {
  it('is used only after a person has decided to, and the token is asked once', async () => {
    const { page, show } = opened;
    await show({
      ...setupScript,
      'setup.complete': [
        { error: anError({ code: 'hsm.pin-final-try' }) },
        { error: anError({ code: 'hsm.pin-locked' }) },
      ],
    });
    await walkToReview(page);
    await page.getByRole('button', { name: 'Set up the console' }).click();
    await page.getByText('The token warns that one try is left').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('heading', { name: /^PIN of/ }).waitFor();
    const next = page.getByRole('button', { name: 'Next' });
    expect(await next.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: /Use the last try/ }).check();
    expect(await axeFindings(page)).toEqual([]);
    await next.click();
  });
});
