// The built HSM host as a utility process of a real Electron, on a real token: the other half of what test/contract forks.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleCommand, consoleEnvironment, openDisplay } from '../support/desktop';
import { createSoftHsm } from '../support/tokens/softhsm';

const pin = 'correct-horse-5291';

interface Report {
  key: { lengthBits: number; alwaysSensitive: boolean; checkValue: { method: string } };
  unsealed: number[];
  lost: { code: string; certainty: string };
  state: { kind: string; reason: string };
  logged: { event: string; facts: Record<string, unknown> }[];
}

let folder: string;
let report: Report;
let output: string;
const softHsm = createSoftHsm();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kmes-hsm-host-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      target: 'node20',
      minify: false,
      lib: { entry: join(import.meta.dirname, 'hsm-host-app.ts'), formats: ['es'], fileName: () => 'main.js' },
      rolldownOptions: { external: ['electron', /^node:/] },
    },
  });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'hsm-host-app', type: 'module', main: 'main.js' }),
  );
  const command = consoleCommand(join(folder, 'data'));
  const ours = command.args.findIndex((each) => !each.startsWith('-'));
  const args = command.args.map((argument, index) => (index === ours ? folder : argument));
  const entryDir = resolve(import.meta.dirname, '../../out/main');
  const input = JSON.stringify({ entryDir, module: softHsm.module, pin });
  const display = await openDisplay();
  output = await new Promise<string>((done, reject) => {
    const env = consoleEnvironment(display.name, { KMES_TEST_INPUT: input });
    execFile(command.executablePath, args, { env, timeout: 60_000 }, (error, stdout, stderr) =>
      error === null ? done(stdout + stderr) : reject(error),
    );
  }).finally(() => display.server?.kill());
  report = JSON.parse(output.split('\n').find((line) => line.startsWith('{')) ?? '{}') as Report;
}, 120_000);
afterAll(() => {
  softHsm.remove();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe('the HSM host in Electron', () => {
  it('makes a key in the token', () => {
    expect(report.key).toMatchObject({
      lengthBits: 256,
      alwaysSensitive: true,
      checkValue: { method: 'AES_ECB_ZEROS' },
    });
  });

  it('seals and unseals', () => {
    expect(report.unsealed).toEqual(Array.from({ length: 32 }, () => 7));
  });

  it('that is killed answers the open call as uncertain and leaves the console disconnected', () => {
    expect(report.lost).toMatchObject({ code: 'hsm.host-died', certainty: 'unknown' });
    expect(report.state).toEqual({ kind: 'disconnected', reason: 'host-died' });
  });

  it('never prints or logs the PIN', () => {
    expect(output).not.toContain(pin);
    expect(report.logged.map(({ event }) => event)).toContain('hsm.module-loaded');
  });
});
