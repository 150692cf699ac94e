// The store over an opened file: one writer, readers beside it, and nothing committed without its audit entry.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Environment } from '../../../shared/schemas/status';
import { ConsoleError } from '../../../shared/errors';
import { emptyChain } from '../../domain/audit-event';
import type { Clock } from '../../ports/clock';
import type { Log } from '../../ports/log';
import type { Store } from '../../ports/store';
import type { LogEnd } from './append-entry';
import { checkedSeals } from './checked-seals';
import { auditTotals } from './audit-totals';
import { queriesOn, type StoreQueries } from './kysely-dialect';
import { insertAnchor } from './other-rows';
import type { ReaderPool } from './reader-pool';
import { createSerial } from './serial';
import { hasRemoved, purgeLog } from './purge-log';
import { extendSearchIndex, searchedTo } from './search-index';
import type { SqliteConnection } from './sqlite-connection';
import { storeReader } from './store-reader';
import { openWriter } from './store-writer';

export interface SqliteStoreParts {
  readonly id: string;
  readonly environment: Environment;
  readonly connection: SqliteConnection;
  readonly readers: ReaderPool;
  /** Writes a copy of the file, see `Store.copyTo`. */
  readonly copyTo: Store['copyTo'];
  readonly clock: Clock;
  readonly log: Log;
  /** Entries that wait to be taken into the full-text index together. */
  readonly searchBatch: number;
  /** Last of all: gives back the lease and wipes the key. */
  release(): Promise<void>;
}

export async function sqliteStore(parts: SqliteStoreParts): Promise<Store> {
  const { connection, readers, clock, log } = parts;
  const queries = queriesOn(connection);
  const writes = createSerial();
  const insideWrite = new AsyncLocalStorage<{ open: boolean }>();
  const listeners = new Set<() => void>();
  const totals = auditTotals();
  const seals = checkedSeals();
  let end = await logEnd(queries);
  let searched = await searchedTo(queries);
  let removing = await hasRemoved(queries);
  const state: { frozen: boolean; closing: Promise<void> | null } = { frozen: false, closing: null };
  const copies = new Set<Promise<unknown>>();

  /** A copy under way is waited for before the file is closed. */
  function copyTo(...given: Parameters<Store['copyTo']>): Promise<void> {
    if (state.closing !== null) return Promise.reject(new ConsoleError('store.locked'));
    const copy = parts.copyTo(...given);
    const settled = copy.catch(() => undefined).finally(() => copies.delete(settled));
    copies.add(settled);
    return copy;
  }

  const refuseIfFrozen = (): void => {
    if (state.frozen) throw new ConsoleError('store.read-only');
  };

  /** One transaction on the writing connection; `work` says whether to commit. */
  async function transaction<T>(work: () => Promise<T>): Promise<T> {
    refuseIfFrozen();
    await connection.run('BEGIN IMMEDIATE');
    try {
      const result = await work();
      refuseIfFrozen();
      await commit();
      return result;
    } catch (thrown) {
      await rollBack();
      throw thrown;
    }
  }

  /** Only a full disk is sure to leave nothing behind; after another failure the next start shows what the disk has kept. */
  async function commit(): Promise<void> {
    try {
      await connection.run('COMMIT');
    } catch (thrown) {
      if (!(thrown instanceof ConsoleError) || thrown.code === 'store.disk-full') throw thrown;
      throw new ConsoleError(thrown.code, { facts: thrown.facts, certainty: 'unknown', cause: thrown.cause });
    }
  }

  /** After some failures (a full disk) SQLite has rolled back by itself and says that there is nothing to roll back. */
  async function rollBack(): Promise<void> {
    await connection
      .run('ROLLBACK')
      .catch((thrown: unknown) => log.warn('store.rolled-back-before', { kind: String(thrown) }));
  }

  function asWriter<T>(work: () => Promise<T>): Promise<T> {
    if (state.closing !== null) return Promise.reject(new ConsoleError('store.locked'));
    // It would wait for itself.
    if (insideWrite.getStore()?.open === true)
      return Promise.reject(new ConsoleError('internal', { facts: { reason: 'write-inside-write' } }));
    return writes.run(work);
  }

  /** Behind the write that made it due, so that nobody waits for it; what fails is tried again after a later write. */
  function extendSearch(): void {
    if (end.head.sequence - searched < parts.searchBatch) return;
    writes
      .run(async () => {
        while (end.head.sequence - searched >= parts.searchBatch && !state.frozen) {
          searched = await transaction(() => extendSearchIndex(queries));
        }
      })
      .catch((thrown: unknown) => log.error('store.search-not-extended', thrown));
  }

  /** Behind the cut, and behind the first write where it was interrupted: one that comes only to look never gets so far. A batch a turn. */
  function purge(): void {
    if (!removing || state.frozen || state.closing !== null) return;
    removing = false;
    writes
      .run(async () => {
        const more = await transaction(() => purgeLog(queries));
        removing ||= more;
      })
      .then(purge)
      .catch((thrown: unknown) => log.error('store.log-not-purged', thrown));
  }

  function notify(): void {
    for (const listener of [...listeners]) {
      try {
        listener();
      } catch (thrown) {
        log.error('store.listener-failed', thrown);
      }
    }
  }

  const store: Store = {
    id: parts.id,
    environment: parts.environment,
    read: (work) =>
      state.closing === null
        ? readers.read((reader) => work(storeReader(reader, totals, seals)))
        : Promise.reject(new ConsoleError('store.locked')),
    write: (work) =>
      asWriter(async () => {
        const { value, ...written } = await transaction(async () => {
          const open = openWriter({ queries, end, seals, environment: parts.environment, clock });
          const result = await within(insideWrite, () => work(open.writer)).finally(() => open.finish());
          const done = await open.finish();
          if (done.failure !== null) throw done.failure;
          if (done.unrecorded) throw new ConsoleError('store.audit-missing');
          return { value: result, ...done };
        });
        end = written.end;
        removing ||= written.cut;
        if (written.cut) totals.forget();
        extendSearch();
        purge();
        if (written.changed) notify();
        return value;
      }),
    addAnchor: (anchor) => asWriter(() => transaction(() => insertAnchor(queries, anchor))),
    copyTo,
    freeze() {
      state.frozen = true;
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      state.closing ??= (async () => {
        await writes.idle();
        await Promise.all(copies);
        await readers.close();
        try {
          await connection.close();
        } finally {
          await parts.release();
        }
      })();
      return state.closing;
    },
  };
  return store;
}

/** Marks everything that `work` awaits, and nothing that goes on after it. */
async function within<T>(mark: AsyncLocalStorage<{ open: boolean }>, work: () => Promise<T>): Promise<T> {
  const state = { open: true };
  try {
    return await mark.run(state, work);
  } finally {
    state.open = false;
  }
}

async function logEnd(queries: StoreQueries): Promise<LogEnd> {
  const newest = await queries
    .selectFrom('audit_entries')
    .orderBy('sequence', 'desc')
    .limit(1)
    .select(['sequence', 'hash', 'latest_at'])
    .executeTakeFirst();
  if (newest === undefined) return { head: emptyChain, latestAt: '' };
  return { head: { sequence: newest.sequence, hash: newest.hash }, latestAt: newest.latest_at };
}
