// The Simulator port over a process of its own, started when first asked for and again after it has ended.
import { join } from 'node:path';
import type { Log } from '../../ports/log';
import type { Simulator } from '../../ports/simulator';
import type { SpawnHost } from '../pkcs11/host-channel';
import { SimulatorProcess } from './simulator-process';
import { OPTIONS_VARIABLE, type SimulatorOptions } from './simulator-protocol';

export interface EmbeddedSimulatorParts {
  /** Starts `out/main/kms-simulator.js`. */
  readonly spawnHost: SpawnHost;
  /** The installation's data folder; the simulator keeps its state in `simulator/` there. */
  readonly dataDir: string;
  readonly log: Log;
}

/** Time a simulator has to close its state before it is ended by force. */
const STOP_WITHIN_MS = 5_000;

export function createEmbeddedSimulator(parts: EmbeddedSimulatorParts): Simulator {
  let running: SimulatorProcess | null = null;
  let current: string | null = null;

  const start = async (process: SimulatorProcess): Promise<SimulatorProcess> => {
    const endpoint = await process.listening;
    if (!process.ended) current = endpoint;
    return process;
  };

  const ensure = async (): Promise<SimulatorProcess> => {
    if (running !== null && !running.ended) return start(running);
    const options: SimulatorOptions = { dir: join(parts.dataDir, 'simulator') };
    const process = new SimulatorProcess(parts.spawnHost({ [OPTIONS_VARIABLE]: JSON.stringify(options) }));
    running = process;
    void process.exited.then(() => {
      if (running === process) current = null;
    });
    await start(process);
    parts.log.info('simulator.started', { endpoint: current, notice: 'NOT AWS' });
    return process;
  };

  return {
    async endpoint() {
      return (await ensure()).listening;
    },
    current: () => current,
    async registerCredential(accessKeyId, secretAccessKey) {
      await (await ensure()).call('registerCredential', accessKeyId, secretAccessKey);
    },
    async createAccessKey(userName) {
      const pair = (await (await ensure()).call('createAccessKey', userName)) as {
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
      };
      return pair;
    },
    async stop() {
      const process = running;
      running = null;
      current = null;
      await process?.stop(STOP_WITHIN_MS);
    },
  };
}
