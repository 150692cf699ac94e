// Pictures of the window in both themes, for the README (`npm run screenshots`).
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Motion of the window is at most 180 ms long (renderer/app/theme.ts). */
const SETTLED_MS = 400;

export interface Pictures {
  /** Writes NAME-light.png and NAME-dark.png. */
  take(name: string): Promise<void>;
}

/** Pictures of 1440 × 900 pixels in the folder; of a small window as it is. */
export async function takePictures(page: Page, folder: string, small = false): Promise<Pictures> {
  mkdirSync(folder, { recursive: true });
  if (!small) await page.setViewportSize({ width: 1440, height: 900 });
  return {
    async take(name) {
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(SETTLED_MS);
        // The driver would hide the caret by an inline style, which the page's policy refuses.
        await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), caret: 'initial' });
      }
      await page.emulateMedia({ colorScheme: null });
    },
  };
}
