// Notices that a person uses the window, by the input that Chromium delivers to it: the page itself has no say in it.
import type { BrowserWindow } from 'electron';

/** Moving the mouse is many events a second; one is enough. */
const atMostEveryMs = 1000;

/** Calls `active` when a key, a mouse button, the wheel or the mouse has been moved in the window. */
export function noteInput(window: BrowserWindow, active: () => void): void {
  let lastMs = Number.NEGATIVE_INFINITY;
  window.webContents.on('input-event', () => {
    const nowMs = performance.now();
    if (nowMs - lastMs < atMostEveryMs) return;
    lastMs = nowMs;
    active();
  });
}
