// Where the window opens: the remembered place is a suggestion from a file anybody could have written.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeWindow, readWindowState, writeWindowState } from '../../electron/shell/window-state';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const state = { x: 50, y: 60, width: 1200, height: 800, maximized: false };
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kmes-window-state-'));
  file = join(folder, 'window-state.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the remembered window state', () => {
  it('comes back as it was written', () => {
    writeWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"x":'],
    ['a list', '[]'],
    ['a field too many', JSON.stringify({ ...state, preload: '/tmp/x.js' })],
    ['a text for a number', JSON.stringify({ ...state, width: '1200' })],
    ['a window below the minimum', JSON.stringify({ ...state, width: 10 })],
    ['a place beyond any screen', JSON.stringify({ ...state, x: 1e12 })],
    ['a very long text', JSON.stringify({ ...state }) + ' '.repeat(5000)],
  ])('is ignored when the file holds %s', (_what, text) => {
    writeFileSync(file, text);
    expect(readWindowState(file)).toBeNull();
  });

  it('is absent at the first start', () => {
    expect(readWindowState(file)).toBeNull();
  });
});

describe('the place of the window', () => {
  it('is the remembered one when it is on a screen', () => {
    expect(placeWindow(state, [screen])).toEqual(state);
  });

  it.each([
    ['left of it', { ...state, x: -1190 }],
    ['below it', { ...state, y: 1070 }],
    ['above it, with the title bar out of reach', { ...state, y: -20 }],
    ['on a screen that is gone', { ...state, x: 2500 }],
  ])('is centred, with its size kept, when the remembered one is %s', (_where, remembered) => {
    expect(placeWindow(remembered, [screen])).toEqual({ x: 360, y: 140, width: 1200, height: 800, maximized: false });
  });

  it('is centred at the first start and fits a small screen', () => {
    expect(placeWindow(null, [{ x: 0, y: 30, width: 1280, height: 770 }])).toEqual({
      x: 0,
      y: 30,
      width: 1280,
      height: 770,
      maximized: false,
    });
  });
});
