// A damaged file: every flipped byte ends in a clean `store.damaged` or in exactly the data that was written, never in anything else.
import { copyFile, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqliteStoreFactory } from '../../../electron/adapters/sqlite/sqlite-store-factory';
import { ConsoleError } from '../../../shared/errors';
import type { Store } from '../../../electron/ports/store';
import { auditEvent, credentialRow, groupRow, identityRow, jobRow, keyRow } from '../../support/builders/store-rows';
import { idOf } from '../../support/builders/views';
import { memoryLog, standingClock, storeBench, storeId, storeKey } from './store-bench';

/** Everything a store holds, read through every table. */
async function everything(store: Store): Promise<unknown> {
  return store.read(async (tx) => {
    const entries: string[] = [];
    for await (const batch of tx.audit.scan(1)) entries.push(...batch.map(({ text, hash }) => `${text} ${hash}`));
    return {
      entries,
      identities: await tx.identities.list(),
      credentials: await tx.credentials.list(),
      groups: await tx.groups.list(),
      keys: await tx.keys.list(),
      jobs: await tx.jobs.list({ limit: 100 }),
      found: (await tx.audit.list({ text: 'changed' }, { limit: 500 })).total,
      byCategory: (await tx.audit.list({ categories: ['Key groups'] }, { limit: 500 })).total,
    };
  });
}

let source: string;
let whole: unknown;
const parts = (dataDir: string) => ({ dataDir, clock: standingClock(), log: memoryLog() });

beforeAll(async () => {
  source = await mkdtemp(join(tmpdir(), 'kmes-damage-'));
  const store = await sqliteStoreFactory(parts(source)).create(storeKey, { id: storeId, environment: 'EVALUATION' });
  await store.write(async (tx) => {
    await tx.identities.put(identityRow());
    await tx.credentials.put(credentialRow());
    for (let index = 0; index < 10; index += 1) {
      await tx.groups.put(groupRow({ id: idOf(0x200 + index) }, `group ${index}`));
      await tx.keys.put(keyRow({ id: idOf(0x300 + index), groupId: idOf(0x200 + index) }));
      await tx.jobs.put(jobRow({ id: idOf(0x400 + index) }));
      await tx.record(auditEvent({ facts: { index } }));
    }
  });
  whole = await everything(store);
  await store.close();
});
afterAll(() => rm(source, { recursive: true, force: true }));

