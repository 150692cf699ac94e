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
  database.configure('busyTimeout', use === 'lease' ? 0 : busyTimeoutMs);
  const connection = wrap(database);
  try {
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
  const statements = new Map<string, sqlcipher.Statement>();

  function statement(sql: string): sqlcipher.Statement {
    const kept = statements.get(sql);
    if (kept !== undefined) {
      statements.delete(sql);
      statements.set(sql, kept);
      return kept;
    }
    // A statement that cannot be prepared reports it again when it is run.
    const made = database.prepare(sql, () => undefined);
    statements.set(sql, made);
    if (statements.size > keptStatements) {
      const oldest = statements.entries().next().value;
      if (oldest !== undefined) {
        statements.delete(oldest[0]);
        oldest[1].finalize();
      }
    }
    return made;
  }

  return {
    // `all` runs a statement to its end, so that it holds no read lock afterwards; `get` would not.
    all: (sql, parameters = []) =>
      new Promise((resolve, reject) => {
        statement(sql).all(...parameters.map(bound), (error: Error | null, rows: SqlRow[]) => {
          if (error) reject(asError(error));
          else resolve(rows);
        });
      }),
    run: (sql, parameters = []) =>
      new Promise((resolve, reject) => {
        statement(sql).run(...parameters.map(bound), function (this: sqlcipher.RunResult, error: Error | null) {
          if (error) reject(asError(error));
          else resolve({ changes: this.changes, lastInsertId: this.lastID });
        });
      }),
    exec: (sql) =>
      new Promise((resolve, reject) => {
        database.exec(sql, (error) => {
          if (error) reject(asError(error));
          else resolve();
        });
      }),
    close: () =>
      new Promise((resolve, reject) => {
        for (const kept of statements.values()) kept.finalize();
        statements.clear();
        database.close((error) => {
          if (error) reject(asError(error));
          else resolve();
        });
      }),
  };
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
