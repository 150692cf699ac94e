// The audit log: a durable entry against a bare durable insert into a file of the same settings, and pages of a long log.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openConnection, type SqliteConnection } from '../../electron/adapters/sqlite/sqlite-connection';
import { sqliteStoreFactory } from '../../electron/adapters/sqlite/sqlite-store-factory';
import { systemClock } from '../../electron/adapters/system/system-clock';
import type { AuditEvent } from '../../electron/domain/audit-event';
import type { Store } from '../../electron/ports/store';
import type { AuditFilter } from '../../shared/schemas/audit';
import type { Figure } from './figure';
import { byTurns, median, timed } from './measure';
import { wholeLogBench } from './whole-log-bench';

const log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const key = new Uint8Array(32).fill(7);
const pageSize = 100;
const durable =
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;';

/** @param entries of the log whose pages are read */
export async function auditBench(entries: number, rounds: number): Promise<readonly Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), 'kmes-bench-audit-'));
  const factory = sqliteStoreFactory({ dataDir: dir, clock: systemClock, log });
  const store = await factory.create(key, {
    id: 'b'.repeat(32),
    environment: 'EVALUATION',
  });
  const bare = await openConnection(join(dir, 'bare.db'), key, 'create');
  try {
    await bare.exec(`${durable} CREATE TABLE entries (sequence INTEGER PRIMARY KEY, text TEXT NOT NULL)`);
    const appended = await append(store, bare, 10 * rounds);
    await fill(store, entries);
    const whole = await wholeLogBench(store, join(dir, 'store.db'), key, entries, Math.min(rounds, 3));
    return [appended, ...(await pages(store, entries, rounds)), ...whole];
  } finally {
    await bare.close();
    await store.close();
    await rm(dir, { recursive: true, force: true });
  }
}

const names = ['payments', 'invoices', 'ledger', 'backup', 'archive', 'mobile', 'cards', 'partners'];

function entryOf(number: number): AuditEvent {
  const name = `${names[number % names.length] ?? ''}-${number % 997}`;
  return {
    ...{
      event: 'kms.key-rotated',
      category: number % 5 === 0 ? 'HSM' : 'AWS KMS',
      outcome: 'success',
    },
    target: {
      kind: 'key-group',
      id: (number % 997).toString(16).padStart(32, '0'),
      name,
    },
    facts: {
      step: 'rotate-on-demand',
      keyId: `key-${number}`,
      note: `number${number}`,
    },
  };
}

async function append(store: Store, bare: SqliteConnection, rounds: number): Promise<Figure> {
  let number = 0;
  const text = JSON.stringify({
    ...entryOf(7),
    previousHash: '0'.repeat(64),
    identities: [],
    subjects: [],
    at: new Date(),
  });
  const pair = await byTurns(rounds, 20, {
    console: () => timed(() => store.write((tx) => tx.record(entryOf((number += 1))))),
    baseline: () => timed(() => bare.run('INSERT INTO entries (text) VALUES (?)', [text])),
  });
  return {
    ...{
      name: 'Durable audit entry',
      unit: 'ms',
      console: pair.console,
      baseline: pair.baseline,
      rounds: pair.rounds,
    },
    ...{
      value: pair.ratio,
      measure: 'ratio',
      bound: null,
      against: 'a bare durable insert, same file settings',
    },
  };
}

async function fill(store: Store, entries: number): Promise<void> {
  const atOnce = 2_000;
  for (let first = 0; first < entries; first += atOnce) {
    await store.write(async (tx) => {
      for (let number = first; number < Math.min(entries, first + atOnce); number += 1)
        await tx.record(entryOf(number));
    });
  }
}

async function pages(store: Store, entries: number, rounds: number): Promise<readonly Figure[]> {
  const kinds: readonly (readonly [name: string, filter: AuditFilter, atLeast: number])[] = [
    ['First page of the audit log', {}, pageSize],
    ['First page, one category', { categories: ['HSM'] }, pageSize],
    ['First page, full-text search', { text: `number${Math.floor(entries / 2)}` }, 1],
  ];
  const figures: Figure[] = [];
  for (const [name, filter, atLeast] of kinds) {
    const samples: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const took = await timed(async () => {
        const page = await store.read((tx) => tx.audit.list(filter, { limit: pageSize }));
        if (page.entries.length < atLeast) throw new Error(`${name}: ${page.entries.length} entries`);
      });
      if (round > 0) samples.push(took);
    }
    const value = median(samples);
    figures.push({
      ...{
        name,
        unit: 'ms',
        console: value,
        baseline: null,
        value,
        measure: 'time',
        bound: null,
        rounds,
      },
      against: `${entries} entries, page of ${pageSize}`,
    });
  }
  return figures;
}
