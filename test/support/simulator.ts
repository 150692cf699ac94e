// Starts a KMS simulator for tests: in the test's own process, or forked as the console does it, to be killed and restarted.
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { HostChannel } from '../../electron/adapters/pkcs11/host-channel';
import { SimulatorProcess } from '../../electron/adapters/simulator/simulator-process';
import { newAccessKeyPair, type AccessKeyPair } from '../../electron/evaluation/access-keys';
import { OPTIONS_VARIABLE, type ProcessOptions } from '../../electron/evaluation/control/control-protocol';
import type { SimulatorControl } from '../../electron/evaluation/control/simulator-control';
import type { SimulatorSettings } from '../../electron/evaluation/simulator-settings';
import { startSimulator as start } from '../../electron/evaluation/start-simulator';

export interface SimulatorOptions {
  /** The test's clock; default: the machine's. */
  readonly clock?: { now(): Date };
  /** Folder of the state, kept by the test; default: a temporary one that `stop` removes. */
  readonly dir?: string;
  /** Are AWS's request quotas enforced? Default no: tests would wait for them. */
  readonly quotas?: boolean;
  readonly accessKeys?: readonly AccessKeyPair[];
  readonly settings?: Partial<SimulatorSettings>;
}

export interface TestSimulator {
  readonly endpoint: string;
  readonly dir: string;
  /** A key pair the simulator knows: the first of `accessKeys`, or one made for this test. */
  readonly accessKey: AccessKeyPair;
  readonly control: SimulatorControl;
  stop(): Promise<void>;
}

export async function startSimulator(options: SimulatorOptions = {}): Promise<TestSimulator> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'kmes-simulator-'));
  const accessKey = options.accessKeys?.[0] ?? newAccessKeyPair();
  const clock = options.clock;
  const running = await start({
    dir,
    ...(clock === undefined ? {} : { now: () => clock.now().getTime() }),
    settings: { quotas: options.quotas ?? false, ...options.settings },
    accessKeys: [accessKey, ...(options.accessKeys ?? [])],
    warm: [],
  });
  return {
    endpoint: running.endpoint,
    dir,
    accessKey,
    control: running.control,
    async stop() {
      await running.stop();
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A simulator in a process of its own, as the console starts it. */
export interface ForkedSimulator {
  readonly endpoint: string;
  readonly dir: string;
  readonly pid: number;
  /** Calls a method of the control in the process. */
  control<M extends keyof SimulatorControl>(
    method: M,
    ...args: Parameters<SimulatorControl[M]>
  ): Promise<Awaited<ReturnType<SimulatorControl[M]>>>;
  /** Ends it with SIGKILL and waits until it is gone. */
  kill(): Promise<void>;
  /** Lets it close its state and end. */
  stop(): Promise<void>;
}

/** Forks the built entry `out/main/kms-simulator.js` over `dir`. */
export async function forkSimulator(options: ProcessOptions): Promise<ForkedSimulator> {
  let child: ChildProcess | null = null;
  const channel = forkChannel(options, (started) => (child = started));
  const process = new SimulatorProcess(channel);
  const endpoint = await process.listening;
  return {
    endpoint,
    dir: options.dir,
    pid: (child as ChildProcess | null)?.pid ?? 0,
    control: (method, ...args) => process.call(method, ...args) as never,
    async kill() {
      channel.kill();
      await process.exited;
    },
    stop: () => process.stop(5_000),
  };
}

function forkChannel(options: ProcessOptions, onStarted: (child: ChildProcess) => void): HostChannel {
  const child = fork(resolve('out/main/kms-simulator.js'), [], {
    env: { [OPTIONS_VARIABLE]: JSON.stringify(options) },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  onStarted(child);
  return {
    post: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.on('exit', listener),
    kill: () => child.kill('SIGKILL'),
  };
}
