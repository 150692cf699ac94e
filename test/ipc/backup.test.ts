// Backup and restore through the IPC table, over real encrypted files: what comes back, what is lost, and what is said of it.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConsoleError } from '../../shared/errors';
import { requestAs } from '../support/approve';
import { testConsole, type TestConsole } from '../support/test-console';
import { testModuleSha256 } from '../support/test-hsm';

const runId = 'a'.repeat(32);
let console: TestConsole;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kmes-backup-'));
  console = await testConsole();
  await console.setUp();
  await console.logIn('ada', 'bob');
});
afterEach(async () => {
  await console.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function backUp(): Promise<string> {
  console.files.folder = folder;
  const made = await console.call('backup.make', { runId, to: 'ask' });
  return join(folder, made?.directory ?? '');
}

const unlocked = async (): Promise<void> => {
  await console.call('hsm.unlock', { pin: console.hsm.pin, pinSecondPart: null });
  await console.logIn('ada', 'bob');
};
/** Entries of one event, newest first. */
const newest = async (event: string) =>
  (await console.call('audit.list', { filter: {}, limit: 100 })).entries.filter((entry) => entry.event === event);
const isLocked = () =>
  vi.waitFor(
    async () =>
      expect(await console.call('app.status', {})).toMatchObject({ phase: 'unlock', hsm: { state: 'connected' } }),
    { timeout: 5_000 },
  );

describe('a backup', () => {
  it('is an encrypted copy with its manifest, appears whole, and is recorded and shown', async () => {
    const path = await backUp();
    expect(readdirSync(path).sort()).toEqual(['backup.json', 'backup.sig', 'store.db']);
    expect(readFileSync(join(path, 'store.db')).subarray(0, 15).toString()).not.toContain('SQLite format');
    expect(statSync(join(path, 'store.db')).mode & 0o077).toBe(0);
    const view = await console.call('backup.get', {});
    expect(view.last).toMatchObject({ by: ['ada', 'bob'], scheduled: false });
    expect((await newest('backup.made'))[0]).toMatchObject({ outcome: 'success' });
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('can be taken while others write, and holds one moment of the log', async () => {
    const making = backUp();
    for (let n = 0; n < 20; n += 1) await console.call('audit.verify', {}).catch(() => undefined);
    const path = await making;
    const { chainHead } = JSON.parse(readFileSync(join(path, 'backup.json'), 'utf8'));
    expect(chainHead.sequence).toBeGreaterThan(0);
  });

  it('leaves nothing behind when the folder cannot be written, and says why', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    console.files.folder = join(folder, 'a-file');
    const refused = await console.refusal('backup.make', { runId, to: 'ask' });
    expect(refused).toMatchObject({ code: 'file.write-failed', facts: { reason: 'EEXIST' } });
    expect(readdirSync(folder)).toEqual(['a-file']);
  });

  it('runs by its schedule into the chosen folder, and says so when it cannot', async () => {
    console.files.folder = join(folder, 'kept');
    mkdirSync(join(folder, 'kept'));
    await console.call('backup.chooseFolder', {});
    const startAt = new Date(console.clock.now().getTime() + 3_600_000).toISOString();
    await console.call('backup.setSchedule', { revision: 0, schedule: { startAt, every: { unit: 'days', count: 1 } } });
    await console.clock.advance(3_700_000);
    await vi.waitFor(async () => expect((await console.call('backup.get', {})).last?.scheduled).toBe(true));
    expect(readdirSync(join(folder, 'kept'))).toHaveLength(1);

    rmSync(join(folder, 'kept'), { recursive: true });
    writeFileSync(join(folder, 'kept'), 'not a folder any more');
    await console.clock.advance(25 * 3_600_000);
    await vi.waitFor(async () =>
      expect((await console.call('backup.get', {})).failed?.error.code).toBe('file.write-failed'),
    );
  });
});

describe('a restoration', () => {
  it('is previewed, approved, carried out at the next unlock, and says so in a log that verifies', async () => {
    const path = await backUp();
    console.files.folder = path;
    await console.approved('roles.add', {
      ...{
        name: 'Late',
        type: 'Operational',
        description: 'Of a test',
        loginsRequired: 1,
        permissions: [],
        excludes: [],
      },
    });
    const before = (await console.call('audit.list', { filter: {}, limit: 1 })).entries[0]?.sequence ?? 0;
    const preview = await console.call('backup.inspect', { runId });
    expect(preview).toMatchObject({ loses: { entries: before - (preview?.head ?? 0) } });
    const request = await console.approved('backup.restore', { backupId: preview?.backupId });
    expect(request.status).toBe('Executed');
    await isLocked();
    await unlocked();

    expect((await console.call('app.status', {})).problem).toBeNull();
    expect((await console.call('roles.list', {})).roles.map(({ name }) => name)).not.toContain('Late');
    const [entry] = await newest('store.restored');
    expect(entry).toMatchObject({
      identities: ['ada', 'bob'],
      facts: { by: ['ada', 'bob'], head: preview?.head, request: request.id },
    });
    expect((entry?.facts['entriesLost'] as number) > 0).toBe(true);
    const { integrity, jobs } = await console.call('audit.verify', {});
    expect(integrity).toMatchObject({ state: 'verified', firstBad: null });
    expect(jobs.stopped).not.toBeNull();
    expect(readdirSync(console.dataDir).some((name) => name.includes('set-aside'))).toBe(true);
    // A collector that has more of the log that was left is sent what follows in this one.
    expect(console.settings.preference('forwarding', 'restored')).toBe(preview?.head);
    // The next start finds nothing strange.
    await console.restart();
    await unlocked();
    expect((await console.call('app.status', {})).problem).toBeNull();
  });

  it('voids the requests that were open when the backup was made', async () => {
    await requestAs(console.call, console.prompt, 'ada', 'roles.add', {
      ...{
        name: 'Open',
        type: 'Operational',
        description: 'Of a test',
        loginsRequired: 1,
        permissions: [],
        excludes: [],
      },
    });
    console.files.folder = await backUp();
    const inspected = await console.call('backup.inspect', { runId });
    expect(inspected?.openRequests).toBe(1);
    await console.approved('backup.restore', { backupId: inspected?.backupId });
    await isLocked();
    await unlocked();
    expect((await console.call('approvals.list', { status: 'open' })).total).toBe(0);
    const { requests } = await console.call('approvals.list', { status: 'closed' });
    expect(requests.map(({ status }) => status)).toEqual(['Stale']);
  });

  it('refuses a backup with a changed byte, of another store, or without a manifest', async () => {
    const path = await backUp();
    console.files.folder = folder;
    expect(await console.refusal('backup.inspect', { runId })).toMatchObject({ facts: { rule: 'no-backup' } });
    console.files.folder = path;
    const db = readFileSync(join(path, 'store.db'));
    db[db.length - 100] = (db[db.length - 100] ?? 0) ^ 1;
    writeFileSync(join(path, 'store.db'), db);
    expect((await console.refusal('backup.inspect', { runId })).code).toMatch(/^store\.(damaged|row-tampered)$/);
    const manifest = readFileSync(join(path, 'backup.json'), 'utf8');
    writeFileSync(join(path, 'backup.json'), manifest.replace('"openRequests":0', '"openRequests":7'));
    expect(await console.refusal('backup.inspect', { runId })).toMatchObject({ facts: { rule: 'signature' } });
  });

  it('leaves everything as it was when the staged copy is gone at the unlock', async () => {
    const path = await backUp();
    console.files.folder = path;
    const preview = await console.call('backup.inspect', { runId });
    await console.approved('backup.restore', { backupId: preview?.backupId });
    await isLocked();
    rmSync(join(console.dataDir, 'store.db.restoring'));
    await unlocked();
    expect((await console.call('app.status', {})).problem).toBeNull();
    expect((await newest('store.restore-failed'))[0]).toMatchObject({ outcome: 'failed' });
    expect(await newest('store.restored')).toEqual([]);
  });

  it('does not believe an order that the anchor key did not sign', async () => {
    const path = await backUp();
    console.files.folder = path;
    const preview = await console.call('backup.inspect', { runId });
    await console.approved('backup.restore', { backupId: preview?.backupId });
    await isLocked();
    const pending = console.settings.pendingRestore();
    console.settings.setPendingRestore({ ...pending!, orderedAt: '2020-01-01T00:00:00.000Z' });
    await unlocked();
    expect((await newest('store.restore-failed'))[0]).toMatchObject({ facts: { reason: 'signature' } });
  });

  it('asks for the PIN again, and opens the store as it was, when the order could not be kept', async () => {
    console.files.folder = await backUp();
    const preview = await console.call('backup.inspect', { runId });
    vi.spyOn(console.settings, 'setPendingRestore').mockImplementationOnce(() => {
      throw new ConsoleError('file.write-failed');
    });
    await console.approved('backup.restore', { backupId: preview?.backupId });
    await isLocked();
    await unlocked();
    expect((await console.call('app.status', {})).problem).toBeNull();
    expect((await newest('store.restore-failed'))[0]).toMatchObject({ facts: { code: 'file.write-failed' } });
    expect(await newest('store.restored')).toEqual([]);
  });

  it('sets a new data folder up from a backup, with the same HSM', async () => {
    const path = await backUp();
    const fresh = await testConsole({ hsm: console.hsm });
    try {
      fresh.files.folder = path;
      const found = await fresh.call('setup.chooseBackup', {});
      const { modules } = await fresh.call('setup.options', {});
      await console.app().close();
      const status = await fresh.call('setup.restore', {
        ...{ backupId: found?.backupId ?? '', module: { moduleId: modules[0]?.moduleId ?? '' } },
        ...{ approvedSha256: testModuleSha256, token: { label: 'Fake token', serial: 'F00000001' } },
        ...{ pin: console.hsm.pin, pinSecondPart: null },
      });
      expect(status).toMatchObject({ phase: 'login', problem: null });
      await fresh.logIn('ada', 'bob');
      const { entries } = await fresh.call('audit.list', { filter: {}, limit: 20 });
      expect(entries.map(({ event }) => event)).toEqual(
        expect.arrayContaining(['store.restored', 'system.set-up-from-backup']),
      );
      expect((await fresh.call('audit.verify', {})).integrity.state).toBe('verified');
      expect(existsSync(join(fresh.dataDir, 'store.db'))).toBe(true);
    } finally {
      await fresh.stop();
    }
  });
});
