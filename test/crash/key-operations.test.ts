// kill -9 at every effect of Delete, of Synchronize and of Destroy, then a restart: the job ends right, AWS is as asked, the HSM keeps its key, the chain is whole.
import { fork } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAwsKmsFactory } from '../../electron/adapters/aws-kms/aws-kms-factory';
import { createHsm } from '../../electron/adapters/pkcs11/create-hsm';
import { sqliteStoreFactory } from '../../electron/adapters/sqlite/sqlite-store-factory';
import { forkedHosts } from '../../electron/adapters/system/forked-host';
import { checkChainedEntry, emptyChain, type ChainHead } from '../../electron/domain/audit-event';
import { operationOf } from '../../electron/domain/key-operation-rules';
import { newAccessKeyPair } from '../../electron/evaluation/access-keys';
import type { HsmModule } from '../../electron/ports/hsm';
import { ConsoleError } from '../../shared/errors';
import { carryOut } from '../support/carry-out';
import { startSimulator } from '../support/simulator';
import { listObjects } from '../support/tokens/raw-token';
import { softHsmLibrary } from '../support/tokens/softhsm';
import { leapingClock, openCrashConsole, type CrashConsole, type CrashOptions } from './crash-console';

const token = { label: 'kmes-crash', pin: '123456' };
const region = 'eu-central-1';
const accessKey = newAccessKeyPair();
/** Lives at once; the machine has two cores. */
const lanes = 2;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
let root: string;
let childScript: string;
let hostDir: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'kmes-crash-keys-'));
  // Beside the project's node_modules, where the child finds the native modules.
  const inProject = resolve('test-results/crash-keys');
  await rm(inProject, { recursive: true, force: true });
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: inProject,
      target: 'node20',
      rolldownOptions: {
        input: resolve('test/crash/crash-process.ts'),
        output: { entryFileNames: 'crash-process.mjs' },
      },
    },
  });
  childScript = join(inProject, 'crash-process.mjs');
  // The hosts as they are built now, whatever is built meanwhile.
  hostDir = join(inProject, 'main');
  await cp(resolve('out/main'), hostDir, { recursive: true });
}, 120_000);
afterAll(() => rm(root, { recursive: true, force: true }));

/** A whole world on disk: the store, the token, and AWS. */
interface World {
  readonly dir: string;
  readonly module: HsmModule;
}

/** SoftHSM's configuration names its folder, so each copy of a world gets its own. */
async function worldIn(dir: string): Promise<World> {
  for (const folder of ['tokens', 'data', 'simulator']) await mkdir(join(dir, folder), { recursive: true });
  const config = join(dir, 'softhsm2.conf');
  const lines = [
    `directories.tokendir = ${join(dir, 'tokens')}`,
    'objectstore.backend = file',
    'log.level = ERROR',
    '',
  ];
  await writeFile(config, lines.join('\n'));
  return { dir, module: { path: softHsmLibrary(), environment: { SOFTHSM2_CONF: config } } };
}

const simulatorOf = (world: World) => startSimulator({ dir: join(world.dir, 'simulator'), accessKeys: [accessKey] });
const optionsOf = (world: World, simulatorEndpoint: string, killAt: number | null): CrashOptions => ({
  ...{ dataDir: join(world.dir, 'data'), module: world.module, token, hostDir, simulatorEndpoint, killAt },
});

type Kind = 'delete-material' | 'synchronize' | 'destroy';
const calls = {
  'delete-material': 'keys.deleteMaterial',
  synchronize: 'keys.synchronizeChanged',
  destroy: 'keys.destroy',
} as const;
const dayMs = 86_400_000;

