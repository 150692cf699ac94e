// Retention of the audit log: exported, read back, removed under dual control; the chain, the search and the rows hold across the cut.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openConnection, type SqliteConnection } from '../../electron/adapters/sqlite/sqlite-connection';
import { systemFiles } from '../../electron/adapters/system/system-files';
import { withStoreKey } from '../../electron/services/store-key';
import { decideAs, requestAs } from '../support/approve';
import { testConsole, type TestConsole } from '../support/test-console';

const runId = 'b'.repeat(32);
const months = 31 * 86_400_000;
let console: TestConsole;
let folder: string;
/** Files that were read, by path. */
let reads: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kmes-segments-'));
  reads = [];
  const files = systemFiles();
  console = await testConsole({
    files: { ...files, readSmall: (path, most) => (reads.push(path), files.readSmall(path, most)) },
  });
  await console.setUp();
  await console.logIn('ada', 'bob');
  for (let n = 0; n < 5; n += 1) await console.call('audit.verify', {});
  console.files.folder = folder;
});
afterEach(async () => {
  await console.stop();
  rmSync(folder, { recursive: true, force: true });
});

const role = {
  type: 'Operational',
  description: 'Of a test',
  loginsRequired: 1,
  permissions: [],
  excludes: [],
} as const;
const exported = async () => {
  const segment = await console.call('retention.export', { runId });
  if (segment === null) throw new Error('cancelled');
  return segment;
};
/** The file of the store itself, as someone who has the key but is not the store. */
async function inTheFile<T>(work: (file: SqliteConnection) => Promise<T>): Promise<T> {
  const installation = console.settings.installation();
  if (installation === null) throw new Error('not set up');
  const path = join(console.dataDir, 'store.db');
  const file = await withStoreKey(console.hsm, installation, (key) => openConnection(path, key, 'write'));
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
const rowsUpTo = (sequence: number): Promise<number> =>
  inTheFile(async (file) => {
    const [row] = await file.all(`SELECT count(*) AS rows FROM audit_entries WHERE sequence <= ${sequence}`);
    return Number(row?.['rows']);
  });
async function fourteenMonthsLater(): Promise<void> {
  await console.clock.leap(14 * months);
  await console.call('audit.verify', {});
}

describe('the oldest entries', () => {
  it('stay for thirteen months', async () => {
    await console.clock.leap(12 * months);
    expect((await console.call('retention.get', {})).removable).toBeNull();
    expect(await console.refusal('retention.export', { runId })).toMatchObject({
      code: 'not-found',
      facts: { kind: 'audit-entries' },
    });
  });

  it('are removed once they are exported, read back and approved; everything else holds', async () => {
    await console.approved('roles.add', { ...role, name: 'Before' });
    await fourteenMonthsLater();
    const before = await console.call('retention.get', {});
    const segment = await exported();
    expect(segment).toMatchObject({ from: 1, to: before.removable?.to });
    await console.approved('retention.remove', { segmentId: segment.segmentId });

    const after = await console.call('retention.get', {});
    expect(after.oldest?.sequence).toBe(segment.to + 1);
    expect(after.segments).toMatchObject([{ from: 1, to: segment.to, lastHash: segment.lastHash }]);
    const { entries, total } = await console.call('audit.list', { filter: {}, limit: 500 });
    expect(entries.at(-1)?.sequence).toBe(segment.to + 1);
    expect(entries.at(-1)?.previousHash).toBe(segment.lastHash);
    expect(total).toBe(entries.length);
    expect((await console.call('audit.verify', {})).integrity).toMatchObject({ state: 'verified', firstBad: null });
    // Rows whose entry is gone are vouched for by one that stays.
    expect((await console.call('roles.list', {})).roles.map(({ name }) => name)).toContain('Before');

    await console.restart();
    await console.call('hsm.unlock', { pin: console.hsm.pin, pinSecondPart: null });
    await console.logIn('ada', 'bob');
    expect((await console.call('app.status', {})).problem).toBeNull();
    expect((await console.call('audit.verify', {})).integrity.state).toBe('verified');
  });

  it('are verified with the rest by the offline script, each export by itself and one after the other', async () => {
    await fourteenMonthsLater();
    const segment = await exported();
    await console.approved('retention.remove', { segmentId: segment.segmentId });
    const rest = await console.call('reports.run', { runId, definition: { kind: 'audit' }, to: 'ask' });
    const script = (...args: string[]): string =>
      execFileSync(process.execPath, [resolve('scripts/verify-evidence.mjs'), ...args], { cwd: folder }).toString();
    expect(script(segment.directory)).toContain('VERIFIED');
    expect(script(rest?.directory ?? '')).toContain('VERIFIED');
    expect(script(segment.directory, rest?.directory ?? '')).toMatch(/^VERIFIED[^\n]*\nVERIFIED[^\n]*\n$/);
    expect(() => script(rest?.directory ?? '', segment.directory)).toThrow();
  });

  it('are found no more by text, and what is kept still is', async () => {
    await fourteenMonthsLater();
    const found = async (): Promise<readonly number[]> =>
      (await console.call('audit.list', { filter: { text: 'audit.verified' }, limit: 100 })).entries.map(
        ({ sequence }) => sequence,
      );
    const before = await found();
    const segment = await exported();
    await console.approved('retention.remove', { segmentId: segment.segmentId });
    const after = await found();
    expect(before.some((sequence) => sequence <= segment.to)).toBe(true);
    expect(after.every((sequence) => sequence > segment.to)).toBe(true);
    expect(after.length).toBeGreaterThan(0);
  });

  it.each([
    ['changed', (report: string) => writeFileSync(report, readFileSync(report, 'utf8').replace('ada', 'eve'))],
    ['gone', (report: string) => rmSync(report)],
  ])(
    'stay when the export is %s between the request and the approval; nor is it asked for then',
    async (_how, spoil) => {
      await fourteenMonthsLater();
      const { segmentId, directory, to } = await exported();
      const report = join(folder, directory, 'report.json');
      const text = readFileSync(report, 'utf8');
      const { id } = await requestAs(console.call, console.prompt, 'ada', 'retention.remove', { segmentId });
      spoil(report);
      const decided = await decideAs(console.call, console.prompt, 'bob', id);
      expect(decided.status).not.toBe('Executed');
      expect(
        await console.refusal('approvals.preview', { call: 'retention.remove', input: { segmentId } }),
      ).toMatchObject({ code: expect.stringMatching(/^(input\.invalid|file\.read-failed)$/) });
      expect((await console.call('retention.get', {})).oldest?.sequence).toBe(1);
      expect(await rowsUpTo(to)).toBe(to);

      writeFileSync(report, text);
      await console.approved('retention.remove', { segmentId });
      expect((await console.call('retention.get', {})).oldest?.sequence).toBe(to + 1);
    },
  );

  it('stay when a row was put back together with its index, which only the whole log shows', async () => {
    await console.approved('roles.add', { ...role, name: 'Before' });
    const before = await inTheFile((file) =>
      file.all("SELECT * FROM sealed_rows WHERE kind = 'role' ORDER BY number DESC LIMIT 1"),
    );
    const [row] = before;
    const { roles } = await console.call('roles.list', {});
    const found = roles.find(({ name }) => name === 'Before');
    await console.approved('roles.change', {
      ...{ id: found?.id, revision: found?.revision, name: 'Before', description: 'Changed since' },
      ...{ type: role.type, loginsRequired: 2, permissions: [], excludes: [] },
    });
    await fourteenMonthsLater();
    const { segmentId } = await exported();
    const { id: requestId } = await requestAs(console.call, console.prompt, 'ada', 'retention.remove', { segmentId });
    await inTheFile(async (file) => {
      const { id, text, digest, changed_sequence: sequence, changed_hash: hash } = row ?? {};
      await file.exec(`DELETE FROM audit_subjects WHERE id = '${id}' AND sequence > ${Number(sequence)};
        UPDATE sealed_rows SET text = '${text}', digest = '${digest}', changed_sequence = ${Number(sequence)}, changed_hash = '${hash}' WHERE id = '${id}'`);
    });
    // By the index alone the old row is as good as new.
    expect((await console.call('roles.list', {})).roles.find(({ name }) => name === 'Before')?.loginsRequired).toBe(1);
    await decideAs(console.call, console.prompt, 'bob', requestId).catch(() => undefined);
    expect((await console.call('app.status', {})).problem).toMatchObject({
      code: 'store.row-tampered',
      facts: { kind: 'role', reason: 'not-as-logged' },
    });
    expect((await console.call('retention.get', {})).oldest?.sequence).toBe(1);
  });

  it('are read back from the disk once at the approval, before the transaction that everybody waits for', async () => {
    await fourteenMonthsLater();
    const { segmentId } = await exported();
    const { id } = await requestAs(console.call, console.prompt, 'ada', 'retention.remove', { segmentId });
    reads.length = 0;
    expect(await decideAs(console.call, console.prompt, 'bob', id)).toMatchObject({ status: 'Executed' });
    expect(reads.filter((path) => path.endsWith('manifest.json'))).toHaveLength(1);
  });

  it('leave nothing behind where the export was cancelled or could not be written', async () => {
    await fourteenMonthsLater();
    writeFileSync(join(folder, 'file'), '');
    console.files.folder = join(folder, 'file');
    expect((await console.refusal('retention.export', { runId })).code).toBe('file.write-failed');
    expect(readdirSync(folder)).toEqual(['file']);
    expect((await console.call('retention.get', {})).segments).toEqual([]);
  });

  it('are taken out of the file, also when the program ended before', async () => {
    await fourteenMonthsLater();
    const segment = await exported();
    // As if it ended before the first batch.
    await inTheFile((file) =>
      file.exec("CREATE TRIGGER held BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'held'); END"),
    );
    await console.approved('retention.remove', { segmentId: segment.segmentId });
    await vi.waitFor(() => expect(console.log.lines.join()).toContain('store.log-not-purged'));
    expect(await rowsUpTo(segment.to)).toBe(segment.to);
    expect((await console.call('audit.list', { filter: {}, limit: 500 })).entries.at(-1)?.sequence).toBe(
      segment.to + 1,
    );
    await inTheFile((file) => file.exec('DROP TRIGGER held'));
    await console.restart();
    await console.call('hsm.unlock', { pin: console.hsm.pin, pinSecondPart: null });
    await console.logIn('ada', 'bob');
    await vi.waitFor(async () => expect(await rowsUpTo(segment.to)).toBe(0));

    // A second segment goes on where the first one ended.
    await fourteenMonthsLater();
    const second = await exported();
    expect(second.from).toBe(segment.to + 1);
    await console.approved('retention.remove', { segmentId: second.segmentId });
    await vi.waitFor(async () => expect(await rowsUpTo(second.to)).toBe(0));
    expect((await console.call('audit.verify', {})).integrity.state).toBe('verified');
  });
});
