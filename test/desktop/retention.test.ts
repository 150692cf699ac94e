// Retention in the real console, fourteen months on: nothing old enough at first, then exported, removed under dual control, and the log verified across it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { answerDialogs } from '../support/dialog-answers';
import { setMainAhead } from '../support/main-clock';
import { walkBothIn, walkSetup, walkUnlock } from '../support/walk';
import { walkApproval } from '../support/walk-approval';
import { closeDialogs, walkTo } from '../support/walk-screens';

const fourteenMonthsMs = 14 * 31 * 86_400_000;
const dataDir = temporaryDataDir();
const folder = mkdtempSync(join(tmpdir(), 'kmes-retention-'));
let launched: LaunchedConsole;

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  await walkSetup(launched.window);
  await walkBothIn(launched.window);
}, 180_000);
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await keepScreenshot(launched.window, `retention-${task.name.replaceAll(/\W+/g, '-')}`);
  await closeDialogs(launched.window);
}, 30_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const section = () => launched.window.getByRole('region', { name: 'Retention of the audit log', exact: true });
/** Verifies the log. */
const verified = () => launched.window.evaluate(() => window.kmes.call['audit.verify']({}));
const exportButton = () => section().getByRole('button', { name: 'Export for removal…' });

it('says that nothing is old enough, and offers nothing', async () => {
  await walkTo(launched.window, 'Settings');
  await section().getByText('13 months at least').waitFor();
  await section().getByText('Nothing yet').waitFor();
  expect(await exportButton().count()).toBe(0);
});

it('exports what is older than thirteen months, and removes it once others have approved', async () => {
  await launched.close();
  launched = await launchConsole({ dataDir: dataDir.path });
  const { app, window } = launched;
  await setMainAhead(app, fourteenMonthsMs);
  await walkUnlock(window);
  await walkBothIn(window);
  await walkTo(window, 'Settings');

  await answerDialogs(app, { open: null, save: null });
  await exportButton().click();
  await expect.poll(() => exportButton().isEnabled()).toBe(true);
  expect(readdirSync(folder)).toEqual([]);

  await answerDialogs(app, { open: folder, save: null });
  await exportButton().click();
  const exported = section().getByRole('note').filter({ hasText: 'are exported and were read back' });
  await exported.waitFor();
  const [directory = ''] = readdirSync(folder);
  await exported.getByText(directory).first().waitFor();
  for (const colorScheme of ['dark', 'light'] as const) {
    await window.emulateMedia({ colorScheme });
    await section().scrollIntoViewIfNeeded();
    await window.mouse.move(0, 0);
    await window.waitForTimeout(300);
    expect(await axeFindings(window), colorScheme).toEqual([]);
    await keepScreenshot(window, `settings-retention-${colorScheme}`);
  }

  await exported.getByRole('button', { name: 'Remove these entries…' }).click();
  await walkApproval(launched);
  const removed = section().getByRole('table', { name: 'Removed entries' });
  await removed.getByText(directory).first().waitFor();
  await exported.waitFor({ state: 'detached' });
  expect(await axeFindings(window)).toEqual([]);
  await keepScreenshot(window, 'settings-retention-removed');

  expect(JSON.stringify(await verified())).toContain('"state":"verified"');
  // What was removed here is proven there, without the console.
  const script = resolve('scripts/verify-evidence.mjs');
  expect(execFileSync('node', [script, join(folder, directory)], { encoding: 'utf8' })).toMatch(/^VERIFIED/);
}, 120_000);