async function withFile(
  change: (path: string) => Promise<void>,
  check: (dataDir: string) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kmes-damaged-'));
  try {
    await copyFile(join(source, 'store.db'), join(dataDir, 'store.db'));
    await change(join(dataDir, 'store.db'));
    await check(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** What comes of opening and reading all of it: the error's code, or the data. */
async function outcome(dataDir: string): Promise<unknown> {
  const factory = sqliteStoreFactory(parts(dataDir));
  let store: Store | undefined;
  try {
    store = await factory.open(storeKey);
    return await everything(store);
  } catch (thrown) {
    return thrown instanceof ConsoleError ? thrown.code : thrown;
  } finally {
    await store?.close();
  }
}

async function flip(path: string, position: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, position);
    await file.write(Buffer.from([(buffer[0] ?? 0) ^ 0x01]), 0, 1, position);
  } finally {
    await file.close();
  }
}

describe('a flipped bit', () => {
  it('on every page of the file, at its start, in the middle and in its MAC, is a clean error or changes nothing', async () => {
    const { size } = await stat(join(source, 'store.db'));
    const pages = size / 4096;
    expect(pages).toBeGreaterThan(20);
    const outcomes = new Map<unknown, number>();
    for (let page = 0; page < pages; page += 1) {
      for (const offset of [0, 17, 1500, 2048 + page, 4096 - 80, 4096 - 40, 4096 - 1]) {
        await withFile(
          (path) => flip(path, page * 4096 + offset),
          async (dataDir) => {
            const came = await outcome(dataDir);
            if (came !== 'store.damaged') expect(came).toEqual(whole);
            outcomes.set(typeof came, (outcomes.get(typeof came) ?? 0) + 1);
          },
        );
      }
    }
    // The few that are not noticed lie in pages or bytes that nothing here reads: unused pages and the end of a MAC's reserve.
    expect(outcomes.get('string')).toBeGreaterThan(pages * 4);
  }, 60_000);

  it('in a page read only later ends that read and the next one alike, and the store still closes', async () => {
    const { size } = await stat(join(source, 'store.db'));
    const seen: number[] = [];
    for (let page = 1; page < size / 4096 && seen.length === 0; page += 1) {
      await withFile(
        (path) => flip(path, page * 4096 + 100),
        async (dataDir) => {
          const store = await sqliteStoreFactory(parts(dataDir))
            .open(storeKey)
            .catch(() => null);
          if (store === null) return;
          for (let again = 0; again < 2; again += 1) {
            await everything(store).catch((thrown: unknown) => {
              expect(thrown).toMatchObject({ code: 'store.damaged' });
              seen.push(page);
            });
          }
          await store.close();
        },
      );
    }
    expect(seen.length).toBeGreaterThan(0);
  });
});

describe('a file', () => {
  it.each([
    ['empty', (path: string) => writeFile(path, '')],
    ['of another kind', (path: string) => writeFile(path, 'AccessID,AccessKey\n'.repeat(1000))],
    ['of zeros', (path: string) => writeFile(path, Buffer.alloc(64 * 1024))],
    [
      'of plain SQLite',
      (path: string) => writeFile(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8192)])),
    ],
    [
      'cut in the middle of a page',
      async (path: string) => writeFile(path, (await readFile(path)).subarray(0, 10 * 4096 + 100)),
    ],
    ['cut after a page', async (path: string) => writeFile(path, (await readFile(path)).subarray(0, 10 * 4096))],
    [
      'with two pages exchanged',
      async (path: string) => {
        const bytes = await readFile(path);
        const page = (number: number) => bytes.subarray(number * 4096, (number + 1) * 4096);
        await writeFile(path, Buffer.concat([bytes.subarray(0, 4 * 4096), page(5), page(4), bytes.subarray(6 * 4096)]));
      },
    ],
  ])('that is %s is damaged', async (_what, change) => {
    await withFile(change, async (dataDir) => expect(await outcome(dataDir)).toBe('store.damaged'));
  });
});

describe('another key', () => {
  it('opens nothing, says so, and leaves the store and its lease free', async () => {
    const bench = await storeBench();
    const store = await bench.create();
    await store.write((tx) => tx.record(auditEvent()));
    await store.close();
    await expect(bench.open(Uint8Array.from({ length: 32 }, () => 9))).rejects.toMatchObject({ code: 'store.damaged' });
    const again = await bench.open();
    expect((await again.read((tx) => tx.audit.head())).sequence).toBe(1);
  });

  it('of another length is refused', async () => {
    const bench = await storeBench();
    await expect(
      bench.factory.create(new Uint8Array(16), { id: storeId, environment: 'EVALUATION' }),
    ).rejects.toMatchObject({
      code: 'internal',
    });
    expect(await bench.factory.exists()).toBe(false);
  });
});

describe('the files of an open store', () => {
  it('hold no text that was written', async () => {
    const bench = await storeBench();
    const store = await bench.create();
    await store.write(async (tx) => {
      await tx.credentials.put(credentialRow());
      await tx.record(auditEvent({ facts: { marker: 'findable-marker-text' } }));
    });
    for (const name of ['store.db', 'store.db-wal', 'store.db-shm']) {
      const bytes = await readFile(join(bench.folder, name));
      for (const text of ['findable-marker-text', credentialRow().secretAccessKey, 'CREATE TABLE', 'SQLite format 3']) {
        expect(bytes.includes(Buffer.from(text)), `${text} in ${name}`).toBe(false);
      }
    }
    expect((await stat(join(bench.folder, 'store.db'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(bench.folder, 'store.db-wal'))).mode & 0o777).toBe(0o600);
  });
});
