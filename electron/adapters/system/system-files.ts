// The Files port on the file system: small files read whole, exports written whole or not at all.
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ConsoleError, type ErrorCode } from '../../../shared/errors';
import type { Files } from '../../ports/desktop';
import { syncFolder } from './sync-folder';

/** Bytes gathered before they go to the disk. */
const writeSize = 256 * 1024;

/** Windows has no such flag. */
const nonBlocking = (constants.O_NONBLOCK as number | undefined) ?? 0;

export function systemFiles(): Files {
  return { readSmall, readChunks, writeWhole };
}

async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const failing = failure('file.read-failed', path);
  const file = await open(path, 'r').catch(failing);
  try {
    for (;;) {
      const buffer = new Uint8Array(writeSize);
      const { bytesRead } = await file.read(buffer, 0, writeSize, null).catch(failing);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function readSmall(path: string, maxBytes: number): Promise<Uint8Array> {
  const failing = failure('file.read-failed', path);
  // Opening a pipe would wait for its writer.
  const file = await open(path, constants.O_RDONLY | nonBlocking).catch(failing);
  try {
    const { size, isFile } = await file.stat().then((stat) => ({ size: stat.size, isFile: stat.isFile() }), failing);
    if (!isFile) throw new ConsoleError('file.read-failed', { facts: { file: basename(path), reason: 'not-a-file' } });
    const tooLarge = (bytes: number): ConsoleError =>
      new ConsoleError('input.too-large', { facts: { file: basename(path), bytes, maxBytes } });
    if (size > maxBytes) throw tooLarge(size);
    // One byte more than allowed shows a file that grew meanwhile.
    const buffer = new Uint8Array(maxBytes + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, length).catch(failing);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    if (length > maxBytes) throw tooLarge(length);
    return buffer.slice(0, length);
  } finally {
    await file.close();
  }
}

async function writeWhole(
  path: string,
  chunks: AsyncIterable<string | Uint8Array>,
  options: { mode?: number } = {},
): Promise<{ sha256: string; bytes: number }> {
  const failing = failure('file.write-failed', path);
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
  const file = await open(temporary, 'wx', options.mode ?? 0o600).catch(failing);
  try {
    let written;
    try {
      written = await writeChunks(file, chunks, failing);
      await file.sync().catch(failing);
    } finally {
      await file.close().catch(failing);
    }
    await rename(temporary, path).catch(failing);
    await syncFolder(dirname(path)).catch(failing);
    return written;
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(failing);
    throw thrown;
  }
}

/** Errors of the source pass as they are; those of the disk become ours. */
async function writeChunks(
  file: FileHandle,
  chunks: AsyncIterable<string | Uint8Array>,
  failing: (thrown: unknown) => never,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const flush = async (): Promise<void> => {
    await file.writeFile(Buffer.concat(waiting)).catch(failing);
    waiting = [];
    waitingBytes = 0;
  };
  for await (const chunk of chunks) {
    const data = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
    hash.update(data);
    bytes += data.length;
    waiting.push(data);
    waitingBytes += data.length;
    if (waitingBytes >= writeSize) await flush();
  }
  await flush();
  return { sha256: hash.digest('hex'), bytes };
}

function failure(code: ErrorCode, path: string): (thrown: unknown) => never {
  return (thrown) => {
    const reason = (thrown as NodeJS.ErrnoException).code ?? 'unknown';
    throw new ConsoleError(code, { facts: { file: basename(path), reason }, cause: thrown });
  };
}
