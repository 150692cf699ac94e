// What the gateway passes on and what it answers, with the dispatcher replaced: the parts a running app cannot show.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ConsoleError } from '../../shared/errors';
import type { ConsoleApp } from '../../electron/shell/console-app';

type Handler = (event: unknown, payload: unknown) => Promise<unknown>;
const handlers = vi.hoisted(() => new Map<string, (event: unknown, payload: unknown) => Promise<unknown>>());
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, handler: Handler) => handlers.set(channel, handler) },
}));
const { eventPublisher, registerIpcGateway } = await import('../../electron/shell/ipc-gateway');

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const mainFrame = { parent: null, frameTreeNodeId: 7, origin: 'app://console', url: 'app://console/' };
const contents = { id: 1, mainFrame, isDestroyed: () => false, isCrashed: () => false, send: vi.fn() };
const ours = { sender: contents, senderFrame: mainFrame };
const stranger = { sender: { id: 2 }, senderFrame: mainFrame };
const dispatch = vi.fn<ConsoleApp['dispatch']>();

function register(console: Promise<Pick<ConsoleApp, 'dispatch'>>): Handler {
  registerIpcGateway({ contents: () => contents as never, console, log });
  return handlers.get('kmes:call:app.status') as Handler;
}

beforeEach(() => {
  vi.clearAllMocks();
  dispatch.mockReset();
});

describe('the gateway', () => {
  it('passes a payload of the page on, marked as trusted', async () => {
    dispatch.mockResolvedValue({ ok: true, value: 1 });
    const call = register(Promise.resolve({ dispatch, close: () => Promise.resolve() }));
    expect(await call(ours, { a: 1 })).toEqual({ ok: true, value: 1 });
    expect(dispatch).toHaveBeenCalledExactlyOnceWith('app.status', { a: 1 }, { trusted: true });
  });

  it('tells the dispatcher of a stranger without what the stranger sent', async () => {
    dispatch.mockResolvedValue({ ok: false, error: new ConsoleError('auth.sender-refused').toShape() });
    const call = register(Promise.resolve({ dispatch, close: () => Promise.resolve() }));
    expect(await call(stranger, { secret: 1 })).toMatchObject({ ok: false, error: { code: 'auth.sender-refused' } });
    expect(dispatch).toHaveBeenCalledExactlyOnceWith('app.status', undefined, { trusted: false });
  });

  it('refuses a stranger even if the dispatcher were to answer', async () => {
    dispatch.mockResolvedValue({ ok: true, value: 'everything' });
    const call = register(Promise.resolve({ dispatch, close: () => Promise.resolve() }));
    expect(await call(stranger, {})).toMatchObject({ ok: false, error: { code: 'auth.sender-refused' } });
  });

  it('does not pass an oversized payload on', async () => {
    const call = register(Promise.resolve({ dispatch, close: () => Promise.resolve() }));
    expect(await call(ours, 'x'.repeat(70_000))).toMatchObject({ ok: false, error: { code: 'input.too-large' } });
    expect(dispatch).not.toHaveBeenCalled();
  });

  it('answers a defect by code, with nothing of its text', async () => {
    dispatch.mockRejectedValue(new Error('SELECT secret FROM /path'));
    const call = register(Promise.resolve({ dispatch, close: () => Promise.resolve() }));
    const answer = await call(ours, {});
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal', certainty: 'unknown' } });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it('answers while the console could not be composed', async () => {
    const failed = Promise.reject<ConsoleApp>(new ConsoleError('store.in-use'));
    failed.catch(() => undefined);
    expect(await register(failed)(ours, {})).toMatchObject({ ok: false, error: { code: 'store.in-use' } });
  });
});

describe('an event', () => {
  it('in the shape of its schema reaches the window', () => {
    eventPublisher(() => contents as never, log)('changed', { topics: ['jobs'] });
    expect(contents.send).toHaveBeenCalledExactlyOnceWith('kmes:event:changed', { topics: ['jobs'] });
  });

  it('of another shape is not sent, and logged', () => {
    eventPublisher(() => contents as never, log)('changed', { topics: ['secrets'] } as never);
    expect(contents.send).not.toHaveBeenCalled();
    expect(log.error).toHaveBeenCalledOnce();
  });

  it('carries nothing its schema does not name', () => {
    eventPublisher(() => contents as never, log)('changed', { topics: ['jobs'], pin: '1234' } as never);
    expect(contents.send).toHaveBeenCalledExactlyOnceWith('kmes:event:changed', { topics: ['jobs'] });
  });

  it('without a window goes nowhere', () => {
    eventPublisher(() => null, log)('changed', { topics: ['jobs'] });
    expect(contents.send).not.toHaveBeenCalled();
  });
});
