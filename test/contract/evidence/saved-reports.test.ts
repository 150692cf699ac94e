// Saved reports: kept, changed and deleted with an entry each, run by their schedule with nobody logged in, and an access review signed off.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { testConsole, type TestConsole } from '../../support/test-console';
import { exportReport, runVerifier } from './evidence-console';

let console: TestConsole;
beforeEach(async () => {
  console = await testConsole();
  await console.setUp();
  await console.logIn('ada', 'bob');
  console.files.folder = join(console.dataDir, 'scheduled');
  mkdirSync(console.files.folder);
});
afterEach(() => console.stop());

const dayMs = 86_400_000;
const saved = async () => (await console.call('reports.saved', {})).reports;
const daily = () => ({
  startAt: new Date(console.clock.now().getTime() + dayMs).toISOString(),
  every: { count: 1, unit: 'days' as const },
});
const report = (name: string) => ({
  name,
  definition: { kind: 'access-review' as const, columns: ['name', 'roles'] },
  schedule: null,
});
const lastEntry = async () => (await console.call('audit.list', { limit: 1 })).entries[0]!;

/** Moves the clock past the start and waits until the run has ended. */
async function nextRun(): Promise<void> {
  const before = (await saved())[0]!.lastRun?.at;
  await console.clock.advance(dayMs + 120_000);
  while ((await saved())[0]!.lastRun?.at === before) await console.clock.advance(60_000);
}

it('are saved, changed at the revision shown, and deleted', async () => {
  const first = await console.call('reports.save', report('Quarterly'));
  expect(first).toMatchObject({ revision: 1, savedBy: 'ada', nextRunAt: null, lastRun: null });
  const second = await console.call('reports.save', { ...report('Yearly'), id: first.id, revision: 1 });
  expect([second.id, second.revision, (await saved()).length]).toEqual([first.id, 2, 1]);
  expect((await console.refusal('reports.save', { ...report('Late'), id: first.id, revision: 1 })).code).toBe(
    'state.conflict',
  );
  expect((await console.refusal('reports.save', report('Yearly'))).code).toBe('input.name-taken');
  expect(
    (await console.refusal('reports.save', { ...report('Bad'), definition: { kind: 'hsm', columns: ['x'] } })).code,
  ).toBe('input.invalid');
  await console.call('reports.deleteSaved', { id: first.id, revision: 2 });
  expect(await saved()).toEqual([]);
  expect((await lastEntry()).event).toBe('report.deleted');
});

it('run by their schedule with nobody logged in, verify offline, and are recorded', async () => {
  await console.call('reports.chooseFolder', {});
  await console.call('reports.save', { ...report('Daily'), schedule: daily() });
  await nextRun();
  const [row] = await saved();
  const directory = row!.lastRun!.directory!;
  expect((await runVerifier(join(console.dataDir, 'scheduled', directory))).said).toMatch(/^VERIFIED access-review/);
  expect(Date.parse(row!.nextRunAt!)).toBeGreaterThan(console.clock.now().getTime());
  const { entries } = await console.call('audit.list', { filter: { text: 'report.exported' }, limit: 1 });
  expect(entries[0]).toMatchObject({ identities: [], facts: { scheduled: true, savedReport: 'Daily', directory } });
  expect(readdirSync(join(console.dataDir, 'scheduled'))).toEqual([directory]);
}, 60_000);

it('say why they did not run, and wait for the next time', async () => {
  await console.call('reports.save', { ...report('Daily'), schedule: daily() });
  await nextRun();
  expect((await saved())[0]!.lastRun).toMatchObject({
    directory: null,
    error: { code: 'state.conflict', facts: { reason: 'no-report-folder' } },
  });
  const { entries } = await console.call('audit.list', { filter: { text: 'report.exported' } });
  expect(entries.map(({ outcome }) => outcome)).toEqual(['failed']);
}, 60_000);

it('an access review is signed off by who read it; one that was never exported is not', async () => {
  const { directory, manifestSha256, path } = await exportReport(console, { kind: 'access-review' });
  expect(existsSync(path)).toBe(true);
  await console.call('reports.signOff', { directory, manifestSha256, remark: 'all as it should be' });
  expect(await lastEntry()).toMatchObject({
    event: 'report.signed-off',
    identities: ['ada', 'bob'],
    facts: { directory, manifestSha256, remark: 'all as it should be' },
  });
  const other = { directory, manifestSha256: 'a'.repeat(64), remark: '' };
  expect((await console.refusal('reports.signOff', other)).code).toBe('not-found');
});
