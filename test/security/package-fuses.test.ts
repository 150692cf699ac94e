// Packages the console as `electron-builder.yml` says and reads the fuses back from the program that came out.
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxArgs } from '../../scripts/lib/find-electron.mjs';
import { consoleEnvironment, openDisplay } from '../support/desktop';
import { electronRuntime } from '../support/electron-runtime';

/** How a fuse stands in the program: the character `1` or `0`. */
const FUSE_ON: number = 0x31;
const FUSE_OFF: number = 0x30;

const project = resolve(import.meta.dirname, '..', '..');
const runtime = electronRuntime();
const work = mkdtempSync(join(tmpdir(), 'kmes-package-'));
const packaged = join(work, 'release', process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);
const program = join(packaged, 'kmes-console');

beforeAll(async () => {
  // The same configuration but for where it writes and which Electron it takes; the fallback's starter is not the product's.
  const hook = join(work, 'remove-starter.cjs');
  writeFileSync(
    hook,
    "exports.default = ({ appOutDir }) => require('node:fs').rmSync(appOutDir + '/resources/app', { recursive: true, force: true });",
  );
  const builder = join(project, 'node_modules', 'electron-builder', 'cli.js');
  const args = [builder, '--linux', 'dir', '--publish', 'never'];
  const set = {
    'directories.output': join(work, 'release'),
    electronDist: runtime.distDir,
    electronVersion: runtime.version,
    afterExtract: hook,
  };
  for (const [name, value] of Object.entries(set)) args.push(`-c.${name}=${value}`);
  await new Promise<void>((done, reject) => {
    execFile(process.execPath, args, { cwd: project, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) =>
      error === null ? done() : reject(new Error(`${stdout}\n${stderr}`)),
    );
  });
}, 120_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe.skipIf(process.platform !== 'linux')('the packaged program', () => {
  it.each([
    ['RunAsNode', FuseV1Options.RunAsNode, false],
    ['EnableCookieEncryption', FuseV1Options.EnableCookieEncryption, true],
    ['EnableNodeOptionsEnvironmentVariable', FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
    ['EnableNodeCliInspectArguments', FuseV1Options.EnableNodeCliInspectArguments, false],
    ['EnableEmbeddedAsarIntegrityValidation', FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
    ['OnlyLoadAppFromAsar', FuseV1Options.OnlyLoadAppFromAsar, true],
    ['LoadBrowserProcessSpecificV8Snapshot', FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
    ['GrantFileProtocolExtraPrivileges', FuseV1Options.GrantFileProtocolExtraPrivileges, false],
  ])('has the fuse %s as it must be', async (_name, fuse, on) => {
    const wire = await getCurrentFuseWire(program);
    expect(wire[fuse]).toBe(on ? FUSE_ON : FUSE_OFF);
  });

  it('has the app in one archive, with nothing beside it but native modules', () => {
    expect(
      readdirSync(join(packaged, 'resources')).filter((name) => name.startsWith('app') || name.startsWith('default')),
    ).toEqual(['app.asar', 'app.asar.unpacked']);
    const loose = readdirSync(join(packaged, 'resources', 'app.asar.unpacked'), {
      recursive: true,
      withFileTypes: true,
    });
    const files = loose.filter((entry) => entry.isFile()).map(({ name }) => name);
    expect(files.sort()).toEqual(['node_sqlite3.node', 'pkcs11.node']);
  });

  it('does not become a bare Node', async () => {
    const answer = await new Promise<string>((done) => {
      const env = { PATH: process.env['PATH'], ELECTRON_RUN_AS_NODE: '1' };
      execFile(program, ['-e', 'process.stdout.write("bare node")'], { env, timeout: 10_000 }, (_error, stdout) =>
        done(stdout),
      );
    });
    expect(existsSync(program)).toBe(true);
    expect(answer).not.toContain('bare node');
  });

  it('starts from its archive, writes to the folder named and ends in order', async () => {
    const dataDir = mkdtempSync(join(work, 'data-'));
    const display = await openDisplay();
    const child = spawn(program, [...sandboxArgs(), '--data-dir', dataDir], {
      env: consoleEnvironment(display.name),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
    });
    const exited = new Promise<number | null>((done) => child.once('exit', done));
    try {
      const log = join(dataDir, 'logs', 'console.log');
      const started = new Promise<void>((done) => {
        const watcher = watch(dataDir, { recursive: true }, () => {
          if (!existsSync(log) || !readFileSync(log, 'utf8').includes('app.started')) return;
          watcher.close();
          done();
        });
      });
      await Promise.race([started, exited]);
      expect(child.exitCode, stderr).toBeNull();
      child.kill('SIGTERM');
      expect(await exited, stderr).toBe(0);
    } finally {
      child.kill('SIGKILL');
      display.server?.kill();
    }
  }, 60_000);
});
