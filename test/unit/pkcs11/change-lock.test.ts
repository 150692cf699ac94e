// Reads run together, a change runs alone, and nobody overtakes.
import { describe, expect, it } from 'vitest';
import { ChangeLock } from '../../../electron/adapters/pkcs11/host/change-lock';

describe('the lock of a token', () => {
  /** Starts work under the lock and lets the test end it. */
  function opened() {
    const lock = new ChangeLock();
    const events: string[] = [];
    const ends = new Map<string, () => void>();
    const start = (kind: 'read' | 'change', name: string): Promise<void> =>
      lock[kind](() => {
        events.push(`${name} begins`);
        return new Promise<void>((resolve) => ends.set(name, resolve));
      }).then(() => void events.push(`${name} ends`));
    const end = async (name: string): Promise<void> => {
      ends.get(name)?.();
      await settle();
    };
    return { lock, events, start, end };
  }
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('lets reads run side by side', async () => {
    const { events, start } = opened();
    void start('read', 'a');
    void start('read', 'b');
    await settle();
    expect(events).toEqual(['a begins', 'b begins']);
  });

  it('lets a change wait for the reads before it, and the reads after it wait for the change', async () => {
    const { events, start, end } = opened();
    void start('read', 'a');
    void start('change', 'b');
    void start('read', 'c');
    await settle();
    expect(events).toEqual(['a begins']);
    await end('a');
    expect(events).toEqual(['a begins', 'a ends', 'b begins']);
    await end('b');
    expect(events.slice(3)).toEqual(['b ends', 'c begins']);
  });

  it('lets one change run after the other', async () => {
    const { events, start, end } = opened();
    void start('change', 'a');
    void start('change', 'b');
    await settle();
    expect(events).toEqual(['a begins']);
    await end('a');
    expect(events).toEqual(['a begins', 'a ends', 'b begins']);
  });

  it('goes on after a failure, which only its caller hears of', async () => {
    const { lock } = opened();
    const failed = lock.change(() => Promise.reject(new Error('no')));
    const next = lock.read(() => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });
});
