// Retention of the audit log: exported, read back, removed under dual control; the chain, the search and the rows hold across the cut.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testConsole, type TestConsole } from '../support/test-console';

const runId = 'b'.repeat(32);
const months = 31 * 86_400_000;
let console: TestConsole;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kmes-segments-'));
  console = await testConsole();
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

  it('stay when the export was changed, or is gone, before the approval', async () => {
    await fourteenMonthsLater();
    const segment = await exported();
    const file = join(folder, segment.directory, 'report.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('ada', 'eve'));
    expect((await console.refusal('retention.remove', { segmentId: segment.segmentId })).facts).toMatchObject({
      rule: 'segment',
    });
    writeFileSync(file, text);
    await console.approved('retention.remove', { segmentId: segment.segmentId });
    expect(readdirSync(folder)).toEqual([segment.directory]);
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
    await console.approved('retention.remove', { segmentId: segment.segmentId });
    await vi.waitFor(async () =>
      expect((await console.call('audit.list', { filter: {}, limit: 1 })).total).toBeGreaterThan(0),
    );
    await console.restart();
    await console.call('hsm.unlock', { pin: console.hsm.pin, pinSecondPart: null });
    await console.logIn('ada', 'bob');
    // A second segment goes on where the first one ended.
    await fourteenMonthsLater();
    const second = await exported();
    expect(second.from).toBe(segment.to + 1);
    await console.approved('retention.remove', { segmentId: second.segmentId });
    expect((await console.call('audit.verify', {})).integrity.state).toBe('verified');
  });
});
