// Work over the whole audit log: verification and CSV against bare loops of the same driver, and how long the main thread was held up.
import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { openConnection, type SqliteConnection } from '../../electron/adapters/sqlite/sqlite-connection';
import { auditCsv } from '../../electron/services/export-audit-csv';
import { verifyChain } from '../../electron/services/verify-chain';
import type { Store } from '../../electron/ports/store';
import type { Figure } from './figure';
import { byTurns, timed } from './measure';

const batchSize = 500;
/** Longest that the main thread may be held up (interface.md: the window answers while it works). */
const longestStallMs = 50;
const mostMemoryMb = 100;

type Row = { readonly sequence: number; readonly text: string; readonly hash: string };

/** @param path of the store's file, read by the bare loops */
export async function wholeLogBench(
  store: Store,
  path: string,
  key: Uint8Array,
  entries: number,
  rounds: number,
): Promise<readonly Figure[]> {
  const bare = await openConnection(path, key, 'read');
  const held = stallWatch();
  const before = process.memoryUsage().rss;
  try {
    const verification = await byTurns(rounds, 1, {
      console: () => held.during(() => timed(() => verified(store, entries))),
      baseline: () => timed(() => hashAll(bare)),
    });
    const csv = await byTurns(rounds, 1, {
      console: () => held.during(() => timed(() => csvOf(store, entries))),
      baseline: () => timed(() => bareCsv(bare)),
    });
    const grown = (process.memoryUsage().rss - before) / 1e6;
    const ratio = (name: string, pair: typeof csv, against: string): Figure => ({
      ...{ name, unit: 'ms', console: pair.console, baseline: pair.baseline, value: pair.ratio },
      ...{ measure: 'ratio', bound: 1.3, rounds: pair.rounds, against: `${entries} entries, ${against}` },
    });
    const alone = (name: string, unit: 'ms' | 'MB', value: number, bound: number): Figure => ({
      ...{ name, unit, console: value, baseline: null, value, bound, rounds },
      ...{ measure: unit === 'MB' ? 'difference' : 'time', against: `${entries} entries, verified and exported` },
    });
    return [
      ratio('Verify the whole log', verification, 'a bare loop that reads and hashes the same rows'),
      ratio('CSV of the whole log', csv, 'a bare loop of the same driver and CSV library'),
      alone('Memory growth meanwhile', 'MB', grown, mostMemoryMb),
      alone('Longest stall of the main thread', 'ms', held.longestMs(), longestStallMs),
    ];
  } finally {
    held.stop();
    await bare.close();
  }
}

async function verified(store: Store, entries: number): Promise<void> {
  const watch = { signal: new AbortController().signal, progress: () => undefined };
  const anchorKey = { reference: '', algorithm: 'ECDSA_SHA_256', publicKeyDer: '' } as const;
  const { head, broken } = await verifyChain(store, anchorKey, null, watch);
  if (broken !== null || head.sequence < entries) throw new Error('the log does not verify');
}

async function csvOf(store: Store, entries: number): Promise<void> {
  const count = { rows: 0 };
  let bytes = 0;
  await store.read(async (tx) => {
    for await (const text of auditCsv(tx, store, {}, null, count)) bytes += Buffer.byteLength(text);
  });
  if (count.rows < entries || bytes === 0) throw new Error('rows are missing');
}

async function* rows(bare: SqliteConnection): AsyncGenerator<readonly Row[]> {
  for (let first = 1; ;) {
    const batch = (await bare.all(
      'SELECT sequence, text, hash FROM audit_entries WHERE sequence >= ? ORDER BY sequence LIMIT ?',
      [first, batchSize],
    )) as unknown as readonly Row[];
    const last = batch.at(-1);
    if (last === undefined) return;
    yield batch;
    first = last.sequence + 1;
  }
}

async function hashAll(bare: SqliteConnection): Promise<void> {
  for await (const batch of rows(bare))
    for (const { text, hash } of batch)
      if (createHash('sha256').update(text).digest('hex') !== hash) throw new Error('changed');
}

async function bareCsv(bare: SqliteConnection): Promise<void> {
  let bytes = 0;
  for await (const batch of rows(bare)) {
    const lines = batch.map(({ text, hash }) => {
      const entry = JSON.parse(text) as Record<string, unknown>;
      return [
        ...Object.values(entry).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
        hash,
      ];
    });
    bytes += Buffer.byteLength(stringify(lines, { record_delimiter: '\r\n' }));
  }
  if (bytes === 0) throw new Error('no rows');
}

/** A timer that should come every few milliseconds, and how late it came at most while something was under way. */
function stallWatch() {
  const everyMs = 5;
  let last = performance.now();
  let longest = 0;
  let watching = false;
  const timer = setInterval(() => {
    const now = performance.now();
    if (watching) longest = Math.max(longest, now - last - everyMs);
    last = now;
  }, everyMs);
  return {
    longestMs: () => longest,
    stop: () => clearInterval(timer),
    async during<T>(work: () => Promise<T>): Promise<T> {
      watching = true;
      last = performance.now();
      return work().finally(() => (watching = false));
    },
  };
}
