// Sessions are borrowed, bounded, and thrown away after a failure.
import { describe, expect, it } from 'vitest';
import type { Library } from '../../../electron/adapters/pkcs11/host/pkcs11-api';
import { SessionPool } from '../../../electron/adapters/pkcs11/host/session-pool';
import type { Session } from '../../../electron/adapters/pkcs11/host/session-calls';

function pooled(limit: number) {
  const open = new Set<number>();
  let next = 0;
  let most = 0;
  const library = {
    C_OpenSession: () => {
      open.add((next += 1));
      most = Math.max(most, open.size);
      return Buffer.from([next]);
    },
    C_CloseSession: (handle: Buffer) => {
      if (!open.delete(handle[0]!)) throw new Error('CKR_SESSION_HANDLE_INVALID:179');
    },
  } as unknown as Library;
  return { pool: new SessionPool(library, Buffer.alloc(8), limit), open, most: () => most, opened: () => next };
}

describe('the session pool', () => {
  it('opens no more sessions than its limit, and all work gets its turn', async () => {
    const { pool, most, opened } = pooled(3);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        pool.use(() => new Promise<number>((resolve) => setImmediate(() => resolve(n)))),
      ),
    );
    expect(results).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(most()).toBe(3);
    expect(opened()).toBe(3);
  });

  it('lends a session to one at a time', async () => {
    const { pool } = pooled(2);
    const lent = new Set<Session>();
    await Promise.all(
      Array.from({ length: 10 }, () =>
        pool.use(async (session) => {
          expect(lent.has(session)).toBe(false);
          lent.add(session);
          await new Promise((resolve) => setImmediate(resolve));
          lent.delete(session);
        }),
      ),
    );
  });

  it('closes a session after a failure: an operation may be active in it', async () => {
    const { pool, open } = pooled(1);
    await expect(pool.use(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(open.size).toBe(0);
    await expect(pool.use(() => 'again')).resolves.toBe('again');
  });

  it('refuses who waits and who comes once it is closed, and closes what is lent when it comes back', async () => {
    const { pool, open } = pooled(1);
    let end = (): void => {};
    const running = pool.use(() => new Promise<void>((resolve) => (end = resolve)));
    const waiting = pool.use(() => 'never');
    pool.close();
    await expect(waiting).rejects.toMatchObject({ code: 'hsm.disconnected' });
    await expect(pool.use(() => 'never')).rejects.toMatchObject({ code: 'hsm.disconnected' });
    expect(open.size).toBe(1);
    end();
    await running;
    expect(open.size).toBe(0);
  });
});
