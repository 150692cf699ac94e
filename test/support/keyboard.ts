// Walks through a window by keyboard alone: what cannot be reached by keys is not found.
import type { Locator, Page } from 'playwright-core';

export interface Keyboard {
  /** Tab (or Shift+Tab) until the focus is on what the locator finds, or in it. */
  to(target: Locator): Promise<void>;
  /** To the field, and its text. */
  type(target: Locator, text: string): Promise<void>;
  /** To the button or link, and Enter. */
  press(target: Locator): Promise<void>;
  /** One key where the focus is. */
  key(name: string): Promise<void>;
}

const most = 120;

export function keyboardOf(page: Page): Keyboard {
  const focused = (target: Locator): Promise<boolean> =>
    target.evaluateAll((found) => found.some((element) => element.contains(document.activeElement)));
  const keyboard: Keyboard = {
    async to(target) {
      await target.first().waitFor();
      for (let pressed = 0; pressed < most; pressed += 1) {
        if (await focused(target)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`not reached by keyboard: ${String(target)}`);
    },
    async type(target, text) {
      await keyboard.to(target);
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
    },
    async press(target) {
      await keyboard.to(target);
      await page.keyboard.press('Enter');
    },
    key: (name) => page.keyboard.press(name),
  };
  return keyboard;
}
