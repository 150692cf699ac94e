// Copies of the store's file: one unchanging view written by SQLite itself, under the same key, while others read and write.
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import type { StoreWatch } from '../../ports/store';
import type { SqliteConnection } from './sqlite-connection';

/** The file is looked at as often for its size. */
const lookEveryMs = 100;

/**
 * VACUUM INTO reads in one transaction, gives the copy the key of the source, and runs outside the main thread. It needs a connection
 * of its own; the file must be there and empty, or not be there at all.
 */
export async function copyStore(
  connect: () => Promise<SqliteConnection>,
  path: string,
  watch: StoreWatch,
): Promise<void> {
  const connection = await connect();
  const interrupt = (): void => connection.interrupt();
  watch.signal.addEventListener('abort', interrupt, { once: true });
  const [size] = await connection.all(
    'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
  );
  const total = Number(size?.['bytes'] ?? 0);
  const look = setInterval(() => {
    stat(path).then(
      ({ size: done }) => watch.progress(Math.min(done, total), total),
      () => undefined,
    );
  }, lookEveryMs);
  try {
    if (watch.signal.aborted) throw new ConsoleError('input.cancelled');
    await connection.run('VACUUM INTO ?', [path]);
    await syncFile(path);
    watch.progress(total, total);
  } catch (thrown) {
    throw copyFailure(thrown, path, watch.signal);
  } finally {
    clearInterval(look);
    watch.signal.removeEventListener('abort', interrupt);
    await connection.close();
  }
}

/** What goes wrong while copying is about the copy: the store itself is only read. */
function copyFailure(thrown: unknown, path: string, signal: AbortSignal): ConsoleError {
  const error = toConsoleError(thrown);
  if (signal.aborted || error.code === 'input.cancelled') return new ConsoleError('input.cancelled');
  if (error.code === 'store.damaged') return error;
  const reason = error.code === 'store.disk-full' ? 'ENOSPC' : String(error.facts['sqlite'] ?? error.code);
  return new ConsoleError('file.write-failed', { facts: { file: basename(path), reason }, cause: thrown });
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
