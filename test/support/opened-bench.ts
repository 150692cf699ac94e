// An opened installation for tests of services and handlers: the real store and AWS adapter, the simulator over HTTP, an HSM in memory, a manual clock.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createAwsKmsFactory } from '../../electron/adapters/aws-kms/aws-kms-factory';
import { sqliteStoreFactory } from '../../electron/adapters/sqlite/sqlite-store-factory';
import type { AuditEntry } from '../../electron/domain/audit-event';
import type { CommandContext } from '../../electron/ipc/handler';
import { createKeyServices, type KeyServices } from '../../electron/ipc/handlers/key-services';
import type { CloudKms } from '../../electron/ports/cloud-kms';
import type { FileDialogs, Files } from '../../electron/ports/desktop';
import type { Hsm, HsmCapabilities } from '../../electron/ports/hsm';
import type { Store } from '../../electron/ports/store';
import { ConsoleError } from '../../shared/errors';
import type { Operation } from '../../shared/permissions';
import type { Environment } from '../../shared/schemas/status';
import type { KeyGroupInput } from '../../shared/schemas/key-groups';
import type { CredentialView } from '../../shared/schemas/credentials';
import type { SimulatorSettings } from '../../electron/evaluation/simulator-settings';
import { identityRow } from './builders/store-rows';
import { carryOut, type Command, type Context } from './carry-out';
import { fakeCapabilities, fakeHsm, type FakeHsm } from './fake-hsm';
import { hastyClock, manualClock, type ManualClock } from './manual-clock';
import { startSimulator, type TestSimulator } from './simulator';

export const region = 'eu-central-1';

export interface OpenedBench {
  readonly store: Store;
  readonly hsm: FakeHsm & Hsm;
  readonly clock: ManualClock;
  readonly simulator: TestSimulator;
  readonly keys: KeyServices;
  /** What the dialogs give and the files hold. */
  readonly desk: { picked: string | null; saved: string | null; readonly files: Map<string, Uint8Array> };
  readonly published: string[];
  /** A client of the simulator with the bench's access key. */
  readonly kms: CloudKms;
  context(): Context;
  /** As the dispatcher carries out a controlled command: prepared, granted, one transaction with its audit entry. */
  order<I, T>(operation: Operation, command: Command<I, T>, input: I): Promise<T>;
  commandContext(): CommandContext;
  addCredential(name?: string): Promise<CredentialView>;
  groupInput(over?: Partial<KeyGroupInput>): Promise<KeyGroupInput>;
  /** Wakes the runner and moves the clock along until nothing can run. */
  settleJobs(): Promise<void>;
  entries(): Promise<readonly AuditEntry[]>;
}

/** The token that keys are made on: the one in memory, or a real one that is logged in. */
export interface BenchToken {
  readonly hsm: Hsm;
  readonly capabilities: HsmCapabilities;
}

