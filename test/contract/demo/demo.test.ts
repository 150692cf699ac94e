// The demo as a person starts it, built, on each real token: what it prints and what it leaves.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newAccessKeyPair } from '../../../electron/evaluation/access-keys';
import { startSimulator, type TestSimulator } from '../../support/simulator';
import { createNssToken } from '../../support/tokens/nss';
import { takeOpenCryptoki } from '../../support/tokens/opencryptoki';
import { createSoftHsm } from '../../support/tokens/softhsm';

const pair = newAccessKeyPair();
const entry = resolve('out/main/demo.js');
const folder = mkdtempSync(join(tmpdir(), 'kmes-demo-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function demo(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const own = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', TMPDIR: folder, ...env };
  return new Promise((done) => {
    execFile(process.execPath, [entry, ...args], { env: own, timeout: 110_000 }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr });
    });
  });
}

const pinFile = (name: string, pin: string): string => {
  const path = join(folder, `${name}.pin`);
  writeFileSync(path, `${pin}\n`, { mode: 0o600 });
  return path;
};
const lastLine = (stdout: string): Record<string, unknown> =>
  JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>;

function expectProof(result: Record<string, unknown>, algorithm: string): void {
  expect(Object.keys(result).sort()).toEqual(
    [
      'alias',
      'anchorKey',
      'approvals',
      'auditEntries',
      'dataDir',
      'jobId',
      'kcv',
      'keyArn',
      'keyId',
      'keyMaterialId',
      'reportDir',
      'wrappingAlgorithm',
    ].sort(),
  );
  expect(result['wrappingAlgorithm']).toBe(algorithm);
  expect(result['keyId']).toMatch(/^[0-9a-f-]{36}$/);
  expect(result['kcv']).toMatch(/^[0-9a-f]{6}$/i);
  expect(result['auditEntries']).toBeGreaterThan(10);
  // Requested by the first officer, so approved by the other, each of them.
  const approvals = result['approvals'] as readonly { operation: string; approvedBy: readonly string[] }[];
  expect(approvals.map(({ operation, approvedBy }) => `${operation} ${approvedBy.join()}`).sort()).toEqual([
    'credential.add officer.two',
    'key-group.add officer.two',
    'key-group.force-rotate officer.two',
  ]);
}

const verifier = resolve('scripts/verify-evidence.mjs');
const verify = (result: Record<string, unknown>): Promise<Ended> =>
  new Promise((done) => {
    const args = [verifier, String(result['reportDir']), '--anchor-key', String(result['anchorKey'])];
    execFile(process.execPath, args, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr });
    });
  });

describe('npm run demo', () => {
  it('makes, pushes and proves a key on its own evaluation token', async () => {
    const ended = await demo(['--json', '--wrapping-key-spec', 'RSA_3072']);
    expect(ended.stderr).toContain('decrypts to the same bytes');
    expect(ended.code).toBe(0);
    expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1);
    const result = lastLine(ended.stdout);
    expectProof(result, 'RSAES_OAEP_SHA_1');
    expect(await verify(result)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^VERIFIED audit-/) as string,
    });
    for (const file of readdirSync(String(result['reportDir']))) {
      const path = join(String(result['reportDir']), file);
      const bytes = readFileSync(path);
      const at = Math.floor(bytes.length / 3);
      writeFileSync(path, bytes.with(at, bytes[at]! ^ 1));
      expect([file, (await verify(result)).code]).toEqual([file, 1]);
      writeFileSync(path, bytes);
    }
  }, 240_000);

  it('prints every step without --json', async () => {
    const ended = await demo(['--data-dir', join(folder, 'plain')]);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(
      /Synchronizing 1 HSM protected key\(s\)…[\s\S]*Successfully synchronized 1 HSM protected key\(s\)\./,
    );
  });

  it('runs on NSS softokn with its parameters, by OAEP with SHA-256', async () => {
    const token = createNssToken('nss-demo-pin');
    try {
      const options = [
        '--module',
        token.module.path,
        '--module-params',
        token.module.parameters ?? '',
        '--token',
        token.label,
      ];
      const ended = await demo(['--json', ...options, '--pin-file', pinFile('nss', 'nss-demo-pin')]);
      expect([ended.code, ended.code === 0 ? '' : ended.stderr]).toEqual([0, '']);
      expectProof(lastLine(ended.stdout), 'RSAES_OAEP_SHA_256');
    } finally {
      token.remove();
    }
  });

  it('runs on openCryptoki, by OAEP with SHA-256', async () => {
    const token = await takeOpenCryptoki('12345678');
    try {
      const options = ['--module', token.module.path, '--token', token.label, '--pin-file', pinFile('ock', '12345678')];
      const ended = await demo(['--json', ...options]);
      expect([ended.code, ended.code === 0 ? '' : ended.stderr]).toEqual([0, '']);
      expectProof(lastLine(ended.stdout), 'RSAES_OAEP_SHA_256');
    } finally {
      await token.release();
    }
  });
});

