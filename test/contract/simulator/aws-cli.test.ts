// The AWS CLI against the simulator, with material wrapped by openssl. Runs where both programs are installed.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type TestSimulator } from '../../support/simulator';

const installed = (program: string, argument: string) => spawnSync(program, [argument]).status === 0;
const runs = installed('aws', '--version') && installed('openssl', 'version');

let simulator: TestSimulator;
let dir: string;

beforeAll(async () => {
  simulator = await startSimulator();
  dir = mkdtempSync(join(tmpdir(), 'kmes-aws-cli-'));
});

afterAll(async () => {
  await simulator.stop();
  rmSync(dir, { recursive: true, force: true });
});

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `aws` without blocking the simulator, which lives in this process. */
async function aws(args: readonly string[], secret = simulator.accessKey.secretAccessKey): Promise<Run> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: dir,
    AWS_ACCESS_KEY_ID: simulator.accessKey.accessKeyId,
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
  };
  const child = spawn('aws', ['--endpoint-url', simulator.endpoint, '--output', 'json', ...args], { env });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const status = await new Promise<number | null>((done) => child.on('close', done));
  return { status, stdout, stderr };
}

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const run = await aws(args);
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout.trim() === '' ? {} : (JSON.parse(run.stdout) as Record<string, unknown>);
}

describe.skipIf(!runs)('AWS CLI', { timeout: 120_000 }, () => {
  it('creates, imports what openssl wrapped, encrypts and decrypts', async () => {
    const created = await json('kms', 'create-key', '--origin', 'EXTERNAL', '--description', 'by the CLI');
    const { KeyId } = created['KeyMetadata'] as { KeyId: string };
    const described = await json('kms', 'describe-key', '--key-id', KeyId);
    expect(described['KeyMetadata']).toMatchObject({ KeyState: 'PendingImport', Origin: 'EXTERNAL' });

    const wrapping = ['--wrapping-algorithm', 'RSAES_OAEP_SHA_256', '--wrapping-key-spec', 'RSA_4096'];
    const parameters = await json('kms', 'get-parameters-for-import', '--key-id', KeyId, ...wrapping);
    const file = (name: string) => join(dir, name);
    writeFileSync(file('wrapping.der'), Buffer.from(String(parameters['PublicKey']), 'base64'));
    writeFileSync(file('token.bin'), Buffer.from(String(parameters['ImportToken']), 'base64'));
    writeFileSync(file('material.bin'), randomBytes(32));
    const oaep = ['rsa_padding_mode:oaep', 'rsa_oaep_md:sha256', 'rsa_mgf1_md:sha256'];
    const files = ['-in', file('material.bin'), '-out', file('wrapped.bin')];
    const key = ['-inkey', file('wrapping.der'), '-keyform', 'DER', '-pubin'];
    execFileSync('openssl', [
      'pkeyutl',
      '-encrypt',
      ...files,
      ...key,
      ...oaep.flatMap((option) => ['-pkeyopt', option]),
    ]);
    const imported = await json(
      ...['kms', 'import-key-material', '--key-id', KeyId],
      ...[
        '--encrypted-key-material',
        `fileb://${file('wrapped.bin')}`,
        '--import-token',
        `fileb://${file('token.bin')}`,
      ],
      ...['--expiration-model', 'KEY_MATERIAL_DOES_NOT_EXPIRE'],
    );
    // Older CLIs do not know the member and leave it out.
    if ('KeyMaterialId' in imported) expect(imported['KeyMaterialId']).toMatch(/^[0-9a-f]{64}$/);

    writeFileSync(file('plain.txt'), 'from the CLI');
    const sealed = await json('kms', 'encrypt', '--key-id', KeyId, '--plaintext', `fileb://${file('plain.txt')}`);
    writeFileSync(file('sealed.bin'), Buffer.from(String(sealed['CiphertextBlob']), 'base64'));
    const opened = await json('kms', 'decrypt', '--ciphertext-blob', `fileb://${file('sealed.bin')}`);
    expect(Buffer.from(String(opened['Plaintext']), 'base64').toString()).toBe(readFileSync(file('plain.txt'), 'utf8'));

    await json('kms', 'create-alias', '--alias-name', 'alias/by-cli', '--target-key-id', KeyId);
    const listed = await json('kms', 'list-aliases');
    expect(listed['Aliases']).toMatchObject([{ AliasName: 'alias/by-cli', TargetKeyId: KeyId }]);
  });

  it('is told who it is', async () => {
    const identity = await json('sts', 'get-caller-identity');
    expect(identity['Account']).toBe(await simulator.control.accountId());
  });

  it('is refused with a wrong secret', async () => {
    const refused = await aws(['kms', 'list-keys'], 'wrong-secret');
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toContain('InvalidSignatureException');
  });
});
