// The KMS simulator in a process of its own, with quotas off and with wrapping key pairs made beforehand: making them would outweigh all else.
import { registerAccessKey, type AccessKeyPair } from '../../electron/evaluation/access-keys';
import {
  WrappingKeyPool,
  type WrappingKeyPair,
  type WrappingKeySpec,
} from '../../electron/evaluation/crypto/wrapping-key-pool';
import { startHttpServer } from '../../electron/evaluation/protocol/http-server';
import { Simulator } from '../../electron/evaluation/simulator';
import { SimulatorClock } from '../../electron/evaluation/simulator-clock';
import { SimulatorStore } from '../../electron/evaluation/state/simulator-store';
import { serveParent } from './child-process';

/** Gives out RSA_2048 pairs that are all there before the first is asked for; makes none while something is timed. */
class StockedPool extends WrappingKeyPool {
  readonly #stock: WrappingKeyPair[] = [];

  async fill(pairs: number): Promise<void> {
    while (this.#stock.length < pairs) this.#stock.push(await super.take('RSA_2048'));
  }

  override warm(): void {
    // Nothing is made ahead.
  }

  override take(spec: WrappingKeySpec): Promise<WrappingKeyPair> {
    const pair = spec === 'RSA_2048' ? this.#stock.shift() : undefined;
    return pair === undefined ? Promise.reject(new Error('no wrapping key pair is left')) : Promise.resolve(pair);
  }
}

let simulator: Simulator;

serveParent({
  /** Its endpoint, once every pair is made. */
  async start({ dir, accessKey, pairs }: { dir: string; accessKey: AccessKeyPair; pairs: number }): Promise<string> {
    const clock = new SimulatorClock();
    const store = await SimulatorStore.open(dir, clock);
    const pool = new StockedPool(0);
    simulator = new Simulator(store, clock, pool);
    simulator.change({ quotas: false });
    await registerAccessKey(store, accessKey, 'kmes-bench', clock.nowMs());
    const server = await startHttpServer(simulator, null);
    await pool.fill(pairs);
    return `http://127.0.0.1:${server.port}`;
  },
  /** From now on each answer waits, as one does that comes over a network. */
  async answerAfter(delayMs: number): Promise<void> {
    simulator.faults.add({ operation: '*', kind: 'delay', when: 'after', delayMs, count: Number.MAX_SAFE_INTEGER });
  },
});
