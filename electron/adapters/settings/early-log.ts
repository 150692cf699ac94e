// The EarlyLog port as an append-only file of JSON lines: what happened before the store could be opened.
import { open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../../shared/canonical-json';
import { ConsoleError } from '../../../shared/errors';
import type { EarlyLog } from '../../ports/settings';
import { syncFolder } from '../system/sync-folder';

export const earlyLogFileName = 'before-unlock.jsonl';

const lineSchema = z.object({
  at: z.string(),
  event: z.string(),
  outcome: z.enum(['success', 'refused', 'failed']),
  facts: z.record(z.string(), z.unknown()),
});
type EarlyEvent = z.infer<typeof lineSchema>;

/** A line cut off by a crash is kept for the auditor as an event of its own, with as much of it as fits an entry. */
const maxKeptOfBrokenLine = 500;

export function openEarlyLog(dataDir: string): EarlyLog {
  const path = join(dataDir, earlyLogFileName);
  // Appends and forgetting come one after the other.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    append: (event) => inTurn(() => appendLine(path, canonicalJson(event))),
    drain: () =>
      inTurn(async () => {
        const bytes = await readOrEmpty(path);
        return {
          events: eventsIn(bytes.toString('utf8')),
          forget: () => inTurn(() => forgetFirst(path, bytes.length)),
        };
      }),
  };
}

/** On the disk when it resolves. Begins a new line when the one before was cut off. */
async function appendLine(path: string, line: string): Promise<void> {
  await writing(async () => {
    const file = await open(path, 'a+', 0o600);
    try {
      await file.appendFile(`${(await endsOpen(file)) ? '\n' : ''}${line}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

async function endsOpen(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== 0x0a;
}

function eventsIn(text: string): readonly EarlyEvent[] {
  // A damaged line happened no earlier than the whole one before it.
  let at = new Date(0).toISOString();
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const parsed = lineSchema.safeParse(parseOrNull(line));
    if (parsed.success) {
      at = parsed.data.at;
      return parsed.data;
    }
    return {
      at,
      event: 'early-log.line-damaged',
      outcome: 'failed',
      facts: { line: line.slice(0, maxKeptOfBrokenLine) },
    };
  });
}

function parseOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Keeps what was appended since; nothing else in the file is touched. */
async function forgetFirst(path: string, length: number): Promise<void> {
  await writing(async () => {
    const rest = (await readOrEmpty(path)).subarray(length);
    if (rest.length === 0) {
      await rm(path, { force: true });
      return;
    }
    const file = await open(`${path}.new`, 'w', 0o600);
    try {
      await file.writeFile(rest);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.new`, path);
    await syncFolder(dirname(path));
  });
}

async function readOrEmpty(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw new ConsoleError('file.read-failed', { facts: { file: earlyLogFileName }, cause: thrown });
  }
}

async function writing(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof ConsoleError) throw thrown;
    const { code } = thrown as NodeJS.ErrnoException;
    throw new ConsoleError('file.write-failed', {
      facts: { file: earlyLogFileName, reason: code ?? 'unknown' },
      cause: thrown,
    });
  }
}
