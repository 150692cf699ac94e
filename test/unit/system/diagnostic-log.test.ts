// The diagnostic log's file: one JSON object a line, rotated by size, and never a reason to fail.
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLog } from '../../../electron/adapters/system/diagnostic-log';
import { ConsoleError } from '../../../shared/errors';

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kmes-log-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
const linesOf = async (file: string): Promise<Record<string, unknown>[]> =>
  (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('openLog', () => {
  it('writes each line at once, readable by its owner alone', async () => {
    const folder = await newFolder();
    const log = openLog(folder);
    log.info('app.started', { version: '1.2.3', text: 'two\nlines' });
    log.warn('window.refused');
    log.error('ipc.failed', new ConsoleError('internal', { ref: 'abcd', cause: new Error('secret-4711') }), {
      call: 'jobs.list',
    });
    const file = join(folder, 'logs', 'console.log');
    expect(await linesOf(file)).toMatchObject([
      { level: 'info', event: 'app.started', facts: { version: '1.2.3', text: 'two\nlines' } },
      { level: 'warn', event: 'window.refused' },
      { level: 'error', event: 'ipc.failed', error: { code: 'internal', ref: 'abcd' }, facts: { call: 'jobs.list' } },
    ]);
    expect(await readFile(file, 'utf8')).not.toContain('4711');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('keeps a bounded number of bounded files, the newest lines first among them', async () => {
    const folder = await newFolder();
    for (let start = 0; start < 2; start += 1) {
      const log = openLog(folder, { maxBytes: 1_000, keptFiles: 2 });
      for (let index = 0; index < 50; index += 1) log.info('counted', { index: start * 50 + index });
    }
    const files = (await readdir(join(folder, 'logs'))).sort();
    expect(files).toEqual(['console.1.log', 'console.2.log', 'console.log']);
    const kept: unknown[] = [];
    for (const name of ['console.2.log', 'console.1.log', 'console.log']) {
      expect((await stat(join(folder, 'logs', name))).size).toBeLessThanOrEqual(1_000);
      for (const { facts } of await linesOf(join(folder, 'logs', name))) kept.push((facts as { index: number }).index);
    }
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => 100 - kept.length + index));
  });

  it('goes on when it cannot write, and says later how many lines are missing', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'logs'), 'a file where the folder should be');
    const log = openLog(folder);
    log.info('lost');
    log.info('lost');
    await rm(join(folder, 'logs'));
    log.info('kept');
    expect(await linesOf(join(folder, 'logs', 'console.log'))).toMatchObject([{ event: 'kept', missingBefore: 2 }]);
    await chmod(folder, 0o700);
  });
});
