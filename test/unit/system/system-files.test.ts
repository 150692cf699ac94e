// Reading small files and writing whole ones.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, open, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runOnSmallDisk } from '../../support/small-disk';
import { systemFiles } from '../../../electron/adapters/system/system-files';

const files = systemFiles();
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kmes-files-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
async function* chunksOf(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

describe('readSmall', () => {
  it('gives the bytes up to and with the largest size', async () => {
    const path = join(await newFolder(), 'file');
    await writeFile(path, 'x'.repeat(100));
    expect(await files.readSmall(path, 100)).toEqual(new Uint8Array(Buffer.from('x'.repeat(100))));
    await writeFile(path, '');
    expect(await files.readSmall(path, 100)).toEqual(new Uint8Array());
  });

  it('refuses a larger file without reading it, and a file that says it is empty and is not', async () => {
    const path = join(await newFolder(), 'file');
    const file = await open(path, 'w');
    // 1 TiB of nothing: reading it would take the memory.
    await file.truncate(2 ** 40);
    await file.close();
    await expect(files.readSmall(path, 100)).rejects.toMatchObject({
      code: 'input.too-large',
      facts: { file: 'file', maxBytes: 100 },
    });
    if (process.platform === 'linux') {
      await expect(files.readSmall('/proc/self/mountinfo', 10)).rejects.toMatchObject({ code: 'input.too-large' });
    }
  });

  it('refuses what is not there, a folder, and a pipe nobody writes to', async () => {
    const folder = await newFolder();
    await expect(files.readSmall(join(folder, 'absent.csv'), 10)).rejects.toMatchObject({
      code: 'file.read-failed',
      facts: { file: 'absent.csv', reason: 'ENOENT' },
    });
    await expect(files.readSmall(folder, 10)).rejects.toMatchObject({ code: 'file.read-failed' });
    if (process.platform === 'win32') return;
    await new Promise((resolve) => spawn('mkfifo', [join(folder, 'pipe')]).once('exit', resolve));
    await expect(files.readSmall(join(folder, 'pipe'), 10)).rejects.toMatchObject({ facts: { reason: 'not-a-file' } });
  });
});

describe('writeWhole', () => {
  it('writes text and bytes in order, with their hash, and nothing beside', async () => {
    const folder = await newFolder();
    const path = join(folder, 'out.csv');
    const large = 'é'.repeat(300_000);
    const written = await files.writeWhole(path, chunksOf('a', Buffer.from([0, 255]), large), { mode: 0o640 });
    const bytes = await readFile(path);
    expect(bytes).toEqual(Buffer.concat([Buffer.from('a'), Buffer.from([0, 255]), Buffer.from(large)]));
    expect(written).toEqual({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect((await stat(path)).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(['out.csv']);
  });

  it('replaces an older file only when it is whole', async () => {
    const folder = await newFolder();
    const path = join(folder, 'out.csv');
    await writeFile(path, 'older');
    const failure = new Error('the source ended');
    const half = async function* (): AsyncGenerator<string> {
      yield 'x'.repeat(1_000_000);
      expect(await readFile(path, 'utf8')).toBe('older');
      throw failure;
    };
    await expect(files.writeWhole(path, half())).rejects.toBe(failure);
    expect(await readFile(path, 'utf8')).toBe('older');
    expect(await readdir(folder)).toEqual(['out.csv']);
    await files.writeWhole(path, chunksOf('newer'));
    expect(await readFile(path, 'utf8')).toBe('newer');
  });

  it('says what failed when the folder is missing or the name is a folder, and leaves nothing', async () => {
    const folder = await newFolder();
    await expect(files.writeWhole(join(folder, 'no', 'out.csv'), chunksOf('x'))).rejects.toMatchObject({
      code: 'file.write-failed',
      facts: { file: 'out.csv', reason: 'ENOENT' },
    });
    await mkdir(join(folder, 'out.csv'));
    await expect(files.writeWhole(join(folder, 'out.csv'), chunksOf('x'))).rejects.toMatchObject({
      code: 'file.write-failed',
    });
    expect(await readdir(folder)).toEqual(['out.csv']);
  });

  it(
    'on a full disk leaves the older file, as settings and early log leave theirs',
    { timeout: 60_000 },
    async ({ skip }) => {
      const messages = await runOnSmallDisk(await newFolder(), 300, join(import.meta.dirname, 'files-child.ts'), []);
      if (messages === null) skip('this machine allows no mount namespaces');
      expect(messages).toEqual([
        { export: ['file.write-failed', 'ENOSPC'] },
        { content: 'older', names: ['out.csv', 'settings.json'] },
        { early: ['file.write-failed', 'ENOSPC'] },
        { settings: ['file.write-failed', 'ENOSPC'], theme: 'dark' },
      ]);
    },
  );
});
