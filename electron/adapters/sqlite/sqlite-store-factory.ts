// Makes and opens the store's file in the data folder: lease, key, journal, migrations.
import { access, open as openFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { environments, type Environment } from '../../../shared/schemas/status';
import { ConsoleError } from '../../../shared/errors';
import type { Clock } from '../../ports/clock';
import type { Log } from '../../ports/log';
import type { Store, StoreFactory } from '../../ports/store';
import { queriesOn } from './kysely-dialect';
import { migrate, schemaVersion, type Migration } from './migrate';
import { migrations as allMigrations } from './migrations/migrations';
import { readerPool } from './reader-pool';
import { openConnection, type SqliteConnection } from './sqlite-connection';
import { sqliteStore } from './sqlite-store';
import { copyStore } from './store-copy';
import { stagedCopies } from './staged-copy';
import { takeLease, type StoreLease } from './store-lease';
import { syncFolder } from '../system/sync-folder';

export interface SqliteStoreFactoryParts {
  /** An existing folder. */
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Another list than the product's, for tests of the mechanism. */
  readonly migrations?: readonly Migration[];
  /** Entries that wait to be taken into the full-text index together; another number for tests. */
  readonly searchBatch?: number;
}

/** Searching as many entries one by one takes a few milliseconds. */
const usualSearchBatch = 256;

/** Names of the store's files in the data folder. */
export const storeFileNames = { store: 'store.db', lease: 'store.lease' } as const;

export function sqliteStoreFactory(parts: SqliteStoreFactoryParts): StoreFactory {
  const path = join(parts.dataDir, storeFileNames.store);
  const migrations = parts.migrations ?? allMigrations;
  const lease = (): Promise<StoreLease> => takeLease(join(parts.dataDir, storeFileNames.lease));

  /** Everything after the lease: gives it back when the file cannot be opened. */
  async function holding(work: (held: StoreLease) => Promise<Store>): Promise<Store> {
    const held = await lease();
    try {
      return await work(held);
    } catch (thrown) {
      await held.release();
      throw thrown;
    }
  }

  const staged = stagedCopies(path);
  return {
    exists: () => fileExists(path),
    openCopy: (copy, key) => openCopy(copy, checkedKey(key), parts, migrations),
    stage: (copy, watch) => staged.stage(copy, watch),
    unstage: () => staged.unstage(),
    async swapIn() {
      const held = await lease();
      try {
        return await staged.swapIn(() => renameAside(path, parts));
      } finally {
        await held.release();
      }
    },
    create: (key, identity) =>
      holding(async (held) => {
        if (await fileExists(path)) throw new ConsoleError('state.conflict', { facts: { reason: 'store-exists' } });
        await makeFile(path, checkedKey(key), identity, migrations);
        return openStore(path, key, held, parts, migrations);
      }),
    async setAside() {
      const held = await lease();
      try {
        return await renameAside(path, parts);
      } finally {
        await held.release();
      }
    },
    open: (key) =>
      holding(async (held) => {
        if (!(await fileExists(path))) throw new ConsoleError('store.damaged', { facts: { reason: 'missing' } });
        return openStore(path, checkedKey(key), held, parts, migrations);
      }),
  };
}

/** Builds the file under another name and renames it when it is whole: an interrupted set-up leaves no half store. */
async function makeFile(
  path: string,
  key: Uint8Array,
  identity: { readonly id: string; readonly environment: Environment },
  migrations: readonly Migration[],
): Promise<void> {
  const unfinished = `${path}.new`;
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${unfinished}${end}`, { force: true });
  // Made here and not by SQLite, so that nobody else may ever read it.
  await (await openFile(unfinished, 'wx', 0o600)).close();
  const connection = await openConnection(unfinished, key, 'write');
  try {
    await migrate(connection, migrations);
    await queriesOn(connection)
      .insertInto('meta')
      .values([
        { name: 'store-id', value: identity.id },
        { name: 'environment', value: identity.environment },
      ])
      .execute();
  } finally {
    await connection.close();
  }
  await rename(unfinished, path);
  await syncFolder(dirname(path));
}

/** The write-ahead log lets readers go on while something is written; every commit is on the disk before it is reported. */
const journal = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA fullfsync = ON;
PRAGMA checkpoint_fullfsync = ON;
PRAGMA journal_size_limit = 67108864;
`;

async function openStore(
  path: string,
  givenKey: Uint8Array,
  held: StoreLease,
  parts: SqliteStoreFactoryParts,
  migrations: readonly Migration[],
): Promise<Store> {
  // A copy of our own: readers are opened with it later, and it is wiped at the end.
  const key = Uint8Array.from(givenKey);
  const connection = await openConnection(path, key, 'write');
  const readers = readerPool(() => openConnection(path, key, 'read'));
  try {
    await connection.exec(journal);
    const { from, to } = await migrate(connection, migrations);
    if (from !== to) parts.log.info('store.migrated', { from, to });
    const { id, environment } = await readMeta(connection);
    return await sqliteStore({
      id,
      environment,
      connection,
      readers,
      copyTo: (copy, watch) => copyStore(() => openConnection(path, key, 'write'), copy, watch),
      clock: parts.clock,
      log: parts.log,
      searchBatch: parts.searchBatch ?? usualSearchBatch,
      release: async () => {
        key.fill(0);
        await held.release();
      },
    });
  } catch (thrown) {
    key.fill(0);
    await connection.close();
    throw thrown;
  }
}

/** No lease and no migration: whoever looks at a copy leaves it as it is. One that a later program wrote is `store.too-new`. */
async function openCopy(
  path: string,
  givenKey: Uint8Array,
  parts: SqliteStoreFactoryParts,
  migrations: readonly Migration[],
): Promise<Store> {
  if (!(await fileExists(path))) throw new ConsoleError('store.damaged', { facts: { reason: 'missing' } });
  const key = Uint8Array.from(givenKey);
  const connection = await openConnection(path, key, 'read');
  const readers = readerPool(() => openConnection(path, key, 'read'));
  try {
    const [found, known] = [await schemaVersion(connection), migrations.at(-1)?.version ?? 0];
    if (found > known) throw new ConsoleError('store.too-new', { facts: { found, known } });
    const store = await sqliteStore({
      ...(await readMeta(connection)),
      ...{
        connection,
        readers,
        clock: parts.clock,
        log: parts.log,
        searchBatch: Number.MAX_SAFE_INTEGER,
      },
      copyTo: () => Promise.reject(new ConsoleError('store.read-only')),
      release: () => Promise.resolve(void key.fill(0)),
    });
    store.freeze();
    return store;
  } catch (thrown) {
    key.fill(0);
    await connection.close();
    throw thrown;
  }
}

async function readMeta(
  connection: SqliteConnection,
): Promise<{ readonly id: string; readonly environment: Environment }> {
  const rows = await queriesOn(connection).selectFrom('meta').selectAll().execute();
  const id = rows.find(({ name }) => name === 'store-id')?.value;
  const environment = environments.find((known) =>
    rows.some(({ name, value }) => name === 'environment' && value === known),
  );
  if (id === undefined || environment === undefined)
    throw new ConsoleError('store.damaged', { facts: { reason: 'meta' } });
  return { id, environment };
}

/** With its write-ahead log, which belongs to it. Nothing is deleted. */
async function renameAside(path: string, { clock, log }: SqliteStoreFactoryParts): Promise<string | null> {
  if (!(await fileExists(path))) return null;
  const aside = `${path}.set-aside-${clock.now().getTime()}`;
  for (const end of ['-wal', '-shm', '']) {
    if (await fileExists(`${path}${end}`)) await rename(`${path}${end}`, `${aside}${end}`);
  }
  await syncFolder(dirname(path));
  log.warn('store.set-aside', { file: basename(aside) });
  return basename(aside);
}

function checkedKey(key: Uint8Array): Uint8Array {
  if (key.length !== 32) throw new ConsoleError('internal', { facts: { reason: 'store-key-length' } });
  return key;
}

async function fileExists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
