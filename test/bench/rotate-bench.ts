// One force rotate through the console's services against a bare script: the same token, the same simulator, by turns.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newAccessKeyPair, type AccessKeyPair } from '../../electron/evaluation/access-keys';
import { createSoftHsm, type SoftHsm } from '../support/tokens/softhsm';
import { openBenchConsole } from './bench-console';
import { startChild, type BenchChild } from './child-process';
import type { Figure } from './figure';
import { byTurns, type Pair } from './measure';

const token = { label: 'kmes-bench', pin: '123456' };
const region = 'eu-central-1';
const warmUps = 3;
/** AWS allows one GetParametersForImport a second, and the console keeps to it: the pause is not what is measured. */
const pauseMs = 1_200;

/** About what a call to a Region nearby takes; the simulator beside it answers in 2 ms. */
const networkMs = 20;

const pause = (): Promise<void> => new Promise((done) => setTimeout(done, pauseMs));

export async function rotateBench(rounds: number): Promise<readonly Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), 'kmes-bench-rotate-'));
  const softHsm = createSoftHsm();
  const simulator = startChild('bench-simulator');
  const bare = startChild('bare-rotate', softHsm.module.environment);
  try {
    const accessKey = newAccessKeyPair();
    await mkdir(join(dir, 'simulator'));
    const pairs = 4 * (rounds + warmUps) + 1;
    const endpoint = await simulator.call<string>('start', {
      dir: join(dir, 'simulator'),
      accessKey,
      pairs,
    });
    return await compare({ dir, softHsm, endpoint, accessKey, simulator, bare, rounds });
  } finally {
    await bare.stop();
    await simulator.stop();
    softHsm.remove();
    await rm(dir, { recursive: true, force: true });
  }
}

function figure(name: string, { ratio, console, baseline, rounds }: Pair): Figure {
  const against = 'a bare script with the same PKCS#11 and AWS calls';
  return { name, unit: 'ms', measure: 'ratio', value: ratio, bound: 1.2, console, baseline, rounds, against };
}

async function compare(parts: {
  readonly dir: string;
  readonly softHsm: SoftHsm;
  readonly endpoint: string;
  readonly accessKey: AccessKeyPair;
  readonly simulator: BenchChild;
  readonly bare: BenchChild;
  readonly rounds: number;
}): Promise<readonly Figure[]> {
  const { dir, softHsm, endpoint, accessKey, bare, rounds } = parts;
  const opened = await openBenchConsole({
    dataDir: dir,
    module: softHsm.module,
    token,
    endpoint,
    accessKey,
    region,
  });
  try {
    const keyId = await opened.firstKey();
    const alias = await opened.secondAlias('alias/bare', keyId);
    await bare.call('open', {
      modulePath: softHsm.module.path,
      ...token,
      endpoint,
      region,
      ...accessKey,
      alias,
      keyId,
    });
    const sides = {
      async console() {
        await pause();
        const started = performance.now();
        await opened.rotate();
        return performance.now() - started;
      },
      async baseline() {
        await pause();
        return bare.call<number>('rotate', null);
      },
    };
    const loopback = await byTurns(rounds, warmUps, sides);
    await parts.simulator.call('answerAfter', networkMs);
    const network = await byTurns(rounds, warmUps, sides);
    return [
      figure('Force rotate, order to alias', loopback),
      figure(`Force rotate, AWS answers after ${networkMs} ms`, network),
    ];
  } finally {
    await opened.close();
  }
}
