// The store over an opened file: one writer, readers beside it, and nothing committed without its audit entry.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Environment } from '../../../shared/schemas/status';
import { ConsoleError } from '../../../shared/errors';
import { emptyChain } from '../../domain/audit-event';
import type { Clock } from '../../ports/clock';
import type { Log } from '../../ports/log';
import type { Store } from '../../ports/store';
import type { LogEnd } from './append-entry';
import { auditTotals } from './audit-totals';
import { queriesOn, type StoreQueries } from './kysely-dialect';
import { insertAnchor } from './other-rows';
import type { ReaderPool } from './reader-pool';
import { createSerial } from './serial';
import type { SqliteConnection } from './sqlite-connection';
import { storeReader } from './store-reader';
import { openWriter } from './store-writer';

export interface SqliteStoreParts {
  readonly id: string;
  readonly environment: Environment;
  readonly connection: SqliteConnection;
  readonly readers: ReaderPool;
  readonly clock: Clock;
  readonly log: Log;
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
  let end = await logEnd(queries);
  let frozen = false;
  let closing: Promise<void> | null = null;

  const refusal = (): ConsoleError | null =>
    closing !== null ? new ConsoleError('store.locked') : frozen ? new ConsoleError('store.read-only') : null;

  /** One transaction on the writing connection; `work` says whether to commit. */
  async function transaction<T>(work: () => Promise<T>): Promise<T> {
    if (frozen) throw new ConsoleError('store.read-only');
    await connection.run('BEGIN IMMEDIATE');
    try {
      const result = await work();
      if (frozen) throw new ConsoleError('store.read-only');
      await connection.run('COMMIT');
      return result;
    } catch (thrown) {
      await rollBack();
      throw thrown;
    }
  }

  /** After some failures (a full disk) SQLite has rolled back by itself and says that there is nothing to roll back. */
  async function rollBack(): Promise<void> {
    await connection
      .run('ROLLBACK')
      .catch((thrown: unknown) => log.warn('store.rolled-back-before', { kind: String(thrown) }));
  }

  function asWriter<T>(work: () => Promise<T>): Promise<T> {
    const refused = refusal();
    if (refused !== null) return Promise.reject(refused);
    // It would wait for itself.
    if (insideWrite.getStore()?.open === true)
      return Promise.reject(new ConsoleError('internal', { facts: { reason: 'write-inside-write' } }));
    return writes.run(work);
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

  return {
    id: parts.id,
    environment: parts.environment,
    read: (work) =>
      closing === null
        ? readers.read((reader) => work(storeReader(reader, totals)))
        : Promise.reject(new ConsoleError('store.locked')),
    write: (work) =>
      asWriter(async () => {
        let next: LogEnd = end;
        let changed = false;
        const result = await transaction(async () => {
          const open = openWriter({ queries, end, environment: parts.environment, clock });
          const value = await within(insideWrite, () => work(open.writer)).finally(() => open.finish());
          const done = await open.finish();
          if (done.unrecorded) throw new ConsoleError('store.audit-missing');
          ({ end: next, changed } = done);
          return value;
        });
        end = next;
        if (changed) notify();
        return result;
      }),
    addAnchor: (anchor) => asWriter(() => transaction(() => insertAnchor(queries, anchor))),
    freeze() {
      frozen = true;
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closing ??= (async () => {
        await writes.idle();
        await readers.close();
        try {
          await connection.close();
        } finally {
          await parts.release();
        }
      })();
      return closing;
    },
  };
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