/** A group with one key that is pushed; the operation is queued last, a Delete before a Synchronize is carried out. */
async function prepareWorld(kind: Kind): Promise<World> {
  const world = await worldIn(join(root, `template-${kind}`));
  const spawnHost = forkedHosts({ entryDir: hostDir, log: silent });
  const hsm = createHsm({ spawn: (env) => spawnHost('hsm-host', env), log: silent });
  await hsm.initializeToken(world.module, { label: token.label, pin: token.pin, soPin: '12345678' });
  await hsm.close();
  const simulator = await simulatorOf(world);
  const running = await openCrashConsole({ ...optionsOf(world, simulator.endpoint, null), probe: true });
  try {
    if (kind === 'destroy') {
      // Eight days ago: by now AWS has deleted the KMS key of the first generation.
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 8 * dayMs });
      await simulator.control.advanceClock(-8 * dayMs);
    }
    const groupId = await addGroup(running);
    await rotate(running, groupId);
    await settle(running);
    if (kind === 'destroy') {
      await rotate(running, groupId);
      await settle(running);
      await scheduleDeletion(running, groupId);
      await settle(running);
      vi.useRealTimers();
      await simulator.control.advanceClock(8 * dayMs);
    }
    if (kind === 'synchronize') {
      await queue(running, groupId, 'delete-material');
      await settle(running);
    }
    await queue(running, groupId, kind);
  } finally {
    vi.useRealTimers();
    await running.close();
    await simulator.stop();
  }
  return world;
}

async function settle({ keys }: CrashConsole): Promise<void> {
  keys.jobs.wake();
  await keys.jobs.idle();
}

async function addGroup({ store, keys, context }: CrashConsole): Promise<string> {
  const add = keys.handlers['credentials.add'];
  const source = { kind: 'typed' as const, ...accessKey };
  const credentialInput = { name: 'AWS', source, region, endpoint: { kind: 'simulator' as const } };
  const credential = await carryOut(store, 'credential.add', add, credentialInput, context);
  const group = {
    ...{ name: 'crash', credentialId: credential.id, rotateKey: false, rotateEvery: null, keepKeyValidFor: null },
    ...{ owner: '', notes: '', alias: 'alias/crash', description: 'Crash test', region, activeKeyId: null },
    ...{ policy: null, tags: [], rotationMethod: 'new-key' as const, materialExpiresInDays: null },
    // Any size shows the same; small ones are made faster.
    ...{ wrappingAlgorithm: 'AUTO' as const, wrappingKeySpec: 'RSA_2048' as const },
  };
  return (await carryOut(store, 'key-group.add', keys.handlers['groups.add'], group, context)).id;
}

async function rotate({ store, keys, context }: CrashConsole, groupId: string): Promise<void> {
  const preview = await keys.handlers['groups.previewForceRotate']({ groupId }, context());
  const input = { groupId, previewDigest: preview.digest, justification: 'Before the crash' };
  await carryOut(store, 'key-group.force-rotate', keys.handlers['groups.forceRotate'], input, context);
}

async function queue({ store, keys, context }: CrashConsole, groupId: string, kind: Kind): Promise<void> {
  const rows = (await keys.handlers['groups.keys']({ id: groupId }, context())).keys;
  const keyIds = rows.filter((key) => key.generation === 1).map((key) => key.id);
  const { digest, changed } = await keys.handlers['keys.previewOperation']({ kind, groupId, keyIds }, context());
  const input = { groupId, keyIds, previewDigest: digest, justification: 'To be interrupted' };
  await carryOut(store, operationOf(kind, changed), keys.handlers[calls[kind]], input, context);
}

async function scheduleDeletion({ store, keys, context }: CrashConsole, groupId: string): Promise<void> {
  const rows = (await keys.handlers['groups.keys']({ id: groupId }, context())).keys;
  const chosen = { groupId, keyIds: rows.filter((key) => key.generation === 1).map((key) => key.id), windowDays: 7 };
  const preview = keys.handlers['keys.previewOperation'];
  const { digest } = await preview({ kind: 'schedule-deletion', ...chosen }, context());
  const input = { ...chosen, previewDigest: digest, justification: 'No longer needed' };
  await carryOut(store, 'key.schedule-deletion', keys.handlers['keys.scheduleDeletion'], input, context);
}

interface Life {
  readonly signal: string | null;
  readonly code: number | null;
  readonly output: string;
}

/** Runs one life of the console over the world, to its end or to its kill point. */
function live(options: CrashOptions): Promise<Life> {
  return new Promise((done) => {
    const child = fork(childScript, [], {
      env: { PATH: process.env['PATH'], KMES_CRASH: JSON.stringify(options), NODE_NO_WARNINGS: '1' },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code, signal) => done({ code, signal, output }));
  });
}

