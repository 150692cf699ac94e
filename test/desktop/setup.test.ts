// The wizard and the logins in the real console: real Electron, real SoftHSM token, real store.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { axeFindings } from '../support/axe';
import { jonas, maria, walkBothIn, walkLogin, walkSetup, walkUnlock } from '../support/walk';

const dataDir = temporaryDataDir();
let launched: LaunchedConsole;

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
}, 60_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
}, 60_000);

describe('first start', () => {
  it('names what keeps the installation from being PRODUCTION, and does not offer it', async () => {
    const { window } = launched;
    await window.getByRole('radio', { name: 'EVALUATION' }).waitFor();
    expect(await window.getByRole('radio', { name: 'PRODUCTION' }).isDisabled()).toBe(true);
    expect(await window.getByText('The console must run from its packaged build.').isVisible()).toBe(true);
    expect(await axeFindings(window)).toEqual([]);
  });

  it('goes from nothing to the login in the wizard', async () => {
    await walkSetup(launched.window);
    expect(await launched.window.getByRole('region', { name: 'Environment' }).innerText()).toContain('EVALUATION');
  }, 120_000);

  it('shows nothing but the login while one of two identities is in', async () => {
    const { window } = launched;
    await walkLogin(window, maria);
    await window.getByText('1 of 2 logged in').waitFor();
    expect(await window.getByRole('navigation').count()).toBe(0);
    expect(await axeFindings(window)).toEqual([]);
  }, 60_000);

  it('refuses a wrong password, says that nothing was changed, and keeps none', async () => {
    const { window } = launched;
    await walkLogin(window, { ...jonas, password: 'not the password' });
    const alert = window.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('The name, the password or the code is not right.');
    expect(await alert.innerText()).toContain('Nothing was changed.');
    expect(await window.getByLabel('Password', { exact: true }).inputValue()).toBe('');
  }, 60_000);

  it('refuses the same identity as its own second login', async () => {
    const { window } = launched;
    await walkLogin(window, maria);
    await window.getByText('This identity is logged in already.').waitFor();
  }, 60_000);

  it('opens the frame when the second identity joins, with both named', async () => {
    const { window } = launched;
    await walkLogin(window, jonas);
    await window.getByRole('navigation', { name: 'Navigation' }).waitFor();
    expect(await window.getByRole('button', { name: /^Who is logged in/ }).innerText()).toBe('maria + jonas');
    expect(await window.getByRole('button', { name: /^HSM/ }).innerText()).toContain('Logged in');
    expect(await axeFindings(window)).toEqual([]);
  }, 60_000);
});

describe('later start', () => {
  it('asks for the PIN first, refuses a wrong one without giving anything away, then for the people', async () => {
    await launched.close();
    launched = await launchConsole({ dataDir: dataDir.path });
    const { window } = launched;
    await window.getByRole('heading', { name: 'Log in to the HSM' }).waitFor();
    expect(await window.getByRole('region', { name: 'Environment' }).innerText()).toContain('EVALUATION');
    expect(await axeFindings(window)).toEqual([]);
    await walkUnlock(window, 'not-the-pin');
    await window.getByText('The HSM refuses the PIN').waitFor();
    expect(await window.getByLabel('PIN', { exact: true }).inputValue()).toBe('');
    expect(await window.getByRole('heading', { name: 'Log in', exact: true }).count()).toBe(0);
    await walkUnlock(window);
    await window.getByRole('heading', { name: 'Log in', exact: true }).waitFor();
    await walkBothIn(window);
  }, 120_000);
});
