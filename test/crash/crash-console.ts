// The services of the console on real parts: SoftHSM behind hsm-host, the encrypted store, the AWS SDK. What dies in these tests is this.
import { inspect } from 'node:util';
import { createAwsKmsFactory } from '../../electron/adapters/aws-kms/aws-kms-factory';
import { createHsm } from '../../electron/adapters/pkcs11/create-hsm';
import { sqliteStoreFactory } from '../../electron/adapters/sqlite/sqlite-store-factory';
import { forkedHosts } from '../../electron/adapters/system/forked-host';
import type { Identity } from '../../electron/domain/entities';
import { createKeyServices, type KeyServices } from '../../electron/ipc/handlers/key-services';
import type { Clock } from '../../electron/ports/clock';
import type { Hsm, HsmModule } from '../../electron/ports/hsm';
import type { Log } from '../../electron/ports/log';
import type { Store } from '../../electron/ports/store';
import type { Context } from '../support/carry-out';
import { killPoints } from './kill-points';

export interface CrashOptions {
  /** Folder of the store; a store is made when there is none. */
  readonly dataDir: string;
  readonly module: HsmModule;
  readonly token: { readonly label: string; readonly pin: string };
  /** Folder of the built hsm-host. */
  readonly hostDir: string;
  readonly simulatorEndpoint: string;
  /** Point at which the process kills itself; null: never. */
  readonly killAt: number | null;
  /** Find out first what the token can do. */
  readonly probe?: boolean;
}

export interface CrashConsole {
  readonly store: Store;
  readonly hsm: Hsm;
  readonly keys: KeyServices;
  readonly context: () => Context;
  readonly pointsPassed: () => number;
  close(): Promise<void>;
}

/** The store's key: sealed by the HSM in the product, fixed here. */
const storeKey = (): Uint8Array => new Uint8Array(32).fill(7);

/** Pauses are over at once and move the console's time on: the five minutes of a look-up as well as a back-off. */
export function leapingClock(): Clock {
  let leaptMs = 0;
  return {
    now: () => new Date(Date.now() + leaptMs),
    monotonicMs: () => performance.now() + leaptMs,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      leaptMs += ms;
      await new Promise((done) => setImmediate(done));
    },
  };
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** Errors of the run go to standard error, which the test shows when a run ends as it should not. */
const telling: Log = {
  ...silent,
  error: (event, error, facts) => void process.stderr.write(`${inspect({ event, error, facts })}\n`),
};

export async function openCrashConsole(options: CrashOptions): Promise<CrashConsole> {
  const clock = leapingClock();
  const points = killPoints(options.killAt);
  const factory = sqliteStoreFactory({ dataDir: options.dataDir, clock, log: telling });
  const opened = (await factory.exists())
    ? await factory.open(storeKey())
    : await factory.create(storeKey(), { id: 'c'.repeat(32), environment: 'EVALUATION' });
  const store = points.store(opened);
  const spawnHost = forkedHosts({ entryDir: options.hostDir, log: silent });
  const hsm = createHsm({ spawn: (env) => spawnHost('hsm-host', env), log: silent });
  await hsm.connect(options.module, { label: options.token.label });
  await hsm.login(options.token.pin);
  // Asked for when a rotation is planned; a life that only goes on with a job needs no probing.
  const capabilities = options.probe === true ? await hsm.probe() : null;
  const keys = createKeyServices({
    store,
    hsm: points.hsm(hsm),
    kmsFactory: points.kms(createAwsKmsFactory({ clock })),
    simulator: {
      endpoint: () => Promise.resolve(options.simulatorEndpoint),
      current: () => options.simulatorEndpoint,
      // The test has told the simulator of the key pair.
      registerCredential: () => Promise.resolve(),
      createAccessKey: () => Promise.reject(new Error('not used here')),
      stop: () => Promise.resolve(),
    },
    clock,
    log: telling,
    dialogs: {
      openFile: () => Promise.resolve(null),
      saveFile: () => Promise.resolve(null),
      openFolder: () => Promise.resolve(null),
    },
    files: {
      readSmall: () => Promise.reject(new Error('not used here')),
      readChunks: () => {
        throw new Error('not used here');
      },
      writeWhole: () => Promise.reject(new Error('not used here')),
    },
    publish: () => undefined,
    capabilities: () => {
      if (capabilities === null) throw new Error('this life plans nothing');
      return capabilities;
    },
    onJobEnded: () => Promise.resolve(),
  });
  return {
    store,
    hsm,
    keys,
    context: () => ({ identities: [{ id: 'a'.repeat(32) } as Identity], now: clock.now() }),
    pointsPassed: points.passed,
    async close() {
      await keys.jobs.stop();
      await hsm.close();
      await opened.close();
    },
  };
}