describe('npm run demo against another server', () => {
  let simulator: TestSimulator;
  beforeAll(async () => {
    simulator = await startSimulator({ accessKeys: [pair] });
  });
  afterAll(() => simulator.stop());
  const csv = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };

  it('uses the endpoint, the Region and the access key given', async () => {
    const keys = csv('kmes.csv', `AccessID,AccessKey\n${pair.accessKeyId},${pair.secretAccessKey}\n`);
    const ended = await demo([
      '--json',
      '--endpoint',
      simulator.endpoint,
      '--region',
      'eu-central-1',
      '--credentials-csv',
      keys,
    ]);
    expect([ended.code, ended.code === 0 ? '' : ended.stderr]).toEqual([0, '']);
    expect(lastLine(ended.stdout)['keyArn']).toContain(':eu-central-1:');
    const calls = await simulator.control.calls();
    expect(calls.length).toBeGreaterThan(5);
  });

  it('ends with code 1 and says that the access key was refused', async () => {
    const keys = csv('wrong.csv', `Access key ID,Secret access key\n${pair.accessKeyId},${'x'.repeat(40)}\n`);
    const ended = await demo(['--json', '--endpoint', simulator.endpoint, '--credentials-csv', keys]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/refused the access key.*\n.*\nCode kms\.credential-invalid/);
    expect(ended.stdout).toBe('');
  });

  it('ends with code 1 where nothing listens', async () => {
    const ended = await demo([
      '--json',
      '--endpoint',
      'http://127.0.0.1:9',
      '--credentials-csv',
      csv('k.csv', `AccessID,AccessKey\n${pair.accessKeyId},${pair.secretAccessKey}\n`),
    ]);
    expect([ended.code, /Code kms\.unreachable/.test(ended.stderr)]).toEqual([1, true]);
  });
});

describe('npm run demo with something wrong', () => {
  it.each([
    ['an unknown option', ['--nonsense'], 2, '--nonsense'],
    ['a Region of no form', ['--region', 'mars'], 2, '--region'],
    ['a plain http endpoint elsewhere', ['--endpoint', 'http://kms.example.com'], 2, '--endpoint'],
    [
      'a module that is not there',
      ['--module', '/nowhere/lib.so', '--pin-file', '/nowhere/pin'],
      1,
      'hsm.module-missing',
    ],
    ['a file that is no module', ['--module', entry, '--pin-file', entry], 1, 'hsm.module-invalid'],
    ['a CSV that is not there', ['--credentials-csv', '/nowhere/keys.csv'], 1, 'file.read-failed'],
  ])('refuses %s', async (_what, args, code, said) => {
    const ended = await demo(args);
    expect([ended.code, ended.stderr.includes(said), ended.stderr]).toEqual([code, true, ended.stderr]);
  });

  it('refuses a wrong PIN after one try', async () => {
    const soft = createSoftHsm();
    try {
      const env = { ...soft.module.environment };
      execFileSync(
        'softhsm2-util',
        ['--init-token', '--free', '--label', 'T', '--pin', '123456', '--so-pin', '87654321'],
        { env: { ...process.env, ...env }, stdio: 'ignore' },
      );
      const ended = await demo(
        ['--module', soft.module.path, '--token', 'T', '--pin-file', pinFile('soft', '999999')],
        env,
      );
      expect([ended.code, ended.stderr.includes('hsm.pin-incorrect')]).toEqual([1, true]);
      const right = await demo(
        ['--json', '--module', soft.module.path, '--token', 'T', '--pin-file', pinFile('soft2', '123456')],
        env,
      );
      expect(right.code).toBe(0);
    } finally {
      soft.remove();
    }
  });

  it('refuses a data folder that holds an installation', async () => {
    const dir = join(folder, 'twice');
    expect((await demo(['--data-dir', dir])).code).toBe(0);
    const again = await demo(['--data-dir', dir]);
    expect([again.code, again.stderr.includes('already holds an installation')]).toEqual([1, true]);
  });

  it('leaves no access key, PIN or password in the data folder', async () => {
    const pin = 'demo-pin-to-look-for';
    const keys = join(folder, 'search.csv');
    writeFileSync(keys, `AccessID,AccessKey\n${pair.accessKeyId},${pair.secretAccessKey}\n`);
    const dir = join(folder, 'searched');
    expect(
      (await demo(['--data-dir', dir, '--pin-file', pinFile('search', pin), '--credentials-csv', keys])).code,
    ).toBe(0);
    const files = readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile() && !found.parentPath.includes('simulator'))
      .map((found) => join(found.parentPath, found.name));
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      const bytes = readFileSync(file);
      for (const secret of [pin, pair.secretAccessKey]) expect([file, bytes.includes(secret)]).toEqual([file, false]);
    }
  });
});
