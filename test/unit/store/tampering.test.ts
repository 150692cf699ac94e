// Rows that decide security against someone who can put old pages back, or change the file in some other way than the store does.
import { copyFile, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openConnection } from '../../../electron/adapters/sqlite/sqlite-connection';
import { sqliteStoreFactory } from '../../../electron/adapters/sqlite/sqlite-store-factory';
import type { Store } from '../../../electron/ports/store';
import { ConsoleError } from '../../../shared/errors';
import { auditEvent, credentialRow, groupRow, identityRow, keyRow, roleRow } from '../../support/builders/store-rows';
import { idOf } from '../../support/builders/views';
import { memoryLog, standingClock, storeBench, storeKey, type StoreBench } from './store-bench';

const pageSize = 4096;
const codeOf = (thrown: unknown): unknown => (thrown instanceof ConsoleError ? thrown.code : thrown);

async function filled(bench: StoreBench): Promise<void> {
  const store = await bench.create();
  await store.write(async (tx) => {
    await tx.identities.put(identityRow());
    await tx.roles.put(roleRow());
    await tx.credentials.put(credentialRow());
    await tx.groups.put(groupRow());
    await tx.keys.put(keyRow());
    await tx.record(auditEvent());
  });
  await store.close();
}

/** Changes the file as someone who has the key but is not the store. */
async function behindItsBack(bench: StoreBench, ...statements: readonly string[]): Promise<void> {
  const connection = await openConnection(join(bench.folder, 'store.db'), storeKey, 'write');
  for (const statement of statements) await connection.exec(statement);
  await connection.close();
}

