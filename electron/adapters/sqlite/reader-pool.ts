// Connections for reading. One is never waited for: a read that begins inside another read would wait for itself.
import { ConsoleError } from '../../../shared/errors';
import { queriesOn, type StoreQueries } from './kysely-dialect';
import type { SqliteConnection } from './sqlite-connection';

export interface ReaderPool {
  /** Runs `work` in a read transaction: one unchanging view of what was committed when it began. */
  read<T>(work: (queries: StoreQueries) => Promise<T>): Promise<T>;
  /** Closes once every read under way has ended. */
  close(): Promise<void>;
}

interface Reader {
  readonly connection: SqliteConnection;
  readonly queries: StoreQueries;
}

/** Idle connections kept; each has a page cache of up to 2 MB. */
const keptIdle = 3;

export function readerPool(open: () => Promise<SqliteConnection>): ReaderPool {
  const idle: Reader[] = [];
  const busy = new Set<Promise<unknown>>();
  let closed = false;

  async function take(): Promise<Reader> {
    const kept = idle.pop();
    if (kept !== undefined) return kept;
    const connection = await open();
    return { connection, queries: queriesOn(connection) };
  }

  async function giveBack(reader: Reader, usable: boolean): Promise<void> {
    if (!usable || closed || idle.length >= keptIdle) await reader.connection.close();
    else idle.push(reader);
  }

  async function readOn<T>(work: (queries: StoreQueries) => Promise<T>): Promise<T> {
    const reader = await take();
    let usable = false;
    try {
      await reader.connection.run('BEGIN');
      const result = await work(reader.queries);
      await reader.connection.run('COMMIT');
      usable = true;
      return result;
    } catch (thrown) {
      usable = await endedWell(reader.connection, thrown);
      throw thrown;
    } finally {
      await giveBack(reader, usable);
    }
  }

  return {
    read(work) {
      const running = readOn(work);
      const settled = running.then(
        () => undefined,
        () => undefined,
      );
      busy.add(settled);
      void settled.then(() => busy.delete(settled));
      return running;
    },
    async close() {
      closed = true;
      while (busy.size > 0) await Promise.all(busy);
      await Promise.all(idle.splice(0).map(({ connection }) => connection.close()));
    },
  };
}

/** After a page with a wrong MAC SQLCipher refuses all further work on a connection; after any other failure it can go on. */
async function endedWell(connection: SqliteConnection, thrown: unknown): Promise<boolean> {
  const damaged = thrown instanceof ConsoleError && thrown.code === 'store.damaged';
  return connection.run('ROLLBACK').then(
    () => !damaged,
    () => false,
  );
}
