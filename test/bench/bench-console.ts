// The console's services on real parts for the benchmark: SoftHSM behind hsm-host, the encrypted store with its durable commits, the AWS SDK.
import { resolve } from 'node:path';
import { createAwsKmsFactory } from '../../electron/adapters/aws-kms/aws-kms-factory';
import { createHsm } from '../../electron/adapters/pkcs11/create-hsm';
import { sqliteStoreFactory } from '../../electron/adapters/sqlite/sqlite-store-factory';
import { forkedHosts } from '../../electron/adapters/system/forked-host';
import { systemClock } from '../../electron/adapters/system/system-clock';
import type { Identity } from '../../electron/domain/entities';
import type { AccessKeyPair } from '../../electron/evaluation/access-keys';
import { createKeyServices } from '../../electron/ipc/handlers/key-services';
import type { HsmModule } from '../../electron/ports/hsm';
import type { Log } from '../../electron/ports/log';
import { carryOut, type Command, type Context } from '../support/carry-out';
import { groupInput } from '../support/group-input';
import type { Operation } from '../../shared/permissions';

export interface BenchConsoleOptions {
  readonly dataDir: string;
  readonly module: HsmModule;
  readonly token: { readonly label: string; readonly pin: string };
  readonly endpoint: string;
  readonly accessKey: AccessKeyPair;
  readonly region: string;
}

export interface BenchConsole {
  /** Rotates for the first time; the id of the KMS key that was made. */
  firstKey(): Promise<string>;
  /** Makes a further alias for the KMS key and returns its name. */
  secondAlias(name: string, keyId: string): Promise<string>;
  /** Preview, order, and the job to its end. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

const log: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (event, error) => void process.stderr.write(`${event}: ${String(error)}\n`),
};

export async function openBenchConsole(options: BenchConsoleOptions): Promise<BenchConsole> {
  const { dataDir, module, token, endpoint, accessKey, region } = options;
  const clock = systemClock;
  const spawnHost = forkedHosts({ entryDir: resolve('out/main'), log });
  const hsm = createHsm({ spawn: (env) => spawnHost('hsm-host', env), log });
  await hsm.initializeToken(module, { ...token, soPin: '12345678' });
  await hsm.connect(module, { label: token.label });
  await hsm.login(token.pin);
  const capabilities = await hsm.probe();
  const key = new Uint8Array(32).fill(7);
  const store = await sqliteStoreFactory({ dataDir, clock, log }).create(key, {
    id: 'b'.repeat(32),
    environment: 'EVALUATION',
  });
  const kmsFactory = createAwsKmsFactory({ clock });
  const notUsed = (): never => {
    throw new Error('not used here');
  };
  const keys = createKeyServices({
    ...{ store, hsm, kmsFactory, clock, log, capabilities: () => capabilities },
    simulator: {
      endpoint: () => Promise.resolve(endpoint),
      current: () => endpoint,
      registerCredential: () => Promise.resolve(),
      createAccessKey: notUsed,
      stop: () => Promise.resolve(),
    },
    dialogs: { openFile: notUsed, saveFile: notUsed, openFolder: notUsed },
    files: { readSmall: notUsed, readChunks: notUsed, writeWhole: notUsed },
    publish: () => undefined,
    onJobEnded: () => Promise.resolve(),
  });
  const context = (): Context => ({
    identities: [{ id: 'a'.repeat(32) } as Identity],
    now: clock.now(),
  });
  const order = <I, T>(operation: Operation, command: Command<I, T>, input: I): Promise<T> =>
    carryOut(store, operation, command, input, context);
  const { handlers, jobs } = keys;
  const credential = await order('credential.add', handlers['credentials.add'], {
    name: 'AWS',
    source: { kind: 'typed', ...accessKey },
    region,
    endpoint: { kind: 'simulator' },
  });
  const group = await order('key-group.add', handlers['groups.add'], {
    ...groupInput('bench', credential.id),
    region,
  });

  const rotate = async (): Promise<void> => {
    const preview = await handlers['groups.previewForceRotate']({ groupId: group.id }, context());
    const input = {
      groupId: group.id,
      previewDigest: preview.digest,
      justification: 'measured',
    };
    const { jobId } = await order('key-group.force-rotate', handlers['groups.forceRotate'], input);
    await jobs.idle();
    const job = await store.read((tx) => tx.jobs.get(jobId));
    if (job?.status !== 'Completed') throw new Error(`the job ended as ${String(job?.status)}`);
  };
  return {
    rotate,
    async firstKey() {
      await rotate();
      return (await store.read((tx) => tx.groups.get(group.id)))?.activeKeyId ?? '';
    },
    async secondAlias(name, keyId) {
      await kmsFactory.open({ ...accessKey, region, endpoint }).createAlias(name, keyId);
      return name;
    },
    async close() {
      await jobs.stop();
      await hsm.close();
      await store.close();
    },
  };
}
