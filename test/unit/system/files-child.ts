// Writes a file that fits and then one that does not, on a disk that is too small for it.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemFiles } from '../../../electron/adapters/system/system-files';
import { openEarlyLog } from '../../../electron/adapters/settings/early-log';
import { openSettings } from '../../../electron/adapters/settings/electron-settings';
import { ConsoleError } from '../../../shared/errors';

const [folder = ''] = process.argv.slice(2);
const codeOf = (thrown: unknown): unknown =>
  thrown instanceof ConsoleError ? [thrown.code, thrown.facts['reason']] : String(thrown);
const say = (message: unknown): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};
async function* megabyte(): AsyncGenerator<string> {
  for (let kib = 0; kib < 1024; kib += 1) yield await Promise.resolve('x'.repeat(1024));
}

const settings = openSettings(folder);
settings.setPreference('window', 'theme', 'dark');
await writeFile(join(folder, 'out.csv'), 'older');
say({ export: await systemFiles().writeWhole(join(folder, 'out.csv'), megabyte()).catch(codeOf) });
say({ content: await readFile(join(folder, 'out.csv'), 'utf8'), names: (await readdir(folder)).sort() });

// Now with no room at all.
await writeFile(join(folder, 'ballast'), 'x'.repeat(1024 * 1024)).catch(() => undefined);
const early = openEarlyLog(folder);
say({
  early: await early.append({ at: '2026-03-01T09:00:00.000Z', event: 'x', outcome: 'failed', facts: {} }).catch(codeOf),
});
const changing = (): unknown => {
  try {
    settings.setPreference('window', 'size', 'y'.repeat(30_000));
    return 'written';
  } catch (thrown) {
    return codeOf(thrown);
  }
};
say({ settings: changing(), theme: openSettings(folder).preference('window', 'theme') });
