// A copy on its way into the store's place: taken into the data folder first, so that the change itself is two renames.
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { ConsoleError } from '../../../shared/errors';
import type { StoreWatch } from '../../ports/store';
import { syncFolder } from '../system/sync-folder';

/** Bytes read at a time. */
const readSize = 1024 * 1024;

export interface StagedCopies {
  stage(path: string, watch: StoreWatch): Promise<{ readonly sha256: string }>;
  unstage(): Promise<void>;
  /** @param setAside renames the present store out of the way */
  swapIn(setAside: () => Promise<string | null>): Promise<string | null | undefined>;
}

/** @param storePath the store's own file */
export function stagedCopies(storePath: string): StagedCopies {
  const unfinished = `${storePath}.restoring.part`;
  const whole = `${storePath}.restoring`;
  const unstage = async (): Promise<void> => {
    for (const path of [unfinished, whole]) await rm(path, { force: true });
  };
  return {
    unstage,
    async stage(path, watch) {
      await unstage();
      try {
        const sha256 = await copyFile(path, unfinished, watch);
        await rename(unfinished, whole);
        await syncFolder(dirname(whole));
        return { sha256 };
      } catch (thrown) {
        await unstage();
        throw thrown;
      }
    },
    async swapIn(setAside) {
      if (!(await exists(whole))) return undefined;
      const aside = await setAside();
      await rename(whole, storePath);
      await syncFolder(dirname(storePath));
      return aside;
    },
  };
}

async function copyFile(from: string, to: string, watch: StoreWatch): Promise<string> {
  const source = await open(from, constants.O_RDONLY).catch(failing('file.read-failed', from));
  try {
    const { size } = await source.stat().catch(failing('file.read-failed', from));
    const target = await open(to, 'wx', 0o600).catch(failing('file.write-failed', to));
    try {
      const hash = createHash('sha256');
      const buffer = new Uint8Array(readSize);
      for (let done = 0; ;) {
        if (watch.signal.aborted) throw new ConsoleError('input.cancelled');
        const { bytesRead } = await source.read(buffer, 0, readSize, done).catch(failing('file.read-failed', from));
        if (bytesRead === 0) break;
        hash.update(buffer.subarray(0, bytesRead));
        await target.writeFile(buffer.subarray(0, bytesRead)).catch(failing('file.write-failed', to));
        done += bytesRead;
        watch.progress(done, size);
      }
      await target.sync().catch(failing('file.write-failed', to));
      return hash.digest('hex');
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

function failing(code: 'file.read-failed' | 'file.write-failed', path: string): (thrown: unknown) => never {
  return (thrown) => {
    const reason = (thrown as NodeJS.ErrnoException).code ?? 'unknown';
    throw new ConsoleError(code, { facts: { file: basename(path), reason }, cause: thrown });
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
