// Writes the fixture of the newest schema version; run once when a version is made, before the next one:
//   npx tsx test/support/write-store-fixture.ts
import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../electron/adapters/sqlite/migrations/migrations';
import { sqliteStoreFactory } from '../../electron/adapters/sqlite/sqlite-store-factory';
import {
  anchorRow,
  auditEvent,
  credentialRow,
  groupRow,
  identityRow,
  jobRow,
  keyRow,
  roleRow,
  stepRow,
} from './builders/store-rows';
import { idOf } from './builders/views';
import { standingClock } from './standing-clock';
import { storeKey } from '../unit/store/store-key';

const folder = await mkdtemp(join(tmpdir(), 'kmes-fixture-'));
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const factory = sqliteStoreFactory({ dataDir: folder, clock: standingClock(), log });
const store = await factory.create(storeKey, { id: 'c0ffee'.padEnd(32, '0'), environment: 'PRODUCTION' });
const at = '2026-03-01T09:00:00.000Z';

await store.write(async (tx) => {
  await tx.identities.put(identityRow());
  await tx.roles.put(roleRow());
  await tx.credentials.put(credentialRow());
  await tx.groups.put(groupRow());
  await tx.loginStates.put({ identityId: idOf(0x10), failedTries: 2, lockedUntil: null, lastLoginAt: at });
  await tx.record(auditEvent({ event: 'setup.completed', category: 'System', facts: { place: 'Zürich' } }));
});
await store.write(async (tx) => {
  await tx.groups.put(groupRow({ revision: 2 }));
  await tx.keys.put(keyRow());
  await tx.jobs.put(jobRow({ status: 'Completed' }));
  await tx.jobs.putStep(stepRow({ status: 'done' }));
  await tx.jobs.putStep(stepRow({ index: 1, kind: 'import-material' }));
  for (const text of ['Rotating', 'Rotated']) await tx.jobs.addLine({ jobId: idOf(0x400), at, severity: 'info', text });
  await tx.wrappingKeys.add('e'.repeat(64), at);
  await tx.record(auditEvent({ event: 'job.completed', category: 'Jobs', jobId: idOf(0x400) }));
});
await store.addAnchor(anchorRow({ sequence: 2 }));
await store.write(async (tx) => {
  await tx.credentials.delete(idOf(0x100));
  await tx.record(auditEvent({ event: 'credential.deleted', category: 'Credentials' }));
  await tx.record(auditEvent({ event: 'login.refused', category: 'Login', outcome: 'refused' }));
});
// What the rows were when this version was made: builders follow the program, a fixture does not.
const rows = await store.read(async (tx) => ({
  identities: await tx.identities.list(),
  roles: await tx.roles.list(),
  groups: await tx.groups.list(),
  keys: await tx.keys.list(),
}));
await store.close();

const version = migrations.at(-1)?.version ?? 0;
const path = join(import.meta.dirname, '..', 'fixtures', 'store', `version-${version}.db`);
await copyFile(join(folder, 'store.db'), path);
await chmod(path, 0o644);
await writeFile(path.replace(/\.db$/, '.json'), `${JSON.stringify(rows, null, 2)}\n`);
await rm(folder, { recursive: true });
process.stdout.write(`${path}\n`);
