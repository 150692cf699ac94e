// kill -9 at every effect of a force rotate, then a restart: the job ends right, with one HSM key, one KMS key, one alias, and a whole audit chain.
import { fork } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAwsKmsFactory } from '../../electron/adapters/aws-kms/aws-kms-factory';
import { createHsm } from '../../electron/adapters/pkcs11/create-hsm';
import { sqliteStoreFactory } from '../../electron/adapters/sqlite/sqlite-store-factory';
import { forkedHosts } from '../../electron/adapters/system/forked-host';
import { checkChainedEntry, emptyChain, type ChainHead } from '../../electron/domain/audit-event';
import type { HsmModule } from '../../electron/ports/hsm';
import { newAccessKeyPair } from '../../electron/evaluation/access-keys';
import type { KeyGroupInput } from '../../shared/schemas/key-groups';
import { carryOut } from '../support/carry-out';
import { startSimulator } from '../support/simulator';
import { softHsmLibrary } from '../support/tokens/softhsm';
import { listObjects } from '../support/tokens/raw-token';
import { leapingClock, openCrashConsole, type CrashConsole, type CrashOptions } from './crash-console';

const token = { label: 'kmes-crash', pin: '123456' };
const region = 'eu-central-1';
const alias = 'alias/crash';
const accessKey = newAccessKeyPair();
/** Lives at once; the machine has two cores. */
const lanes = 2;
let root: string;
let childScript: string;
let hostDir: string;

type Method = 'first-key' | 'adopt-key' | 'new-key' | 'same-key';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'kmes-crash-'));
  const outDir = join(root, 'child');
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      rolldownOptions: {
        input: resolve('test/crash/crash-process.ts'),
        output: { entryFileNames: 'crash-process.mjs' },
      },
    },
  });
  // Beside the project's node_modules, where the child finds the native modules.
  const inProject = resolve('test-results/crash');
  await rm(inProject, { recursive: true, force: true });
  await cp(outDir, inProject, { recursive: true });
  childScript = join(inProject, 'crash-process.mjs');
  // The hosts as they are built now, whatever is built meanwhile.
  hostDir = join(inProject, 'main');
  await cp(resolve('out/main'), hostDir, { recursive: true });
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A whole world on disk: the store, the token, and AWS. */
interface World {
  readonly dir: string;
  readonly module: HsmModule;
}

