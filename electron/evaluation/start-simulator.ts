// Puts the simulator together: state folder, clock, key pool, HTTP server, and the control that its owner holds.
import { registerAccessKey, type AccessKeyPair } from './access-keys';
import { createSimulatorControl, type SimulatorControl } from './control/simulator-control';
import { WrappingKeyPool, type WrappingKeySpec } from './crypto/wrapping-key-pool';
import { startHttpServer } from './protocol/http-server';
import { Simulator } from './simulator';
import { SimulatorClock } from './simulator-clock';
import type { SimulatorSettings } from './simulator-settings';
import { SimulatorStore } from './state/simulator-store';

export interface StartSimulatorOptions {
  /** Folder of the state; made when missing. */
  readonly dir: string;
  /** Milliseconds since 1970; default: the machine's clock. */
  readonly now?: () => number;
  readonly settings?: Partial<SimulatorSettings>;
  readonly accessKeys?: readonly AccessKeyPair[];
  /** Wrapping key pairs to begin making at once; default RSA_4096. */
  readonly warm?: readonly WrappingKeySpec[];
  /** Pairs kept ready of each spec in use; default 1. */
  readonly pairsAhead?: number;
}

export interface RunningSimulator {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly control: SimulatorControl;
  /** Ends the server and closes the state; requests under way are cut. */
  stop(): Promise<void>;
}

export async function startSimulator(options: StartSimulatorOptions): Promise<RunningSimulator> {
  const clock = new SimulatorClock(options.now);
  const store = await SimulatorStore.open(options.dir, clock);
  const pool = new WrappingKeyPool(options.pairsAhead ?? 1);
  const simulator = new Simulator(store, clock, pool);
  simulator.change(options.settings ?? {});
  for (const pair of options.accessKeys ?? []) await registerAccessKey(store, pair, 'kmes-console', clock.nowMs());
  const server = await startHttpServer(simulator, store.account.port);
  if (server.port !== store.account.port) {
    store.updateAccount({ port: server.port });
    await store.flush();
  }
  for (const spec of options.warm ?? ['RSA_4096']) pool.warm(spec);
  return {
    endpoint: `http://127.0.0.1:${server.port}`,
    control: createSimulatorControl(simulator),
    async stop() {
      simulator.faults.clear();
      await server.close();
      await store.close();
    },
  };
}
