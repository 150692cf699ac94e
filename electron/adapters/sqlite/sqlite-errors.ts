// What SQLite says went wrong, as the store's own error codes.
import { ConsoleError, type ErrorCode } from '../../../shared/errors';

/** Primary result codes (sqlite.org/rescode.html) that mean something to a person; every other one is `store.failed`. */
const codeOf: Readonly<Record<string, ErrorCode>> = {
  // SQLCipher reports a page whose MAC does not fit as one of these two, and so does SQLite a page that makes no sense.
  SQLITE_CORRUPT: 'store.damaged',
  SQLITE_NOTADB: 'store.damaged',
  SQLITE_FULL: 'store.disk-full',
  SQLITE_BUSY: 'store.in-use',
  SQLITE_LOCKED: 'store.in-use',
  // A rule of the schema was broken or a statement is wrong: our mistake, not a person's.
  SQLITE_CONSTRAINT: 'internal',
  SQLITE_ERROR: 'internal',
  SQLITE_MISUSE: 'internal',
  SQLITE_RANGE: 'internal',
};

interface SqliteFailure {
  readonly code?: unknown;
}

/** Any thrown value as a ConsoleError: `store.*` for SQLite's own failures; ConsoleErrors and errors of other origin pass unchanged. */
export function toStoreError(thrown: unknown): unknown {
  if (thrown instanceof ConsoleError || !(thrown instanceof Error)) return thrown;
  const { code } = thrown as SqliteFailure;
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return thrown;
  const primary = /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code;
  return new ConsoleError(codeOf[primary] ?? 'store.failed', { facts: { sqlite: code }, cause: thrown });
}

/** Did a statement fail because a value of this column (`table.column`) must be unique? SQLite says it in the message alone. */
export function violates(thrown: unknown, column: string): boolean {
  if (!(thrown instanceof ConsoleError) || !(thrown.cause instanceof Error)) return false;
  return thrown.facts['sqlite'] === 'SQLITE_CONSTRAINT' && thrown.cause.message.endsWith(`, ${column}`);
}
