// A cold start to the unlock screen, and memory when nothing is done, against a hello-world window of the same Electron.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consoleCommand, consoleEnvironment, openDisplay } from '../support/desktop';
import { createSoftHsm } from '../support/tokens/softhsm';
import { walkBothIn, walkUnlock } from '../support/walk';
import type { Figure } from './figure';
import { writeHelloWorld } from './hello-world';
import { setUpInstallation } from './installation';
import { byTurns, median } from './measure';
import { treePssMb } from './process-memory';
import { startProgram, type ProgramCommand, type StartedProgram } from './start-program';

/** How long nothing is done before memory is read. */
const idleMs = 4_000;
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const against = 'a hello-world window of the same Electron';

export async function startBench(rounds: number): Promise<readonly Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'kmes-bench-start-'));
  const dataDir = join(dir, 'data');
  const softHsm = createSoftHsm();
  try {
    mkdirSync(dataDir);
    await setUpInstallation(dataDir, softHsm);
    const command = consoleCommand(dataDir);
    const ours: BenchedProgram = {
      ...command,
      heading: 'Log in to the HSM',
      added: {},
    };
    const switches = command.args.filter((argument) => argument === '--no-sandbox');
    const hello: BenchedProgram = {
      ...{
        ...command,
        args: [writeHelloWorld(dir), ...switches],
        heading: 'Hello, world',
      },
      added: { HELLO_DATA: join(dir, 'hello-data') },
    };
    return await compare(ours, hello, rounds);
  } finally {
    softHsm.remove();
    // The last of the browser's processes may still be writing.
    await rm(dir, {
      recursive: true,
      force: true,
      maxRetries: 10,
      retryDelay: 200,
    }).catch(() => undefined);
  }
}

interface BenchedProgram extends Omit<ProgramCommand, 'env'> {
  readonly added: Readonly<Record<string, string>>;
}

async function compare(ours: BenchedProgram, hello: BenchedProgram, rounds: number): Promise<readonly Figure[]> {
  const pss = {
    ours: [] as number[],
    hello: [] as number[],
    loggedIn: [] as number[],
  };
  /** On a display of its own: a virtual one ends with its last window. */
  const start = async (program: BenchedProgram, then: (started: StartedProgram) => Promise<void>): Promise<number> => {
    const display = await openDisplay();
    try {
      const started = await startProgram({
        ...program,
        env: consoleEnvironment(display.name, program.added),
      });
      try {
        await pause(idleMs);
        await then(started);
        return started.startMs;
      } finally {
        await started.stop();
      }
    } finally {
      display.server?.kill();
    }
  };
  let consoles = 0;
  // The first start fills the disk's cache.
  const pair = await byTurns(rounds, 1, {
    console: () =>
      start(ours, async ({ pid, page }) => {
        pss.ours.push(treePssMb(pid));
        consoles += 1;
        // Once is enough to see what a login adds.
        if (consoles <= rounds) return;
        await walkUnlock(page);
        await walkBothIn(page);
        await pause(idleMs);
        pss.loggedIn.push(treePssMb(pid));
      }),
    baseline: () =>
      start(hello, async ({ pid }) => {
        pss.hello.push(treePssMb(pid));
      }),
  });
  return [
    {
      ...{
        name: 'Cold start to the unlock screen',
        unit: 'ms',
        measure: 'ratio',
        value: pair.ratio,
        bound: 1.8,
        against,
      },
      ...{
        console: pair.console,
        baseline: pair.baseline,
        rounds: pair.rounds,
      },
    },
    memory('Idle memory at the unlock screen (PSS)', pss.ours, pss.hello),
    memory('Idle memory, two people logged in (PSS)', pss.loggedIn, pss.hello),
  ];
}

function memory(name: string, ours: readonly number[], hello: readonly number[]): Figure {
  const [console, baseline] = [median(ours), median(hello)];
  const value = console - baseline;
  return {
    name,
    unit: 'MB',
    console,
    baseline,
    value,
    measure: 'difference',
    bound: 250,
    rounds: ours.length,
    against,
  };
}
