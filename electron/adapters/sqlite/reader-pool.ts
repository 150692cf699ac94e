// Connections for reading. One is never waited for: a read that begins inside another read would wait for itself.
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

  /** A connection on which something failed is not used again: SQLCipher refuses further work after a page with a wrong MAC. */
  async function giveBack(reader: Reader, failed: boolean): Promise<void> {
    if (failed || closed || idle.length >= keptIdle) await reader.connection.close();
    else idle.push(reader);
  }

  async function readOn<T>(work: (queries: StoreQueries) => Promise<T>): Promise<T> {
    const reader = await take();
    let failed = true;
    try {
      await reader.connection.run('BEGIN');
      const result = await work(reader.queries);
      await reader.connection.run('COMMIT');
      failed = false;
      return result;
    } finally {
      await giveBack(reader, failed);
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