/** SoftHSM's configuration names its folder, so each copy of a world gets its own. */
async function worldIn(dir: string): Promise<World> {
  await mkdir(join(dir, 'tokens'), { recursive: true });
  await mkdir(join(dir, 'data'), { recursive: true });
  const config = join(dir, 'softhsm2.conf');
  await writeFile(
    config,
    `directories.tokendir = ${join(dir, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  );
  return { dir, module: { path: softHsmLibrary(), environment: { SOFTHSM2_CONF: config } } };
}

async function copyOf(template: World, name: string): Promise<World> {
  const dir = join(root, name);
  await cp(template.dir, dir, { recursive: true });
  return worldIn(dir);
}

const simulatorOf = (world: World) => startSimulator({ dir: join(world.dir, 'simulator'), accessKeys: [accessKey] });
const optionsOf = (world: World, simulatorEndpoint: string, killAt: number | null): CrashOptions => ({
  dataDir: join(world.dir, 'data'),
  module: world.module,
  token,
  hostDir,
  simulatorEndpoint,
  killAt,
});

/** Token, credential, group, and whatever came before the rotation that is queued last. */
async function prepareWorld(method: Method, name: string = method): Promise<World> {
  const world = await worldIn(join(root, `template-${name}`));
  await mkdir(join(world.dir, 'simulator'));
  const spawnHost = forkedHosts({ entryDir: hostDir, log: { info() {}, warn() {}, error() {} } });
  const hsm = createHsm({ spawn: (env) => spawnHost('hsm-host', env), log: { info() {}, warn() {}, error() {} } });
  await hsm.initializeToken(world.module, { label: token.label, pin: token.pin, soPin: '12345678' });
  await hsm.close();

  const simulator = await simulatorOf(world);
  const running = await openCrashConsole({ ...optionsOf(world, simulator.endpoint, null), probe: true });
  try {
    const credential = await carryOut(
      running.store,
      'credential.add',
      running.keys.handlers['credentials.add'],
      {
        name: 'AWS',
        source: { kind: 'typed', ...accessKey },
        region,
        endpoint: { kind: 'simulator' },
      },
      running.context,
    );
    const activeKeyId = method === 'adopt-key' ? await keyMadeByHand(simulator.endpoint) : null;
    const group = await carryOut(
      running.store,
      'key-group.add',
      running.keys.handlers['groups.add'],
      groupInput(credential.id, method, activeKeyId),
      running.context,
    );
    if (method === 'new-key' || method === 'same-key') {
      await queueRotation(running, group.id);
      running.keys.jobs.wake();
      await running.keys.jobs.idle();
    }
    await queueRotation(running, group.id);
  } finally {
    await running.close();
    await simulator.stop();
  }
  return world;
}

const openKms = (endpoint: string) =>
  createAwsKmsFactory({ clock: leapingClock() }).open({ ...accessKey, region, endpoint });

async function keyMadeByHand(endpoint: string): Promise<string> {
  return (await openKms(endpoint).createExternalKey({ description: 'made by hand', tags: [] })).keyId;
}

function groupInput(credentialId: string, method: Method, activeKeyId: string | null): KeyGroupInput {
  return {
    name: 'crash',
    credentialId,
    rotateKey: false,
    rotateEvery: null,
    keepKeyValidFor: null,
    owner: '',
    notes: '',
    alias,
    description: 'Crash test',
    region,
    activeKeyId,
    policy: null,
    tags: [],
    rotationMethod: method === 'same-key' ? 'same-key' : 'new-key',
    materialExpiresInDays: null,
    wrappingAlgorithm: 'AUTO',
    // Any size shows the same; small ones are made faster.
    wrappingKeySpec: 'RSA_2048',
  };
}

async function queueRotation(running: CrashConsole, groupId: string): Promise<void> {
  const { handlers } = running.keys;
  const preview = await handlers['groups.previewForceRotate']({ groupId }, running.context());
  const input = { groupId, previewDigest: preview.digest, justification: 'To be interrupted' };
  await carryOut(running.store, 'key-group.force-rotate', handlers['groups.forceRotate'], input, running.context);
}

interface Life {
  readonly signal: string | null;
  readonly code: number | null;
  readonly output: string;
}

/** Runs one life of the console over the world, to its end, to its kill point, or until it is killed `killAfterMs` after its job went on. */
function live(options: CrashOptions, killAfterMs?: number): Promise<Life> {
  return new Promise((done) => {
    const child = fork(childScript, [], {
      env: { PATH: process.env['PATH'], KMES_CRASH: JSON.stringify(options), NODE_NO_WARNINGS: '1' },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (killAfterMs !== undefined && output.startsWith('running'))
        setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    });
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code, signal) => done({ code, signal, output }));
  });
}

interface EndState {
  readonly job: string;
  readonly hsmKeys: number;
  readonly kmsKeys: number;
  readonly aliasToActiveKey: boolean;
  readonly activeKeyState: string;
  readonly decrypts: boolean;
  readonly materials: number;
  readonly activeKeys: number;
  /** `whole`, or what is wrong and where. */
  readonly chain: string;
  /** Audit events of the job that were recorded as done, each with how often. */
  readonly done: Readonly<Record<string, number>>;
  readonly doneWithoutIntent: readonly string[];
}

async function endStateOf(world: World, endpoint: string): Promise<EndState> {
  const clock = leapingClock();
  const store = await sqliteStoreFactory({
    dataDir: join(world.dir, 'data'),
    clock,
    log: { info() {}, warn() {}, error() {} },
  }).open(new Uint8Array(32).fill(7));
  const kms = openKms(endpoint);
  try {
    const { jobs, group, keys, chain, entries } = await store.read(async (tx) => {
      const [first] = await tx.groups.list();
      let head: ChainHead = emptyChain;
      let chainState = 'whole';
      for await (const batch of tx.audit.scan(1)) {
        for (const row of batch) {
          const verdict = checkChainedEntry(head, row);
          if (verdict !== 'ok') chainState = `${verdict} at ${String(row.sequence)}`;
          head = { sequence: row.sequence, hash: row.hash };
        }
      }
      const list = await tx.jobs.list({ limit: 10 });
      const audit = await tx.audit.list({ jobId: list.jobs[0]?.id ?? '' }, { limit: 200 });
      return {
        jobs: list.jobs,
        group: first,
        keys: await tx.keys.ofGroup(first?.id ?? ''),
        chain: chainState,
        entries: audit.entries.map(({ entry }) => entry),
      };
    });
    const activeKeyId = group?.activeKeyId ?? '';
    const plaintext = Buffer.from('kept through the crash');
    const decrypted = await kms.decrypt(activeKeyId, await kms.encrypt(activeKeyId, plaintext));
    const done: Record<string, number> = {};
    for (const entry of entries) if (entry.outcome === 'success') done[entry.event] = (done[entry.event] ?? 0) + 1;
    const intended = new Set(entries.filter((entry) => entry.outcome === 'intent').map((entry) => entry.event));
    const effects = [
      'hsm.key-generated',
      'kms.key-created',
      'kms.key-material-imported',
      'kms.alias-set',
      'kms.key-rotated',
    ];
    return {
      job: jobs[0]?.status ?? 'none',
      hsmKeys: listObjects({ module: world.module, ...token }).filter((object) => object.CLASS.startsWith('04')).length,
      kmsKeys: (await kms.listKeyIds()).length,
      aliasToActiveKey: (await kms.findAlias(alias))?.targetKeyId === activeKeyId,
      activeKeyState: (await kms.describeKey(activeKeyId)).state,
      decrypts: Buffer.from(decrypted).equals(plaintext),
      materials: (await kms.listKeyRotations(activeKeyId))?.length ?? -1,
      activeKeys: keys.filter((key) => key.state === 'Active').length,
      chain,
      done: Object.fromEntries(Object.entries(done).filter(([event]) => [...effects, 'job.completed'].includes(event))),
      doneWithoutIntent: effects.filter((event) => done[event] !== undefined && !intended.has(event)),
    };
  } finally {
    await store.close();
  }
}

/** Where a first life ends: at a point, or at a moment after its job went on. */
type Death = { readonly point: number } | { readonly afterMs: number };

/** Dies, lives again, and tells how it ended; null when the first life ended by itself before that. */
async function dieAndLiveAgain(template: World, method: Method, death: Death): Promise<EndState | null> {
  const world = await copyOf(template, `${method}-${Object.entries(death).flat().join('-')}`);
  const simulator = await simulatorOf(world);
  try {
    const options = optionsOf(world, simulator.endpoint, 'point' in death ? death.point : null);
    const first = await live(options, 'afterMs' in death ? death.afterMs : undefined);
    if (first.signal === null) {
      if (first.code !== 0) throw new Error(`the first life ended by itself: ${first.output}`);
      return null;
    }
    expect(first.signal).toBe('SIGKILL');
    const second = await live(optionsOf(world, simulator.endpoint, null));
    if (second.code !== 0)
      throw new Error(`the second life ended with ${String(second.code ?? second.signal)}: ${second.output}`);
    return await endStateOf(world, simulator.endpoint);
  } finally {
    await simulator.stop();
    await rm(world.dir, { recursive: true, force: true });
  }
}

const common = {
  job: 'Completed',
  aliasToActiveKey: true,
  activeKeyState: 'Enabled',
  decrypts: true,
  activeKeys: 1,
  chain: 'whole',
  doneWithoutIntent: [],
};
const once = (...events: string[]): Record<string, number> =>
  Object.fromEntries([...events, 'job.completed'].map((event) => [event, 1]));

/** What must be there whatever the point; the keys of the rotation before count in. */
const expected: Record<Method, EndState> = {
  'first-key': {
    ...common,
    hsmKeys: 1,
    kmsKeys: 1,
    materials: 1,
    done: once('hsm.key-generated', 'kms.key-created', 'kms.key-material-imported', 'kms.alias-set'),
  },
  'adopt-key': {
    ...common,
    hsmKeys: 1,
    kmsKeys: 1,
    materials: 1,
    done: once('hsm.key-generated', 'kms.key-material-imported', 'kms.alias-set'),
  },
  'new-key': {
    ...common,
    hsmKeys: 2,
    kmsKeys: 2,
    materials: 1,
    done: once('hsm.key-generated', 'kms.key-created', 'kms.key-material-imported', 'kms.alias-set'),
  },
  'same-key': {
    ...common,
    hsmKeys: 2,
    kmsKeys: 1,
    materials: 2,
    done: once('hsm.key-generated', 'kms.key-material-imported', 'kms.key-rotated'),
  },
};

describe('a force rotate that is killed at its n-th effect and started again', () => {
  it.each(['first-key', 'adopt-key', 'new-key', 'same-key'] as const)(
    'ends right for every n, method %s',
    async (method) => {
      const template = await prepareWorld(method);
      const wrong: Record<number, unknown> = {};
      let next = 1;
      let last = Number.POSITIVE_INFINITY;
      const lane = async (): Promise<void> => {
        while (next < last) {
          const killAt = next++;
          const state = await dieAndLiveAgain(template, method, { point: killAt }).catch((thrown: unknown) => ({
            failed: String(thrown),
          }));
          if (state === null) last = Math.min(last, killAt);
          else if (!isDeepStrictEqual(state, expected[method])) wrong[killAt] = state;
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      process.stdout.write(`${method}: ${String(last - 1)} kill points\n`);
      expect(wrong).toEqual({});
      // Two points for each write, HSM call and KMS call: fewer would mean that points were not counted.
      expect(last).toBeGreaterThan(20);
    },
    600_000,
  );

  it('ends right when it is killed at any moment in between', async () => {
    const template = await prepareWorld('first-key', 'moments');
    const wrong: Record<number, unknown> = {};
    let died = 0;
    // Every 40 ms over about the length of a rotation: calls to the HSM, to AWS and to the disk are cut in the middle.
    const moments = Array.from({ length: 20 }, (_, index) => 10 + index * 40);
    const lane = async (): Promise<void> => {
      for (let afterMs = moments.shift(); afterMs !== undefined; afterMs = moments.shift()) {
        const state = await dieAndLiveAgain(template, 'first-key', { afterMs }).catch((thrown: unknown) => ({
          failed: String(thrown),
        }));
        if (state === null) continue;
        died += 1;
        if (!isDeepStrictEqual(state, expected['first-key'])) wrong[afterMs] = state;
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    expect(wrong).toEqual({});
    // The later moments may come after the end on a fast machine.
    expect(died).toBeGreaterThan(3);
  }, 600_000);
});
