// Stores of earlier versions are brought to today's; those of later ones are left alone. Fixtures are whole stores as their version wrote them.
import { copyFile, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkChainedEntry, emptyChain } from '../../../electron/domain/audit-event';
import { migrations } from '../../../electron/adapters/sqlite/migrations/migrations';
import { openConnection } from '../../../electron/adapters/sqlite/sqlite-connection';
import { schemaVersion, type Migration } from '../../../electron/adapters/sqlite/migrate';
import { auditEvent, credentialRow } from '../../support/builders/store-rows';
import { idOf } from '../../support/builders/views';
import { storeBench, storeId, storeKey, type StoreBench } from './store-bench';

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'store');
const newest = migrations.at(-1)?.version ?? 0;

async function versionOf({ folder }: StoreBench): Promise<number> {
  const connection = await openConnection(join(folder, 'store.db'), storeKey, 'read');
  try {
    return await schemaVersion(connection);
  } finally {
    await connection.close();
  }
}

describe('the list of migrations', () => {
  it('counts from 1 without gaps, and every version but the newest has a fixture; so has the newest, for the next', async () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
    expect(await readdir(fixtures)).toEqual(
      expect.arrayContaining(migrations.map(({ version }) => `version-${version}.db`)),
    );
  });
});

describe.each(migrations.map(({ version }) => version))('a store of version %i', (version) => {
  it(`opens at version ${newest} with every row sealed, every entry found and the chain whole, and takes writes`, async () => {
    const bench = await storeBench();
    await copyFile(join(fixtures, `version-${version}.db`), join(bench.folder, 'store.db'));
    expect(await versionOf(bench)).toBe(version);
    const store = await bench.open();
    expect(store).toMatchObject({ id: storeId, environment: 'PRODUCTION' });
    expect(await versionOf(bench)).toBe(newest);
    await store.read(async (tx) => {
      expect({
        identities: await tx.identities.list(),
        roles: await tx.roles.list(),
        groups: await tx.groups.list(),
        keys: await tx.keys.list(),
      }).toEqual(JSON.parse(await readFile(join(fixtures, `version-${version}.json`), 'utf8')));
      expect(await tx.credentials.list()).toEqual([]);
      expect((await tx.groups.byName('PAYMENTS-EU'))?.revision).toBe(2);
      expect((await tx.keys.ofGroup(idOf(0x200))).length).toBe(1);
      expect((await tx.jobs.list({ limit: 10, status: ['Completed'] })).jobs.map(({ id }) => id)).toEqual([
        idOf(0x400),
      ]);
      expect((await tx.jobs.steps(idOf(0x400))).length).toBe(2);
      expect((await tx.jobs.lines(idOf(0x400))).map(({ text }) => text)).toEqual(['Rotating', 'Rotated']);
      expect((await tx.loginStates.get(idOf(0x10)))?.failedTries).toBe(2);
      expect(await tx.wrappingKeys.seen('e'.repeat(64))).toBe(true);
      expect((await tx.anchors.latest())?.sequence).toBe(2);
      expect((await tx.audit.list({ text: 'zurich' }, { limit: 10 })).total).toBe(1);
      expect((await tx.audit.list({ outcomes: ['refused'], categories: ['Login'] }, { limit: 10 })).total).toBe(1);
      let head = emptyChain;
      for await (const batch of tx.audit.scan(1)) {
        for (const stored of batch) {
          expect(checkChainedEntry(head, stored)).toBe('ok');
          head = stored;
        }
      }
      expect(head.sequence).toBe(4);
    });
    await store.write(async (tx) => {
      await tx.credentials.put(credentialRow());
      await tx.record(auditEvent());
    });
    expect((await store.read((tx) => tx.audit.head())).sequence).toBe(5);
  });
});

describe('migrating', () => {
  const first: Migration = migrations[0] ?? { version: 0, sql: '' };
  const second: Migration = { version: 2, sql: 'CREATE TABLE extra (note TEXT); INSERT INTO extra VALUES (1)' };
  const third: Migration = { version: 3, sql: 'UPDATE extra SET note = note + 1' };

  it('applies each missing version once, whatever version it begins from', async () => {
    const bench = await storeBench();
    await (await bench.knowing([first]).create(storeKey, { id: storeId, environment: 'EVALUATION' })).close();
    expect(await versionOf(bench)).toBe(1);
    for (let again = 0; again < 2; again += 1) {
      await (await bench.knowing([first, second, third]).open(storeKey)).close();
      const connection = await openConnection(join(bench.folder, 'store.db'), storeKey, 'read');
      expect(await connection.all('SELECT note FROM extra')).toEqual([{ note: '2' }]);
      await connection.close();
    }
    expect(await versionOf(bench)).toBe(3);
  });

  it('that fails leaves the version before it whole, and the store usable with the program that made it', async () => {
    const bench = await storeBench();
    const before = await bench.create();
    await before.write((tx) => tx.record(auditEvent()));
    await before.close();
    const broken: Migration = { version: 3, sql: 'CREATE TABLE half (note TEXT); INSERT INTO absent VALUES (1)' };
    await expect(bench.knowing([first, second, broken]).open(storeKey)).rejects.toMatchObject({ code: 'internal' });
    expect(await versionOf(bench)).toBe(2);
    const connection = await openConnection(join(bench.folder, 'store.db'), storeKey, 'read');
    expect(await connection.all("SELECT name FROM sqlite_schema WHERE name IN ('half', 'extra')")).toEqual([
      { name: 'extra' },
    ]);
    await connection.close();
    const again = await bench.knowing([first, second]).open(storeKey);
    expect((await again.read((tx) => tx.audit.head())).sequence).toBe(1);
    await again.close();
  });

  it('refuses a store of a later version and does not change it', async () => {
    const bench = await storeBench();
    await (
      await bench.knowing([first, second, third]).create(storeKey, { id: storeId, environment: 'EVALUATION' })
    ).close();
    const bytes = await readFile(join(bench.folder, 'store.db'));
    await expect(bench.knowing([first, second]).open(storeKey)).rejects.toMatchObject({
      code: 'store.too-new',
      facts: { found: 3, known: 2 },
    });
    expect((await readFile(join(bench.folder, 'store.db'))).equals(bytes)).toBe(true);
    await (await bench.knowing([first, second, third]).open(storeKey)).close();
  });
});
