// Types into main's own small window of a console under test, as a person would.
import type { ElectronApplication, Page } from 'playwright-core';
import { axeFindings } from './axe';

export const PROMPT_URL = 'app://console/prompt.html';

/** The window once its fields are drawn; the one that is open already, or the next that opens. */
export async function promptPage(app: ElectronApplication): Promise<Page> {
  const isPrompt = (page: Page): boolean => !page.isClosed() && page.url() === PROMPT_URL;
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    const open = app.windows().find(isPrompt);
    if (open !== undefined) {
      await open.locator('form').waitFor();
      return open;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('the window for passwords did not open');
}

/** What axe finds in the window as it is now, light and dark. */
export async function promptFindings(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await axeFindings(page)));
  }
  return found;
}

export interface PromptSigner {
  /** Part of the full or the login name that is offered. */
  readonly name: string;
  readonly password: string;
  readonly code?: string;
}

/** Chooses who signs, types, confirms; resolves when the window is closed. */
export async function signInPrompt(app: ElectronApplication, signer: PromptSigner): Promise<void> {
  const page = await promptPage(app);
  const closed = page.waitForEvent('close');
  await typeSignature(page, signer);
  await closed;
}

/** The same, leaving the window as it is afterwards: for tries that are refused. */
export async function typeSignature(page: Page, { name, password, code }: PromptSigner): Promise<void> {
  await page.getByRole('radio', { name }).check();
  await page.getByLabel('Password', { exact: true }).fill(password);
  if (code !== undefined) await page.getByLabel('One-time or recovery code').fill(code);
  // The window may be gone before the driver hears that it was clicked.
  await page
    .getByRole('button', { name: /^Sign and/ })
    .click()
    .catch(() => undefined);
}