/** How the world stands: the job, the key in the console, in AWS and in the HSM, and the log. */
async function endStateOf(world: World, endpoint: string, event: string): Promise<Record<string, unknown>> {
  const dataDir = join(world.dir, 'data');
  const store = await sqliteStoreFactory({ dataDir, clock: leapingClock(), log: silent }).open(
    new Uint8Array(32).fill(7),
  );
  const kms = createAwsKmsFactory({ clock: leapingClock() }).open({ ...accessKey, region, endpoint });
  try {
    return await store.read(async (tx) => {
      let head: ChainHead = emptyChain;
      let chain = 'whole';
      for await (const batch of tx.audit.scan(1)) {
        for (const row of batch) {
          const verdict = checkChainedEntry(head, row);
          if (verdict !== 'ok') chain = `${verdict} at ${String(row.sequence)}`;
          head = { sequence: row.sequence, hash: row.hash };
        }
      }
      const [job] = (await tx.jobs.list({ limit: 1 })).jobs;
      const [group] = await tx.groups.list();
      const key = (await tx.keys.ofGroup(group?.id ?? '')).find(({ generation }) => generation === 1);
      const { entries } = await tx.audit.list({ jobId: job?.id ?? '' }, { limit: 200 });
      const aws = await kms.describeKey(key?.kmsKeyId ?? '').catch((thrown: unknown) => {
        if (thrown instanceof ConsoleError && thrown.code === 'kms.not-found') return null;
        throw thrown;
      });
      const of = (outcome: string) =>
        entries.filter(({ entry }) => entry.event === event && entry.outcome === outcome).length;
      return {
        job: job?.status,
        key: key?.state,
        awsState: aws?.state ?? 'NotFound',
        awsMaterial: aws === null || aws.currentKeyMaterialId === key?.keyMaterialId,
        hsmKeys: listObjects({ module: world.module, ...token }).filter(({ CLASS }) => CLASS.startsWith('04')).length,
        ...{ chain, intents: of('intent'), done: of('success') },
      };
    });
  } finally {
    await store.close();
  }
}

/** Dies at the point, lives again, and tells how it ended; null when the first life ended before it came there. */
async function dieAndLiveAgain(template: World, event: string, killAt: number) {
  const dir = join(root, `${event}-${String(killAt)}`);
  await cp(template.dir, dir, { recursive: true });
  const world = await worldIn(dir);
  const simulator = await simulatorOf(world);
  try {
    const first = await live(optionsOf(world, simulator.endpoint, killAt));
    if (first.signal === null) {
      if (first.code !== 0) throw new Error(`the first life ended by itself: ${first.output}`);
      return null;
    }
    const second = await live(optionsOf(world, simulator.endpoint, null));
    if (second.code !== 0) throw new Error(`the second life ended with ${String(second.code)}: ${second.output}`);
    return await endStateOf(world, simulator.endpoint, event);
  } finally {
    await simulator.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

describe('an operation on a key that is killed at its n-th effect and started again', () => {
  it.each([
    ['delete-material', 'kms.key-material-deleted', 'Material deleted', 'PendingImport', 8],
    ['synchronize', 'kms.key-material-imported', 'Active', 'Enabled', 14],
    ['destroy', 'hsm.key-destroyed', 'Destroyed', 'NotFound', 8],
  ] as const)(
    'ends right for every n: %s',
    async (kind, event, state, awsState, fewest) => {
      const template = await prepareWorld(kind);
      const expected = {
        ...{ job: 'Completed', key: state, awsState, awsMaterial: true, hsmKeys: 1 },
        ...{ chain: 'whole', intents: 1, done: 1 },
      };
      const wrong: Record<number, unknown> = {};
      let next = 1;
      let last = Number.POSITIVE_INFINITY;
      const lane = async (): Promise<void> => {
        while (next < last) {
          const killAt = next++;
          const ended = await dieAndLiveAgain(template, event, killAt).catch((thrown: unknown) => String(thrown));
          if (ended === null) last = Math.min(last, killAt);
          else if (!isDeepStrictEqual(ended, expected)) wrong[killAt] = ended;
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      process.stdout.write(`${kind}: ${String(last - 1)} kill points\n`);
      expect(wrong).toEqual({});
      // Two points for each write and call: fewer would mean that points were not counted.
      expect(last).toBeGreaterThan(fewest);
    },
    300_000,
  );
});
