// A store in a folder of its own, with a clock that stands until it is moved, closed and deleted at the end of each test.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { sqliteStoreFactory } from '../../../electron/adapters/sqlite/sqlite-store-factory';
import type { Migration } from '../../../electron/adapters/sqlite/migrate';
import type { Log } from '../../../electron/ports/log';
import type { Store, StoreFactory } from '../../../electron/ports/store';
import { standingClock, type TestClock } from '../../support/standing-clock';
import { storeKey } from './store-key';

export { storeKey };
export const storeId = 'c0ffee'.padEnd(32, '0');

export { standingClock };

export interface LoggedLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
}
export function memoryLog(): Log & { readonly lines: readonly LoggedLine[] } {
  const lines: LoggedLine[] = [];
  return {
    lines,
    info: (event) => lines.push({ level: 'info', event }),
    warn: (event) => lines.push({ level: 'warn', event }),
    error: (event) => lines.push({ level: 'error', event }),
  };
}

export interface StoreBench {
  readonly folder: string;
  readonly clock: TestClock;
  readonly factory: StoreFactory;
  readonly log: ReturnType<typeof memoryLog>;
  /** Closed at the end of the test, like every store this makes. */
  create(environment?: 'EVALUATION' | 'PRODUCTION'): Promise<Store>;
  open(key?: Uint8Array): Promise<Store>;
  /** A factory over the same folder that knows other migrations. */
  knowing(migrations: readonly Migration[]): StoreFactory;
}

/** @param more parts of the factory other than the usual */
export async function storeBench(more: { readonly searchBatch?: number } = {}): Promise<StoreBench> {
  const folder = await mkdtemp(join(tmpdir(), 'kmes-store-'));
  const clock = standingClock();
  const log = memoryLog();
  const factory = sqliteStoreFactory({ dataDir: folder, clock, log, ...more });
  const opened: Store[] = [];
  onTestFinished(async () => {
    for (const store of opened) await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const kept = async (making: Promise<Store>): Promise<Store> => {
    const store = await making;
    opened.push(store);
    return store;
  };
  return {
    folder,
    clock,
    factory,
    log,
    create: (environment = 'EVALUATION') => kept(factory.create(storeKey, { id: storeId, environment })),
    open: (key = storeKey) => kept(factory.open(key)),
    knowing: (migrations) => sqliteStoreFactory({ dataDir: folder, clock, log, migrations }),
  };
}
