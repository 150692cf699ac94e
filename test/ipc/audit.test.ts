// The audit log as people use it: read, filtered, exported, verified, and read-only once it does not hold.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteStoreFactory } from '../../electron/adapters/sqlite/sqlite-store-factory';
import { checkChainedEntry, emptyChain, type ChainHead } from '../../electron/domain/audit-event';
import { sha256Hex } from '../../electron/domain/digest';
import type { AuditRows, Store, StoreFactory, StoreReader } from '../../electron/ports/store';
import { anchorLineEvent } from '../../electron/services/export-audit-csv';
import { anchorSignatureValid, anchorStatement } from '../../electron/services/anchors';
import { manualClock } from '../support/manual-clock';
import { keptLog } from '../support/memory-ports';
import { testConsole, type TestConsole } from '../support/test-console';

let console: TestConsole;
afterEach(() => console.stop());

describe('an export', () => {
  beforeEach(async () => {
    console = await testConsole();
    await console.setUp();
    await console.logIn('ada', 'bob');
    console.files.save = join(console.dataDir, 'audit.csv');
  });
  const rowsOf = (): Record<string, string>[] =>
    parse<Record<string, string>>(readFileSync(join(console.dataDir, 'audit.csv')), { columns: true, bom: true });

  it('holds every entry in order, says EVALUATION in each row, and its SHA-256 is told', async () => {
    const exported = await console.call('audit.exportCsv', { filter: {} });
    const rows = rowsOf();
    const entries = rows.filter((row) => row['Event'] !== anchorLineEvent);
    expect(exported).toEqual({
      fileName: 'audit.csv',
      rows: entries.length,
      sha256: sha256Hex(readFileSync(join(console.dataDir, 'audit.csv'))),
    });
    expect(entries.map((row) => Number(row['Sequence']))).toEqual(entries.map((_row, index) => index + 1));
    expect(new Set(rows.map((row) => row['Environment']))).toEqual(new Set(['EVALUATION']));
    expect(entries.find((row) => row['Event'] === 'login.succeeded')?.['Identities']).toBe('ada');
  });

  it('carries the signed head of the chain out of the machine', async () => {
    await console.call('audit.exportCsv', { filter: {} });
    const last = rowsOf().at(-1) ?? {};
    expect(last['Event']).toBe(anchorLineEvent);
    const facts = JSON.parse(last['Facts (JSON)'] ?? '') as {
      store: string;
      signature: string;
      keyFingerprint: string;
    };
    const anchorKey = console.settings.installation()?.anchorKey;
    if (anchorKey === undefined) throw new Error('no installation');
    const anchor = {
      sequence: Number(last['Sequence']),
      hash: last['Hash'] ?? '',
      at: last['Time (UTC)'] ?? '',
      keyFingerprint: facts.keyFingerprint,
    };
    expect(anchorSignatureValid(anchorKey, anchorStatement(facts.store, anchor), facts.signature)).toBe(true);
    expect(
      anchorSignatureValid(
        anchorKey,
        anchorStatement(facts.store, { ...anchor, sequence: anchor.sequence + 1 }),
        facts.signature,
      ),
    ).toBe(false);
  });

  it('holds what the filter lets through, and is itself recorded with rows and SHA-256', async () => {
    const exported = await console.call('audit.exportCsv', { filter: { categories: ['Login'] } });
    expect(exported?.rows).toBe(2);
    expect(
      new Set(
        rowsOf()
          .slice(0, -1)
          .map((row) => row['Category']),
      ),
    ).toEqual(new Set(['Login']));
    const { entries } = await console.call('audit.list', { limit: 1 });
    expect(entries[0]).toMatchObject({
      event: 'audit.exported',
      facts: { rows: 2, sha256: exported?.sha256, fileName: 'audit.csv', filter: { categories: ['Login'] } },
    });
  });

  it('that is cancelled in the dialog answers null and records nothing', async () => {
    console.files.save = null;
    expect(await console.call('audit.exportCsv', { filter: {} })).toBeNull();
    const { entries } = await console.call('audit.list', { limit: 1 });
    expect(entries[0]?.event).not.toBe('audit.exported');
  });

  it('that cannot be written says so, and nothing is left behind', async () => {
    console.files.save = join(console.dataDir, 'no-such-folder', 'audit.csv');
    expect((await console.refusal('audit.exportCsv', { filter: {} })).code).toBe('file.write-failed');
  });

  it('makes a text of what a spreadsheet would run', async () => {
    await console.refusal('session.login', { name: 'x', password: 'y' });
    const groupId = await console.addGroup('=cmd|calc');
    expect(groupId).toMatch(/^[0-9a-f]{32}$/);
    await console.call('audit.exportCsv', { filter: {} });
    expect(rowsOf().find((row) => row['Event'] === 'key-group.added')?.['Target name']).toBe("'=cmd|calc");
  });
});

