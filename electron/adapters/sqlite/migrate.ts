// Brings a store's schema to the version this program knows, one numbered migration after the other.
import { ConsoleError } from '../../../shared/errors';
import type { SqliteConnection } from './sqlite-connection';

export interface Migration {
  /** 1, 2, 3 … without gaps. */
  readonly version: number;
  /** Statements that make this version of the one before. */
  readonly sql: string;
}

/** Version of an opened store; 0 for a file without tables. */
export async function schemaVersion(connection: SqliteConnection): Promise<number> {
  const tables = await connection.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'meta'");
  if (tables.length === 0) return 0;
  const rows = await connection.all("SELECT value FROM meta WHERE name = 'schema-version'");
  const version = Number(rows[0]?.['value']);
  if (!Number.isInteger(version) || version < 0)
    throw new ConsoleError('store.damaged', { facts: { reason: 'schema-version' } });
  return version;
}

/**
 * Applies what is missing, each migration with its version number in one transaction.
 * A store of a version unknown here is `store.too-new` and left alone.
 * @returns the version found and the version reached
 */
export async function migrate(
  connection: SqliteConnection,
  migrations: readonly Migration[],
): Promise<{ readonly from: number; readonly to: number }> {
  const from = await schemaVersion(connection);
  const known = migrations.at(-1)?.version ?? 0;
  if (from > known) throw new ConsoleError('store.too-new', { facts: { found: from, known } });
  for (const { version, sql } of migrations) {
    if (version <= from) continue;
    await connection.exec('BEGIN IMMEDIATE');
    try {
      await connection.exec(
        'CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
      );
      await connection.exec(sql);
      await connection.run(
        "INSERT INTO meta (name, value) VALUES ('schema-version', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [String(version)],
      );
      await connection.exec('COMMIT');
    } catch (thrown) {
      await connection.exec('ROLLBACK').catch(() => undefined);
      throw thrown;
    }
  }
  return { from, to: known };
}
