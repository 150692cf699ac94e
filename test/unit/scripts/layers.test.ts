// Proves that the layer rules catch what they forbid: each forbidden import is written down in a small tree and must be reported.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '..', '..', '..');

/** File, what it imports, and the rule that must refuse it. */
const forbidden = [
  ['electron/domain/rule.ts', '../services/login', 'domain-is-pure'],
  ['electron/domain/reader.ts', 'node:fs', 'domain-has-no-effects'],
  ['electron/ports/port.ts', '../adapters/sqlite/store', 'ports-are-thin'],
  ['electron/services/push.ts', '../adapters/sqlite/store', 'services-use-ports'],
  ['electron/services/window.ts', 'electron', 'electron-in-the-shell-alone'],
  ['electron/compose.ts', 'electron', 'electron-in-the-shell-alone'],
  ['electron/adapters/sqlite/peek.ts', '../../services/login', 'adapters-fill-ports'],
  ['electron/adapters/sqlite/mixed.ts', '../aws-kms/client', 'adapters-apart'],
  ['electron/ipc/direct.ts', '../adapters/sqlite/store', 'ipc-calls-services'],
  ['electron/ipc/vendor.ts', 'pkcs11js', 'pkcs11js-in-the-host-alone'],
  ['electron/services/aws.ts', '@aws-sdk/client-kms', 'aws-sdk-in-its-adapter'],
  ['electron/evaluation/cheat.ts', '../domain/plain', 'simulator-stands-alone'],
  ['electron/shell/shortcut.ts', '../services/login', 'shell-shows-what-it-is-given'],
  ['renderer/reach.ts', '../electron/domain/plain', 'renderer-knows-shared-alone'],
  ['renderer/file.ts', 'node:fs', 'page-and-shared-without-node'],
  ['shared/up.ts', '../electron/domain/plain', 'shared-knows-nobody'],
  ['electron/services/tested.ts', '../../test/support/thing', 'product-without-tests'],
  ['electron/services/lost.ts', './nowhere', 'resolvable'],
] as const;

const allowed = [
  ['electron/services/login.ts', '../domain/plain'],
  ['electron/adapters/sqlite/store.ts', '../../ports/plain'],
  ['electron/adapters/aws-kms/client.ts', '@aws-sdk/client-kms'],
  ['electron/shell/frame.ts', 'electron'],
  ['renderer/page.ts', '../shared/plain'],
] as const;

let root: string;
let violations: { from: string; rule: { name: string } }[];

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'kmes-layers-'));
  for (const [file, target] of [...forbidden, ...allowed]) write(file, `import '${target}';\nexport const one = 1;\n`);
  for (const plain of [
    'electron/domain/plain.ts',
    'electron/ports/plain.ts',
    'shared/plain.ts',
    'test/support/thing.ts',
  ])
    write(plain, 'export const plain = 1;\n');
  write('electron/domain/round.ts', "import './about';\nexport const round = 1;\n");
  write('electron/domain/about.ts', "import './round';\nexport const about = 1;\n");
  write('electron/domain/value.ts', "import './kind';\nexport const value = 1;\n");
  write(
    'electron/domain/kind.ts',
    "import type { value } from './value';\nexport const kind = (of: typeof value) => of;\n",
  );
  write('tsconfig.json', '{ "compilerOptions": { "module": "ESNext", "moduleResolution": "bundler" } }');
  write('package.json', '{ "name": "layers", "type": "module" }');
  symlinkSync(join(project, '.dependency-cruiser.cjs'), join(root, '.dependency-cruiser.cjs'));
  for (const name of ['electron', 'pkcs11js', '@aws-sdk/client-kms']) {
    write(`node_modules/${name}/package.json`, `{ "name": "${name}", "version": "1.0.0", "main": "index.js" }`);
    write(`node_modules/${name}/index.js`, '');
  }
  const cruise = join(project, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const output = await new Promise<string>((done, reject) => {
    const args = [cruise, '--output-type', 'json', 'electron', 'renderer', 'shared'];
    execFile(process.execPath, args, { cwd: root, maxBuffer: 16 * 1024 * 1024 }, (_error, stdout, stderr) =>
      stdout.startsWith('{') ? done(stdout) : reject(new Error(stderr)),
    );
  });
  violations = (JSON.parse(output) as { summary: { violations: typeof violations } }).summary.violations;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const rulesAgainst = (file: string): string[] =>
  violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);

describe('the layer rules', () => {
  it.each(forbidden)('refuse that %s imports %s', (file, _target, rule) => {
    expect(rulesAgainst(file)).toContain(rule);
  });
  it.each(allowed)('let %s import %s', (file) => {
    expect(rulesAgainst(file)).toEqual([]);
  });
  it('refuse a cycle, at one of its ends', () => {
    const ends = ['electron/domain/round.ts', 'electron/domain/about.ts'];
    expect(ends.flatMap(rulesAgainst)).toEqual(['no-cycles']);
  });
  it('let types alone point back', () => {
    const ends = ['electron/domain/value.ts', 'electron/domain/kind.ts'];
    expect(ends.flatMap(rulesAgainst)).toEqual([]);
  });
});