/** Everything is closed and removed when the test is finished. */
export async function openedBench(
  environment: Environment = 'EVALUATION',
  aws: Partial<Pick<SimulatorSettings, 'lagMs' | 'rotationTakesMs'>> = {},
  token: BenchToken = { hsm: fakeHsm(), capabilities: fakeCapabilities },
): Promise<OpenedBench> {
  const dir = mkdtempSync(join(tmpdir(), 'kmes-opened-'));
  // Signatures bear the machine's time, so the manual clock starts there.
  const clock = manualClock(new Date().toISOString());
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const store = await sqliteStoreFactory({ dataDir: dir, clock, log }).create(new Uint8Array(32).fill(9), {
    id: 'b'.repeat(32),
    environment,
  });
  const simulator = await startSimulator({
    settings: aws,
    // What takes time in AWS takes the time of the test's clock.
    ...(Object.keys(aws).length === 0 ? {} : { clock }),
  });
  // A real token has none of what the fake is asked in tests; those that open one do not ask.
  const hsm = token.hsm as FakeHsm & Hsm;
  const kmsFactory = createAwsKmsFactory({ clock: hastyClock() });
  const desk: OpenedBench['desk'] = { picked: null, saved: null, files: new Map() };
  const published: string[] = [];
  const keys = createKeyServices({
    store,
    hsm,
    kmsFactory,
    simulator: {
      endpoint: () => Promise.resolve(simulator.endpoint),
      current: () => simulator.endpoint,
      registerCredential: (id, secret) => simulator.control.registerCredential(id, secret),
      createAccessKey: (userName) => simulator.control.createAccessKey(userName),
      stop: () => Promise.resolve(),
    },
    clock,
    log,
    dialogs: dialogsOf(desk),
    files: filesOf(desk),
    publish: (topics) => void published.push(...topics),
    capabilities: () => token.capabilities,
    onJobEnded: () => Promise.resolve(),
    random: () => 0.5,
  });
  onTestFinished(async () => {
    await keys.jobs.stop();
    await store.close();
    await simulator.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  const alice = identityRow();
  await store.write(async (tx) => {
    await tx.identities.put(alice);
    await tx.record({ event: 'system.set-up', category: 'System', outcome: 'success' });
  });
  const context = (): Context => ({ identities: [alice], now: clock.now() });
  let credential: Promise<CredentialView> | null = null;

  const bench: OpenedBench = {
    ...{ store, hsm, clock, simulator, keys, desk, published, context },
    kms: kmsFactory.open({ ...simulator.accessKey, region, endpoint: simulator.endpoint }),
    order: (operation, command, input) => carryOut(store, operation, command, input, context),
    commandContext: () => ({
      ...context(),
      unitOfWork: (work) =>
        store.write(async (tx) => {
          const { result, audit } = await work(tx);
          await tx.record({ event: 'test.command', category: 'Credentials', outcome: 'success', ...audit });
          return result;
        }),
    }),
    addCredential: (name = 'AWS') =>
      bench.order('credential.add', keys.handlers['credentials.add'], {
        name,
        source: { kind: 'typed', ...simulator.accessKey },
        region,
        endpoint: { kind: 'simulator' },
      }),
    async groupInput(over = {}) {
      credential ??= bench.addCredential();
      return { ...blankGroup, credentialId: (await credential).id, ...over };
    },
    async settleJobs() {
      keys.jobs.wake();
      await clock.runUntil(keys.jobs.idle());
    },
    entries: () =>
      store.read(async (tx) => (await tx.audit.list({}, { limit: 500 })).entries.map(({ entry }) => entry).reverse()),
  };
  return bench;
}

const blankGroup: Omit<KeyGroupInput, 'credentialId'> = {
  name: 'payments',
  rotateKey: false,
  rotateEvery: null,
  keepKeyValidFor: null,
  owner: '',
  notes: '',
  alias: 'alias/payments',
  description: 'Payments',
  region,
  activeKeyId: null,
  policy: null,
  tags: [],
  rotationMethod: 'new-key',
  materialExpiresInDays: null,
  wrappingAlgorithm: 'AUTO',
  wrappingKeySpec: 'RSA_2048',
};

function dialogsOf(desk: OpenedBench['desk']): FileDialogs {
  const chosen = (path: string | null) => Promise.resolve(path === null ? null : { fileName: path, path });
  return {
    openFile: () => chosen(desk.picked),
    saveFile: () => chosen(desk.saved),
    openFolder: () => chosen(desk.saved),
  };
}

function filesOf(desk: OpenedBench['desk']): Files {
  return {
    readSmall(path, maxBytes) {
      const bytes = desk.files.get(path);
      if (bytes === undefined) return Promise.reject(new ConsoleError('file.read-failed'));
      return bytes.length > maxBytes ? Promise.reject(new ConsoleError('input.too-large')) : Promise.resolve(bytes);
    },
    async *readChunks(path) {
      const bytes = desk.files.get(path);
      if (bytes === undefined) throw new ConsoleError('file.read-failed');
      yield await Promise.resolve(bytes);
    },
    async writeWhole(path, chunks) {
      const parts: Buffer[] = [];
      for await (const chunk of chunks) parts.push(Buffer.from(chunk));
      const bytes = Buffer.concat(parts);
      desk.files.set(path, bytes);
      return { sha256: '', bytes: bytes.length };
    },
  };
}

/** Rotates a group as an officer does: preview, order, and the job that follows. Returns the job's id. */
export async function forceRotate(bench: OpenedBench, groupId: string): Promise<string> {
  const { handlers } = bench.keys;
  const preview = await handlers['groups.previewForceRotate']({ groupId }, bench.context());
  const input = { groupId, previewDigest: preview.digest, justification: 'Scheduled by hand' };
  const { jobId } = await bench.order('key-group.force-rotate', handlers['groups.forceRotate'], input);
  return jobId;
}
