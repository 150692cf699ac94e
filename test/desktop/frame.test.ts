// The frame in the real console, by keyboard and by name: menu, palette, shortcuts, HSM, logins, what is remembered.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { walkBothIn, walkSetup, walkUnlock } from '../support/walk';

const dataDir = temporaryDataDir();
let launched: LaunchedConsole;
let window: Page;
/** What the page complained of: a refused style or script would be here. */
const complaints: string[] = [];

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  window = launched.window;
  window.on('console', (message) => complaints.push(message.text()));
  window.on('pageerror', (error) => complaints.push(String(error)));
  await walkSetup(window);
  await walkBothIn(window);
}, 180_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
}, 60_000);

const heading = (name: string) => window.getByRole('heading', { level: 1, name });

describe('the frame', () => {
  it('shows exact times in UTC when asked, from the first moment of a login', async () => {
    await window.getByRole('switch', { name: 'Relative times' }).uncheck();
    await window.getByRole('switch', { name: 'Times in UTC' }).check();
    await window.keyboard.press('Alt+6');
    await heading('Audit Logs').waitFor();
    await window
      .getByText(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} UTC$/)
      .first()
      .waitFor();
    await window.getByRole('switch', { name: 'Relative times' }).check();
    await window.keyboard.press('Alt+1');
    await heading('Dashboard').waitFor();
  });

  it('opens every area of the menu, and has no others', async () => {
    const links = window.getByRole('navigation', { name: 'Navigation' }).getByRole('link');
    const areas = [
      'Dashboard',
      'Keys',
      'Cloud Credentials',
      'Approvals',
      'Jobs',
      'Audit Logs',
      'Reports',
      'Identities',
      'Roles',
      'HSM',
      'Approval policy',
      'Backup',
      'Settings',
    ];
    // A badge is no part of an area's name.
    const names = (await links.allInnerTexts()).map((text) => text.split('\n')[0]);
    expect(names).toEqual(areas);
    for (const name of [...areas.slice(1), 'Dashboard']) {
      await links.getByText(name, { exact: true }).click();
      await heading(name).waitFor();
    }
  });

  it('is walked by keyboard alone: areas by number, any screen by Ctrl+K, the list of keys by ?', async () => {
    await window.keyboard.press('Alt+5');
    await heading('Jobs').waitFor();
    await window.keyboard.press('Control+k');
    const find = window.getByRole('combobox', { name: 'Find a screen or an object' });
    await find.waitFor();
    await window.keyboard.type('audit');
    await window.getByRole('option', { name: /Audit Logs/ }).waitFor();
    await window.keyboard.press('Enter');
    await heading('Audit Logs').waitFor();
    await window.keyboard.press('Alt+1');
    await heading('Dashboard').waitFor();
    await window.keyboard.press('?');
    const list = window.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await list.waitFor();
    await window.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
  });

  it('takes ? typed into a field as text', async () => {
    await window.keyboard.press('Alt+6');
    await heading('Audit Logs').waitFor();
    const filter = window.getByRole('main').getByRole('searchbox').first();
    await filter.click();
    await window.keyboard.type('?');
    expect(await filter.inputValue()).toBe('?');
    expect(await window.getByRole('dialog').count()).toBe(0);
    await filter.fill('');
  });

  it.each(['light', 'dark'] as const)('gives axe nothing to find on any screen, %s', async (colorScheme) => {
    await window.emulateMedia({ colorScheme });
    for (const number of [1, 2, 3, 4, 5, 6]) {
      await window.keyboard.press(`Alt+${String(number)}`);
      await window.getByRole('heading', { level: 1 }).waitFor();
      await window.waitForTimeout(300);
      expect(await axeFindings(window)).toEqual([]);
    }
    await window.emulateMedia({ colorScheme: null });
  });

  it('locks the console when somebody logs out of the HSM: the PIN first, then the people again', async () => {
    await window.getByRole('button', { name: /^HSM/ }).click();
    await window.getByRole('dialog', { name: 'HSM' }).getByRole('button', { name: 'Log out of the HSM' }).click();
    const confirm = window.getByRole('dialog', { name: 'Log out of the HSM?' });
    expect(await confirm.innerText()).toContain('everybody is logged out');
    expect(await axeFindings(window)).toEqual([]);
    await confirm.getByRole('button', { name: 'Log out of the HSM' }).click();
    await window.getByRole('heading', { name: 'Log in to the HSM' }).waitFor();
    expect(await window.getByRole('navigation').count()).toBe(0);
    await walkUnlock(window);
    await window.getByRole('heading', { name: 'Log in', exact: true }).waitFor();
    await walkBothIn(window);
    expect(await window.getByRole('button', { name: /^HSM/ }).innerText()).toContain('Logged in');
  }, 60_000);

  it('remembers the collapsed menu for the identity, and shows nothing of it after logging out', async () => {
    await window.keyboard.press('Control+b');
    await window.getByRole('button', { name: 'Expand the navigation' }).waitFor();
    // Kept a moment after the last change.
    await window.waitForTimeout(800);
    await window.getByRole('button', { name: /^Who is logged in/ }).click();
    await window.getByRole('button', { name: 'Log out all identities' }).click();
    await window.getByRole('heading', { name: 'Log in', exact: true }).waitFor();
    expect(await window.getByRole('navigation').count()).toBe(0);
    await walkBothIn(window);
    await window.getByRole('button', { name: 'Expand the navigation' }).waitFor();
    await window.keyboard.press('Control+b');
  }, 60_000);

  it('has broken no rule of its own policy meanwhile', () => {
    expect(complaints).toEqual([]);
  });
});