describe('verifying', () => {
  it('recomputes everything and says up to where', async () => {
    console = await testConsole();
    await console.setUp();
    await console.logIn('ada', 'bob');
    const { integrity } = await console.call('audit.verify', {});
    expect(integrity).toMatchObject({ state: 'verified', firstBad: null });
    expect(integrity.verifiedTo).toBeGreaterThan(2);
  });

  it('can be followed and cancelled; what was known before stays known', async () => {
    console = await testConsole();
    await console.setUp();
    await console.logIn('ada', 'bob');
    const { integrity } = await console.call('audit.verify', {});
    const told = (): unknown[] =>
      console.outgoing.filter((each) => (each as { payload?: { call?: string } }).payload?.call === 'audit.verify');
    expect(told().at(-1)).toMatchObject({
      event: 'progress',
      payload: { step: 'entries', done: integrity.verifiedTo, total: integrity.verifiedTo },
    });
    let ended = false;
    const again = console.refusal('audit.verify', {}).finally(() => (ended = true));
    // Each try lets the verification go on: it reads the store on another thread.
    while (!ended) {
      await console.call('audit.cancelVerify', {});
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await again).code).toBe('input.cancelled');
    expect((await console.call('app.status', {})).integrity).toEqual(integrity);
  });

  it.each([
    ['a changed text', (row: Row) => ({ ...row, text: row.text.replace('login.succeeded', 'login.succeedEd') })],
    [
      'a changed text with its hash made anew',
      (row: Row) => rehashed(row.text.replace('login.succeeded', 'login.succeedEd'), row.sequence),
    ],
    ['a missing entry', () => null],
  ] as const)('finds %s, says where, and makes the console read-only', async (_what, tamper) => {
    const tampering = tamperedStores(tamper);
    console = await testConsole({ stores: tampering.stores((dir) => dir) });
    tampering.folder.path = console.dataDir;
    await console.setUp();
    await console.logIn('ada', 'bob');
    tampering.on = true;
    const status = await console.call('audit.verify', {});
    expect(status).toMatchObject({
      integrity: { state: 'broken', firstBad: tampering.badSequence() },
      problem: { code: 'store.row-tampered' },
    });
    tampering.on = false;
    expect((await console.refusal('credentials.add', credential())).code).toBe('store.read-only');
    expect(console.early.events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['audit.chain-broken', 'audit.verified']),
    );
    // What only reads goes on: an auditor must be able to take the evidence away.
    console.files.save = join(console.dataDir, 'evidence.csv');
    expect((await console.call('audit.exportCsv', { filter: {} }))?.rows).toBeGreaterThan(2);
  });
});

const credential = () => ({
  name: 'x',
  source: {
    kind: 'typed' as const,
    accessKeyId: console.simulator.accessKey.accessKeyId,
    secretAccessKey: console.simulator.accessKey.secretAccessKey,
  },
  region: 'us-east-1',
  endpoint: { kind: 'simulator' as const },
});

interface Row {
  readonly sequence: number;
  readonly text: string;
  readonly hash: string;
}
const rehashed = (text: string, sequence: number): Row => ({ sequence, text, hash: sha256Hex(text) });

/** A store whose log reads as if someone had edited the first login entry. */
function tamperedStores(tamper: (row: Row) => Row | null) {
  const folder = { path: '' };
  let bad = 0;
  const state = { on: false, folder, badSequence: () => bad, stores };
  function stores(_of: (dir: string) => string): StoreFactory {
    const real = (): StoreFactory => sqliteStoreFactory({ dataDir: folder.path, clock: manualClock(), log: keptLog() });
    return {
      ...sqliteStoreFactory({ dataDir: '/nonexistent', clock: manualClock(), log: keptLog() }),
      exists: () => (folder.path === '' ? Promise.resolve(false) : real().exists()),
      setAside: () => real().setAside(),
      create: async (key, identity) => edited(await real().create(key, identity)),
      open: async (key) => edited(await real().open(key)),
    };
  }
  const edited = (store: Store): Store => ({
    ...store,
    read: (work) => store.read((tx) => work(state.on ? { ...tx, audit: { ...tx.audit, scan: scanOf(tx) } } : tx)),
  });
  const scanOf = (tx: StoreReader): AuditRows['scan'] =>
    async function* scan(from, filter) {
      let done = false;
      for await (const batch of tx.audit.scan(from, filter)) {
        yield batch.flatMap((row) => {
          if (done || !row.text.includes('login.succeeded')) return [row];
          done = true;
          const changed = tamper(row);
          bad = row.sequence;
          return changed === null ? [] : [changed];
        });
      }
    };
  return state;
}

describe('the chain rules', () => {
  it('accept the log of a console as it stands', async () => {
    console = await testConsole();
    await console.setUp();
    await console.logIn('cleo');
    const { entries } = await console.call('audit.list', { limit: 100 });
    let head: ChainHead = emptyChain;
    for (const entry of [...entries].reverse()) {
      expect(entry.previousHash).toBe(head.hash);
      head = { sequence: entry.sequence, hash: entry.hash };
    }
    expect(checkChainedEntry(emptyChain, { sequence: 2, text: '{}', hash: '' })).toBe('sequence');
  });
});
