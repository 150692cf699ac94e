// One connection to an SQLite file, encrypted or not: promises instead of callbacks, statements prepared once and reused.
import sqlcipher from '@journeyapps/sqlcipher';
import { toStoreError } from './sqlite-errors';

export type SqlValue = string | number | null;
export type SqlRow = Record<string, SqlValue>;

export interface SqliteConnection {
  /** Runs one statement and returns its rows. */
  all(sql: string, parameters?: readonly unknown[]): Promise<readonly SqlRow[]>;
  /** Runs one statement that returns no rows. */
  run(
    sql: string,
    parameters?: readonly unknown[],
  ): Promise<{ readonly changes: number; readonly lastInsertId: number }>;
  /** Runs several statements without parameters. */
  exec(sql: string): Promise<void>;
  /** Ends what is under way with SQLITE_INTERRUPT. */
  interrupt(): void;
  /** Finalizes the statements and closes. */
  close(): Promise<void>;
}

/**
 * `read` may read only, but is opened for writing: a reader of a write-ahead log marks its place in shared memory.
 * `lease` makes the file where needed and never waits for whoever holds it.
 */
export type ConnectionUse = 'create' | 'write' | 'read' | 'lease';

/** Statements kept prepared on a connection; the least recently used one is finalized beyond. */
const keptStatements = 64;
/** Longest wait for another connection of this process to end a checkpoint or recovery. */
const busyTimeoutMs = 5_000;

const flagsOf: Readonly<Record<ConnectionUse, number>> = {
  create: sqlcipher.OPEN_READWRITE | sqlcipher.OPEN_CREATE,
  write: sqlcipher.OPEN_READWRITE,
  read: sqlcipher.OPEN_READWRITE,
  lease: sqlcipher.OPEN_READWRITE | sqlcipher.OPEN_CREATE,
};

/**
 * Opens a file. With a key (32 bytes, used as SQLCipher's raw key without derivation) the first read shows whether it fits.
 * Rejects with `store.damaged`, `store.in-use` or `store.failed`.
 */
export async function openConnection(
  path: string,
  key: Uint8Array | null,
  use: ConnectionUse,
): Promise<SqliteConnection> {
  const database = await openDatabase(path, flagsOf[use]);
  // In the order they are asked for, also by a caller that does not wait for one before the next.
  database.serialize();
  database.configure('busyTimeout', use === 'lease' ? 0 : busyTimeoutMs);
  const connection = wrap(database);
  try {
    // What it would print says nothing that the error does not say.
    await connection.exec('PRAGMA cipher_log_level = NONE');
    if (key !== null) await connection.exec(`PRAGMA key = "x'${Buffer.from(key).toString('hex')}'"`);
    // The first page is read, decrypted and authenticated here.
    await connection.exec('SELECT count(*) FROM sqlite_schema');
    if (use === 'read') await connection.exec('PRAGMA query_only = ON');
    return connection;
  } catch (thrown) {
    await connection.close();
    throw thrown;
  }
}

function openDatabase(path: string, flags: number): Promise<sqlcipher.Database> {
  return new Promise((resolve, reject) => {
    const database = new sqlcipher.Database(path, flags, (error) => {
      if (error) reject(asError(error));
      else resolve(database);
    });
  });
}

function wrap(database: sqlcipher.Database): SqliteConnection {
  const statements = new Map<string, Promise<sqlcipher.Statement>>();

  /** Waits until it is prepared: what is asked of a statement that could not be prepared is never answered. */
  function statement(sql: string): Promise<sqlcipher.Statement> {
    const known = statements.get(sql) ?? prepare(database, sql);
    // Put at the end, as the one used last.
    statements.delete(sql);
    statements.set(sql, known);
    known.catch(() => statements.delete(sql));
    const oldest = statements.keys().next().value;
    if (statements.size > keptStatements && oldest !== undefined) {
      void statements.get(oldest)?.then(finalize);
      statements.delete(oldest);
    }
    return known;
  }

  return {
    async all(sql, parameters = []) {
      const prepared = await statement(sql);
      // `all` runs a statement to its end, so that it holds no read lock afterwards; `get` would not.
      return new Promise((resolve, reject) => {
        prepared.all(...parameters.map(bound), (error: Error | null, rows: SqlRow[]) => {
          if (error) reject(asError(error));
          else resolve(rows);
        });
      });
    },
    async run(sql, parameters = []) {
      const prepared = await statement(sql);
      return new Promise((resolve, reject) => {
        prepared.run(...parameters.map(bound), function (this: sqlcipher.RunResult, error: Error | null) {
          if (error) reject(asError(error));
          else resolve({ changes: this.changes, lastInsertId: this.lastID });
        });
      });
    },
    exec: (sql) => answered((callback) => database.exec(sql, callback)),
    interrupt: () => database.interrupt(),
    async close() {
      const kept = await Promise.allSettled(statements.values());
      statements.clear();
      for (const result of kept) if (result.status === 'fulfilled') finalize(result.value);
      await answered((callback) => database.close(callback));
    },
  };
}

function prepare(database: sqlcipher.Database, sql: string): Promise<sqlcipher.Statement> {
  return new Promise((resolve, reject) => {
    const prepared = database.prepare(sql, (error: Error | null) => {
      if (error) reject(asError(error));
      else resolve(prepared);
    });
  });
}

function finalize(prepared: sqlcipher.Statement): void {
  prepared.finalize();
}

function answered(call: (callback: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    call((error) => {
      if (error) reject(asError(error));
      else resolve();
    });
  });
}

/** The binding leaves a parameter unset for `undefined`, and turns objects into `[object Object]`: neither is ever meant. */
function bound(value: unknown): SqlValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`a ${typeof value} cannot be bound to a statement`);
}

function asError(thrown: unknown): Error {
  const error = toStoreError(thrown);
  return error instanceof Error ? error : new Error(String(error));
}
