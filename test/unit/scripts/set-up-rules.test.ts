// The rules by which the set-up decides to install, to download again and to build.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourcesDigest } from '../../../scripts/lib/build.mjs';
import { downloadFailedLately } from '../../../scripts/lib/ensure-electron.mjs';
import { executableIn } from '../../../scripts/lib/find-electron.mjs';
import { nodeVersionProblem } from '../../../scripts/lib/node-version.mjs';
import { localHeaders, lockIsInstalled } from '../../../scripts/lib/npm-packages.mjs';

describe('the Node version', () => {
  it.each(['20.19.0', 'v20.19.1', '20.20.0', '21.0.0', '24.1.0'])('%s will do', (version) => {
    expect(nodeVersionProblem(version, '>=20.19.0')).toBeNull();
  });
  it.each(['20.18.9', '19.99.99', '8.0.0'])('%s is refused with the version needed', (version) => {
    expect(nodeVersionProblem(version, '>=20.19.0')).toContain('Node 20.19.0 or later');
  });
});

describe('node_modules', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/other-system': { version: '2.0.0', optional: true },
    },
  };
  it('is up to date when every version is there; optional ones may be missing', () => {
    expect(lockIsInstalled(lock, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true);
  });
  it('is not when it is missing, lacks a package, or has another version', () => {
    expect(lockIsInstalled(lock, null)).toBe(false);
    expect(lockIsInstalled(lock, { packages: {} })).toBe(false);
    expect(lockIsInstalled(lock, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toBe(false);
    const installed = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/other-system': { version: '1.9.0' } };
    expect(lockIsInstalled(lock, { packages: installed })).toBe(false);
  });
});

describe('a failed download of the pinned Electron', () => {
  const hour = 3_600_000;
  const remembered = JSON.stringify({ version: '45.4.1', atMs: 100 * hour });
  it('is not tried again within a day', () => {
    expect(downloadFailedLately(remembered, '45.4.1', 123 * hour)).toBe(true);
  });
  it('is tried again after a day, for another version, and when the clock was set back', () => {
    expect(downloadFailedLately(remembered, '45.4.1', 124 * hour)).toBe(false);
    expect(downloadFailedLately(remembered, '45.4.2', 101 * hour)).toBe(false);
    expect(downloadFailedLately(remembered, '45.4.1', 99 * hour)).toBe(false);
  });
  it('is tried when none is remembered or the file is damaged', () => {
    expect(downloadFailedLately(null, '45.4.1', 0)).toBe(false);
    expect(downloadFailedLately('{"version', '45.4.1', 0)).toBe(false);
  });
});

describe('the digest of the sources', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'kmes-sources-'));
    mkdirSync(join(root, 'electron', 'domain'), { recursive: true });
    writeFileSync(join(root, 'electron', 'domain', 'rule.ts'), 'one');
    writeFileSync(join(root, 'package.json'), '{}');
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const digest = (): string => sourcesDigest(root, ['electron', 'package.json']);

  it('stays while nothing changes', () => {
    expect(digest()).toBe(digest());
  });
  it('changes with content, name and number of files', () => {
    const before = new Set([digest()]);
    writeFileSync(join(root, 'electron', 'domain', 'rule.ts'), 'two');
    before.add(digest());
    writeFileSync(join(root, 'electron', 'domain', 'empty.ts'), '');
    before.add(digest());
    rmSync(join(root, 'electron', 'domain', 'empty.ts'));
    writeFileSync(join(root, 'electron', 'domain', 'void.ts'), '');
    before.add(digest());
    expect(before.size).toBe(4);
  });
});

describe("Electron's program", () => {
  it('lies where its own installer puts it', () => {
    expect(executableIn('linux')).toBe('electron');
    expect(executableIn('win32')).toBe('electron.exe');
    expect(executableIn('darwin')).toContain('Electron.app');
  });
});

it('compiles against the headers that lie beside node, and leaves it to node-gyp where there are none', () => {
  const prefix = mkdtempSync(join(tmpdir(), 'kmes-prefix-'));
  const node = join(prefix, 'bin', 'node');
  expect(localHeaders(node)).toEqual({});
  mkdirSync(join(prefix, 'include', 'node'), { recursive: true });
  writeFileSync(join(prefix, 'include', 'node', 'node_version.h'), '');
  expect(localHeaders(node)).toEqual({ npm_config_nodedir: prefix });
  rmSync(prefix, { recursive: true });
});
