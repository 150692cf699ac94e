// What `npm start` says where no window can be shown.
import { describe, expect, it } from 'vitest';
import { hasDisplay, noDisplayMessage } from '../../../scripts/lib/display.mjs';

describe('a display', () => {
  it('is there with X11 or Wayland', () => {
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true);
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
  });
  it('is missing on Linux without either, also when they are empty', () => {
    expect(hasDisplay('linux', {})).toBe(false);
    expect(hasDisplay('linux', { DISPLAY: '', WAYLAND_DISPLAY: '' })).toBe(false);
  });
  it('needs no variable on macOS and Windows', () => {
    expect(hasDisplay('darwin', {})).toBe(true);
    expect(hasDisplay('win32', {})).toBe(true);
  });
});

describe('the message without one', () => {
  it('has a command that goes on, with the arguments that were given', () => {
    expect(noDisplayMessage([])).toContain('\n  xvfb-run -a npm start\n');
    expect(noDisplayMessage(['--data-dir', '/tmp/my data'])).toContain(
      "\n  xvfb-run -a npm start -- --data-dir '/tmp/my data'\n",
    );
  });
  it('quotes what a shell would take apart', () => {
    expect(noDisplayMessage(["it's; rm"])).toContain(`'it'\\''s; rm'`);
  });
});
