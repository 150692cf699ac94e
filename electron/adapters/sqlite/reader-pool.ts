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
    // Prepared before they are needed, so that BEGIN never comes behind the statement it is sent ahead of.
    await connection.run('BEGIN');
    await connection.run('COMMIT');
    return { connection, queries: queriesOn(connection) };
  }

  async function giveBack(reader: Reader, usable: boolean): Promise<void> {
    if (!usable || closed || idle.length >= keptIdle) await reader.connection.close();
    else idle.push(reader);
  }

  async function readOn<T>(work: (queries: StoreQueries) => Promise<T>): Promise<T> {
    const reader = await take();
    try {
      // Not waited for: a connection works in the order it is asked, and what is read without it fails with it.
      const begun = reader.connection.run('BEGIN');
      const [result] = await Promise.all([work(reader.queries), begun]);
      end(reader, null);
      return result;
    } catch (thrown) {
      end(reader, thrown);
      throw thrown;
    }
  }

  /** Ends the transaction behind the back of whoever has read; `close` waits for it. */
  function end(reader: Reader, thrown: unknown): void {
    const ended =
      thrown === null ? reader.connection.run('COMMIT').then(() => true) : endedWell(reader.connection, thrown);
    whileBusy(ended.catch(() => false).then((usable) => giveBack(reader, usable)));
  }

  function whileBusy(work: Promise<unknown>): void {
    const settled = work.then(
      () => undefined,
      () => undefined,
    );
    busy.add(settled);
    void settled.then(() => busy.delete(settled));
  }

  return {
    read(work) {
      const running = readOn(work);
      whileBusy(running);
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
