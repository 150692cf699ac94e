// Set-up on real parts in a process that kills itself when the n-th step of it begins; also used to look at what is left.
import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { forkedHosts } from '../../electron/adapters/system/forked-host';
import { openLog } from '../../electron/adapters/system/diagnostic-log';
import { systemClock } from '../../electron/adapters/system/system-clock';
import { composeConsole } from '../../electron/compose';
import { systemPorts } from '../../electron/console-ports';
import { createPasswords } from '../../electron/services/passwords';
import type { ComposeParts } from '../../electron/shell/console-app';
import { promptScript } from '../support/approve';

export interface SetUpLife {
  readonly dataDir: string;
  readonly pin: string;
  /** Number of the step at whose beginning the process dies; null: it lives. */
  readonly dieAt: number | null;
}

const life = JSON.parse(process.env['KMES_SET_UP'] ?? '{}') as SetUpLife;
if (!existsSync(life.dataDir)) mkdirSync(life.dataDir);
const log = openLog(life.dataDir);
let steps = 0;
const parts: ComposeParts = {
  ...{ dataDir: life.dataDir, log, clock: systemClock, version: '0.0.0-test' },
  prompt: promptScript({}),
  dialogs: {
    openFile: () => Promise.resolve(null),
    saveFile: () => Promise.resolve(null),
    openFolder: () => Promise.resolve(null),
  },
  spawnHost: forkedHosts({ entryDir: resolve('out/main'), log }),
  runtime: { electron: null, pinned: false, packaged: false },
  publish: (name) => {
    if (name !== 'progress') return;
    if (steps === life.dieAt) process.kill(process.pid, 'SIGKILL');
    steps += 1;
  },
};
const app = await composeConsole(parts, {
  ...systemPorts(parts),
  passwords: createPasswords({ n: 2 ** 10, r: 8, p: 1 }),
});
const call = async (name: string, input: unknown): Promise<Record<string, unknown>> => {
  const answer = await app.dispatch(name, input, { trusted: true });
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return answer.value as Record<string, unknown>;
};

const before = await call('app.status', {});
type Inspected = {
  moduleId: string;
  sha256: string;
  tokens: { label: string; serial: string; initialized: boolean }[];
};
const options = (await call('setup.options', {})) as { modules: { moduleId: string }[] };
const known = options.modules.some(({ moduleId }) => moduleId === 'evaluation-token');
const inspected = (await (known
  ? call('setup.inspectModule', { moduleId: 'evaluation-token' })
  : call('setup.createEvaluationToken', { label: 'Evaluation', pin: life.pin }))) as unknown as Inspected;
const after = await call('setup.complete', {
  environment: 'EVALUATION',
  module: { moduleId: inspected.moduleId },
  approvedSha256: inspected.sha256,
  token: { label: 'Evaluation', serial: inspected.tokens.find(({ label }) => label === 'Evaluation')?.serial ?? '' },
  pin: life.pin,
  pinSecondPart: null,
  identities: ['ada', 'bob'].map((name) => ({
    name,
    fullName: `${name} x`,
    password: `correct horse of ${name.slice(0, 1)}`,
    roles: ['Administrator', 'Key Manager'],
  })),
});
process.stdout.write(`${JSON.stringify({ steps, before, after })}\n`);
await app.close();
process.exit(0);
