// Ways to the screens of the window, once both people are logged in.
import type { Page } from 'playwright-core';

export type ScreenName = 'Cloud Credentials' | 'Keys' | 'Jobs' | 'Audit Logs';

/** Through the navigation, until the screen's heading is there. */
export async function walkTo(window: Page, screen: ScreenName): Promise<void> {
  await window.getByRole('navigation', { name: 'Navigation' }).getByRole('link', { name: screen }).click();
  await window.getByRole('heading', { level: 1, name: screen }).waitFor();
}
