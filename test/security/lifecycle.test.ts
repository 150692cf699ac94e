// The rule that the program always ends: a console that hangs while it closes is given ten seconds, on a manual clock.
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsoleApp } from '../../electron/shell/console-app';

const electron = vi.hoisted(() => ({ exit: vi.fn(), app: null as EventEmitter | null }));
vi.mock('electron', () => {
  const app = Object.assign(new EventEmitter(), {
    exit: electron.exit,
    quit: () => app.emit('before-quit', { preventDefault: () => undefined }),
    isReady: () => false,
  });
  electron.app = app;
  return { app, dialog: {} };
});
const { manageLifecycle } = await import('../../electron/shell/lifecycle');

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const consoleThatCloses = (close: () => Promise<void>): ConsoleApp => ({
  active: () => undefined,
  dispatch: () => Promise.reject(new Error('unused')),
  close,
});
const quit = (): void => void electron.app?.emit('before-quit', { preventDefault: () => undefined });

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(process, 'on').mockReturnThis();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  electron.app?.removeAllListeners();
  electron.exit.mockClear();
  log.error.mockClear();
});

describe('the end of the program', () => {
  it('waits for the console to log out of the HSM', async () => {
    let resolve: () => void = () => undefined;
    const promise = new Promise<void>((done) => (resolve = done));
    const lifecycle = manageLifecycle({ window: () => null, log });
    lifecycle.own(Promise.resolve(consoleThatCloses(() => promise)));
    quit();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(electron.exit).not.toHaveBeenCalled();
    resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(electron.exit).toHaveBeenCalledWith(0);
    expect(log.error).not.toHaveBeenCalled();
  });

  it('comes after ten seconds when logging out hangs, and is logged', async () => {
    const lifecycle = manageLifecycle({ window: () => null, log });
    lifecycle.own(Promise.resolve(consoleThatCloses(() => new Promise(() => undefined))));
    quit();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(electron.exit).toHaveBeenCalledWith(0);
    expect(log.error).toHaveBeenCalledWith('app.close-failed', expect.objectContaining({ code: 'internal' }));
  });

  it('closes the console once, however often it is asked for', async () => {
    const close = vi.fn(() => Promise.resolve());
    const lifecycle = manageLifecycle({ window: () => null, log });
    lifecycle.own(Promise.resolve(consoleThatCloses(close)));
    quit();
    quit();
    await vi.advanceTimersByTimeAsync(0);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('comes with exit code 1 when the console could not be composed', async () => {
    const lifecycle = manageLifecycle({ window: () => null, log });
    const failure = Promise.reject<ConsoleApp>(new Error('no disk'));
    lifecycle.own(failure);
    await failure.catch((thrown: unknown) => lifecycle.fail('title', (code, ref) => `${code} ${ref}`, thrown));
    await vi.advanceTimersByTimeAsync(0);
    expect(electron.exit).toHaveBeenCalledWith(1);
  });
});
