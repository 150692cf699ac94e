// The simulator as a process of its own: what it answered survives kill -9 at any moment, and the console's adapter drives it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  CreateAliasCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  KMSClient,
  ListKeysCommand,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEmbeddedSimulator } from '../../../electron/adapters/simulator/embedded-simulator';
import { forkedHosts } from '../../../electron/adapters/system/forked-host';
import { newAccessKeyPair } from '../../../electron/evaluation/access-keys';
import { forkSimulator, type ForkedSimulator } from '../../support/simulator';
import { createExternalKey, importedKey } from './sdk-client';

const accessKey = newAccessKeyPair();
const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
let dir: string;
let running: ForkedSimulator[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kmes-simulator-'));
  running = [];
});

afterEach(async () => {
  for (const simulator of running) await simulator.kill();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

async function start(): Promise<{ simulator: ForkedSimulator; kms: KMSClient }> {
  const simulator = await forkSimulator({ dir, accessKeys: [accessKey], settings: { quotas: false }, warm: [] });
  running.push(simulator);
  const { endpoint } = simulator;
  return {
    simulator,
    kms: new KMSClient({ region: 'eu-central-1', endpoint, credentials: accessKey, maxAttempts: 1 }),
  };
}

it('keeps keys, materials and aliases over kill -9', async () => {
  const first = await start();
  const keyId = await importedKey(first.kms);
  await first.kms.send(new CreateAliasCommand({ AliasName: 'alias/kept', TargetKeyId: keyId }));
  const { CiphertextBlob } = await first.kms.send(new EncryptCommand({ KeyId: keyId, Plaintext: Buffer.from('kept') }));
  await first.simulator.kill();

  const second = await start();
  expect(second.simulator.endpoint).toBe(first.simulator.endpoint);
  const { Plaintext } = await second.kms.send(new DecryptCommand({ CiphertextBlob }));
  expect(Buffer.from(Plaintext ?? []).toString()).toBe('kept');
  const { KeyMetadata } = await second.kms.send(new DescribeKeyCommand({ KeyId: 'alias/kept' }));
  expect(KeyMetadata?.KeyId).toBe(keyId);
});

it('has on the disk every effect that it answered, whenever it is killed', async () => {
  const answered = new Set<string>();
  for (let round = 0; round < 5; round += 1) {
    const { simulator, kms } = await start();
    // Several at once, so that the kill comes while some are answered and some are not.
    const killAfter = answered.size + 5 + round * 3;
    const lanes = Array.from({ length: 4 }, async () => {
      for (;;) {
        const keyId = await createExternalKey(kms).catch(() => null);
        if (keyId === null) return;
        answered.add(keyId);
        if (answered.size >= killAfter) await simulator.kill();
      }
    });
    await Promise.all(lanes);
    kms.destroy();
  }
  const { kms } = await start();
  const { Keys } = await kms.send(new ListKeysCommand({ Limit: 1000 }));
  const there = new Set((Keys ?? []).map((key) => key.KeyId));
  expect([...answered].filter((keyId) => !there.has(keyId))).toEqual([]);
  expect(answered.size).toBeGreaterThan(25);
});

it('is started by the console on demand, after its end again, and stopped', async () => {
  const log = silentLog;
  const spawn = forkedHosts({ entryDir: resolve('out/main'), log });
  const simulator = createEmbeddedSimulator({ spawnHost: (env) => spawn('kms-simulator', env), dataDir: dir, log });
  expect(simulator.current()).toBeNull();
  const made = await simulator.createAccessKey('officer');
  const endpoint = await simulator.endpoint();
  expect(simulator.current()).toBe(endpoint);
  const brought = newAccessKeyPair();
  await simulator.registerCredential(brought.accessKeyId, brought.secretAccessKey);
  for (const credentials of [made, brought]) {
    const kms = new KMSClient({ region: 'eu-central-1', endpoint, credentials, maxAttempts: 1 });
    await expect(createExternalKey(kms)).resolves.toMatch(/^[0-9a-f-]{36}$/);
    kms.destroy();
  }
  await simulator.stop();
  expect(simulator.current()).toBeNull();
  expect(await simulator.endpoint()).toBe(endpoint);
  await simulator.stop();
});

it('ends with the process that started it', async () => {
  const script = `
    const { fork } = require('node:child_process');
    const env = { KMES_SIMULATOR: JSON.stringify({ dir: ${JSON.stringify(dir)}, warm: [] }) };
    const child = fork('out/main/kms-simulator.js', [], { env, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    child.once('message', () => process.stdout.write(String(child.pid)));
  `;
  const owner = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  const pid = await new Promise<number>((done) => owner.stdout.once('data', (chunk: Buffer) => done(Number(chunk))));
  expect(isRunning(pid)).toBe(true);
  owner.kill('SIGKILL');
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
});

it('does not start over a damaged state, and says so', async () => {
  writeFileSync(join(dir, 'state.json'), '{"format":');
  await expect(forkSimulator({ dir })).rejects.toMatchObject({ code: 'simulator.unavailable' });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
