// One console writes to a store: an exclusive lock of the operating system on a small file, gone when the process ends however it ends.
import { openConnection } from './sqlite-connection';

export interface StoreLease {
  release(): Promise<void>;
}

/**
 * Takes the lease or rejects at once with `store.in-use`. SQLite's own exclusive locking is used because it is the same call on every
 * system (fcntl, LockFileEx). On POSIX systems closing any descriptor of the file drops the lock: nothing else may open it.
 */
export async function takeLease(path: string): Promise<StoreLease> {
  const connection = await openConnection(path, null, 'lease');
  try {
    await connection.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (thrown) {
    await connection.close();
    throw thrown;
  }
  return {
    release: async () => {
      await connection.exec('ROLLBACK');
      await connection.close();
    },
  };
}
