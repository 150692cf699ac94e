// The Folders port on the file system: a folder is written under a hidden name beside its place and renamed when it is whole.
import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, open as openFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ConsoleError } from '../../../shared/errors';
import type { FileSink, FolderDraft, Folders } from '../../ports/desktop';
import { syncFolder } from './sync-folder';

/** Bytes gathered before they go to the disk. */
const writeSize = 256 * 1024;

export function systemFolders(): Folders {
  return { newFolder };
}

async function newFolder(parent: string, name: string): Promise<FolderDraft> {
  const final = join(parent, name);
  const temporary = join(parent, `.${name}.${randomBytes(6).toString('hex')}.part`);
  const failing = failure(final);
  await mkdir(parent, { recursive: true, mode: 0o700 }).catch(failing);
  await mkdir(temporary, { mode: 0o700 }).catch(failing);
  const open = new Set<() => Promise<void>>();
  let at = temporary;
  return {
    create: async (file) => {
      const sink = await fileSink(join(temporary, file));
      open.add(sink.close);
      return sink;
    },
    async place(file) {
      const path = join(temporary, file);
      await (await openFile(path, 'wx', 0o600).catch(failing)).close();
      return path;
    },
    placed: (file) => hashed(join(temporary, file)),
    async publish() {
      await syncFolder(temporary).catch(failing);
      // A rename would silently replace an empty folder.
      if (await exists(final)) failing(Object.assign(new Error(), { code: 'EEXIST' }));
      await rename(temporary, final).catch(failing);
      at = final;
      await syncFolder(parent).catch(failing);
    },
    async discard() {
      // Files that were being written when something failed.
      for (const close of open) await close();
      await rm(at, { recursive: true, force: true }).catch(failing);
    },
  };
}

async function fileSink(path: string): Promise<FileSink & { close(): Promise<void> }> {
  const failing = failure(path);
  const file = await openFile(path, 'wx', 0o600).catch(failing);
  const hash = createHash('sha256');
  let bytes = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let closed = false;
  const flush = async (): Promise<void> => {
    const data = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    hash.update(data);
    await file.writeFile(data).catch(failing);
  };
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await file.close().catch(failing);
  };
  return {
    async write(chunk) {
      const data = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
      bytes += data.length;
      waiting.push(data);
      waitingBytes += data.length;
      if (waitingBytes >= writeSize) await flush();
    },
    async end() {
      await flush();
      await file.sync().catch(failing);
      await close();
      return { sha256: hash.digest('hex'), bytes };
    },
    close,
  };
}

async function hashed(path: string): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const failing = failure(path);
  const file = await openFile(path, 'r+').catch(failing);
  try {
    const hash = createHash('sha256');
    const buffer = new Uint8Array(writeSize);
    let bytes = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, writeSize, bytes).catch(failing);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      bytes += bytesRead;
    }
    await file.sync().catch(failing);
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await file.close().catch(failing);
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function failure(path: string): (thrown: unknown) => never {
  return (thrown) => {
    const reason = (thrown as NodeJS.ErrnoException).code ?? 'unknown';
    throw new ConsoleError('file.write-failed', { facts: { file: basename(path), reason }, cause: thrown });
  };
}