describe('an old page put back', () => {
  it('never brings an old row back unnoticed, whichever page it is', async () => {
    const bench = await storeBench();
    await filled(bench);
    const older = await readFile(join(bench.folder, 'store.db'));
    const store = await bench.open();
    await store.write(async (tx) => {
      await tx.identities.put(identityRow({ status: 'disabled' }));
      await tx.groups.put(groupRow({ revision: 2 }));
      await tx.credentials.delete(idOf(0x100));
      await tx.record(auditEvent());
    });
    await store.close();
    const newer = await readFile(join(bench.folder, 'store.db'));
    const noticed = new Set<string>();
    let putBack = 0;
    for (let page = 0; page < older.length / pageSize; page += 1) {
      const old = older.subarray(page * pageSize, (page + 1) * pageSize);
      if (old.equals(newer.subarray(page * pageSize, (page + 1) * pageSize))) continue;
      putBack += 1;
      const folder = await mkdtemp(join(tmpdir(), 'kmes-page-'));
      try {
        await copyFile(join(bench.folder, 'store.db'), join(folder, 'store.db'));
        const file = await open(join(folder, 'store.db'), 'r+');
        await file.write(old, 0, pageSize, page * pageSize);
        await file.close();
        for (const result of await readings(folder)) noticed.add(result);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    expect(putBack).toBeGreaterThan(3);
    expect([...noticed].filter((result) => result.startsWith('OLD'))).toEqual([]);
    expect(noticed).toContain('store.row-tampered');
  });

  it('of rows and index together is noticed when the whole log is read', async () => {
    const bench = await storeBench();
    await filled(bench);
    const before = await rowsOf(bench);
    const store = await bench.open();
    await store.write(async (tx) => {
      await tx.identities.put(identityRow({ status: 'disabled' }));
      await tx.record(auditEvent());
    });
    await store.close();
    await behindItsBack(
      bench,
      `DELETE FROM audit_subjects WHERE sequence = 2`,
      `UPDATE sealed_rows SET text = '${before.text}', digest = '${before.digest}', changed_sequence = 1, changed_hash = '${before.hash}'
       WHERE kind = 'identity'`,
    );
    const again = await bench.open();
    // By the index alone the old row is as good as new.
    expect((await again.read((tx) => tx.identities.get(idOf(0x10))))?.status).toBe('enabled');
    await expect(scanned(again, 1)).rejects.toMatchObject({
      code: 'store.row-tampered',
      facts: { kind: 'identity', id: idOf(0x10), reason: 'not-as-logged' },
    });
    expect(await scanned(again, 2)).toBe(1);
    expect(await again.read(async (tx) => (await tx.audit.list({}, { limit: 9 })).total)).toBe(2);
  });

  it('is not seen where there is none, whatever entries say in their facts', async () => {
    const bench = await storeBench();
    await filled(bench);
    const store = await bench.open();
    await store.write(async (tx) => {
      await tx.groups.delete(idOf(0x200));
      await tx.record(
        auditEvent({
          facts: { subjects: [{ kind: 'identity', id: idOf(0x10), digest: null }], text: '"subjects":[]' },
        }),
      );
      await tx.record(auditEvent({ facts: { subjects: [] }, target: { kind: 'x', id: 'y', name: '"subjects":[' } }));
    });
    expect(await scanned(store, 1)).toBe(3);
  });

  async function scanned(store: Store, from: number): Promise<number> {
    return store.read(async (tx) => {
      let count = 0;
      for await (const batch of tx.audit.scan(from)) count += batch.length;
      return count;
    });
  }

  async function rowsOf(bench: StoreBench): Promise<Record<'text' | 'digest' | 'hash', string>> {
    const connection = await openConnection(join(bench.folder, 'store.db'), storeKey, 'read');
    const [row] = await connection.all(
      "SELECT text, digest, changed_hash AS hash FROM sealed_rows WHERE kind = 'identity'",
    );
    await connection.close();
    return { text: String(row?.['text']), digest: String(row?.['digest']), hash: String(row?.['hash']) };
  }

  /** What each reading of the changed rows shows: NEW, the code of a refusal, or OLD with the row. */
  async function readings(dataDir: string): Promise<readonly string[]> {
    const factory = sqliteStoreFactory({ dataDir, clock: standingClock(), log: memoryLog() });
    let store: Store;
    try {
      store = await factory.open(storeKey);
    } catch (thrown) {
      return [String(codeOf(thrown))];
    }
    const shows = (isNew: boolean, what: string): string => (isNew ? 'NEW' : `OLD ${what}`);
    const attempts = [
      store.read(async (tx) => shows((await tx.identities.get(idOf(0x10)))?.status === 'disabled', 'identity')),
      store.read(async (tx) => shows((await tx.identities.byName('alice'))?.status === 'disabled', 'identity by name')),
      store.read(async (tx) => shows((await tx.identities.list())[0]?.status === 'disabled', 'identities')),
      store.read(async (tx) => shows((await tx.groups.get(idOf(0x200)))?.revision === 2, 'group')),
      store.read(async (tx) => shows((await tx.groups.list())[0]?.revision === 2, 'groups')),
      store.read(async (tx) => shows((await tx.credentials.get(idOf(0x100))) === null, 'deleted credential')),
      store.read(async (tx) => shows((await tx.credentials.list()).length === 0, 'deleted credentials')),
    ];
    const results = await Promise.allSettled(attempts);
    await store.close();
    return results.map((result) => (result.status === 'fulfilled' ? result.value : String(codeOf(result.reason))));
  }
});

describe('a row changed behind the back of the store', () => {
  const set = (assignment: string, kind = 'identity'): string =>
    `UPDATE sealed_rows SET ${assignment} WHERE kind = '${kind}'`;
  it.each([
    ['its text', 'digest', set(`text = replace(text, 'enabled', 'disabled')`)],
    ['its digest', 'entry-subject', set(`digest = '${'0'.repeat(64)}'`)],
    ['its name column', 'columns', set(`name_key = 'BOB'`)],
    ['the entry it names', 'entry-hash', set(`changed_hash = '${'0'.repeat(64)}'`)],
    ['an entry that is not there', 'no-entry', set('changed_sequence = 99')],
    ['no entry', 'no-entry', set('changed_sequence = NULL')],
    ['the text of its entry', 'entry-hash', `UPDATE audit_entries SET text = replace(text, 'success', 'refused')`],
    ['the index of what entries name', 'not-newest', `UPDATE audit_subjects SET digest = NULL WHERE kind = 'identity'`],
    [
      'a newer entry that names it',
      'not-newest',
      `INSERT INTO audit_subjects SELECT kind, id, 2, digest, parent_id FROM audit_subjects WHERE kind = 'identity'`,
    ],
    ['a row taken away', 'missing', `DELETE FROM sealed_rows WHERE kind = 'identity'`],
  ])('%s is noticed by get and list (%s)', async (_what, reason, statement) => {
    const bench = await storeBench();
    await filled(bench);
    await behindItsBack(bench, statement);
    const store = await bench.open();
    const tampered = {
      code: 'store.row-tampered',
      retry: 'never',
      facts: { kind: 'identity', id: idOf(0x10), reason },
    };
    await expect(store.read((tx) => tx.identities.get(idOf(0x10)))).rejects.toMatchObject(tampered);
    await expect(store.read((tx) => tx.identities.list())).rejects.toMatchObject(tampered);
    await expect(store.write((tx) => tx.identities.get(idOf(0x10)))).rejects.toMatchObject(tampered);
  });

  it('a key taken from its group, or moved to another, is noticed there', async () => {
    const bench = await storeBench();
    await filled(bench);
    await behindItsBack(bench, `UPDATE sealed_rows SET parent_id = '${idOf(0x201)}' WHERE kind = 'key'`);
    const store = await bench.open();
    await expect(store.read((tx) => tx.keys.ofGroup(idOf(0x200)))).rejects.toMatchObject({
      facts: { reason: 'missing' },
    });
    await expect(store.read((tx) => tx.keys.ofGroup(idOf(0x201)))).rejects.toMatchObject({
      facts: { reason: 'not-newest' },
    });
  });

  it('a row added without an entry is noticed', async () => {
    const bench = await storeBench();
    await filled(bench);
    await behindItsBack(
      bench,
      `INSERT INTO sealed_rows (kind, id, name_key, unique_key, digest, changed_sequence, changed_hash, text)
       SELECT kind, '${idOf(0x11)}', 'BOB', '/BOB', digest, changed_sequence, changed_hash, text FROM sealed_rows WHERE kind = 'identity'`,
    );
    const store = await bench.open();
    await expect(store.read((tx) => tx.identities.byName('bob'))).rejects.toMatchObject({ code: 'store.row-tampered' });
    await expect(store.read((tx) => tx.identities.list())).rejects.toMatchObject({ code: 'store.row-tampered' });
    expect(await store.read((tx) => tx.identities.get(idOf(0x10)))).toEqual(identityRow());
  });
});
