// Hosts as utility processes in a real Electron: their environment, their messages, their end, and what is kept of their output.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleCommand, consoleEnvironment, openDisplay } from '../support/desktop';

const HOST = `
process.stderr.write('PIN=12345678\\n');
process.stdout.write('PIN=12345678\\n');
process.parentPort.on('message', ({ data }) => {
  if (data.ask === 'environment') process.parentPort.postMessage({ env: { ...process.env }, bytes: [...data.bytes] });
  if (data.ask === 'hang') for (;;) {}
  if (data.ask === 'exit') process.exit(7);
});
`;

interface Report {
  seen: { env: Record<string, string>; bytes: number[] };
  killed: { code: number | null; signal: string | null };
  killedWithinMs: number;
  quit: { code: number | null };
  unborn: { code: number | null };
  logged: { event: string; facts: Record<string, unknown> }[];
}

let folder: string;
let report: Report;
let output: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kmes-utility-host-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      target: 'node20',
      minify: false,
      lib: { entry: join(import.meta.dirname, 'utility-host-app.ts'), formats: ['es'], fileName: () => 'main.js' },
      rollupOptions: { external: ['electron', /^node:/] },
    },
  });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'utility-host-app', type: 'module', main: 'main.js' }),
  );
  writeFileSync(join(folder, 'hsm-host.js'), HOST);
  const command = consoleCommand(join(folder, 'data'));
  const args = command.args.map((argument, index) =>
    index === command.args.findIndex((each) => !each.startsWith('-')) ? folder : argument,
  );
  const display = await openDisplay();
  output = await new Promise<string>((resolve, reject) => {
    const env = consoleEnvironment(display.name, { MAIN_ONLY: 'not for hosts' });
    execFile(command.executablePath, args, { env, timeout: 30_000 }, (error, stdout, stderr) =>
      error === null ? resolve(stdout + stderr) : reject(error),
    );
  }).finally(() => display.server?.kill());
  report = JSON.parse(output.split('\n').find((line) => line.startsWith('{')) ?? '{}') as Report;
}, 90_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

describe('a host', () => {
  it('gets the environment it was given and none of main', () => {
    expect(report.seen.env).toMatchObject({ SOFTHSM2_CONF: '/etc/softhsm2.conf' });
    expect(report.seen.env).not.toHaveProperty('MAIN_ONLY');
    expect(report.seen.env).not.toHaveProperty('HOME');
  });

  it('exchanges messages with bytes in them', () => {
    expect(report.seen.bytes).toEqual([1, 2, 3]);
  });

  it('that hangs is ended at once', () => {
    expect(report.killed.code).not.toBe(0);
    expect(report.killedWithinMs).toBeLessThan(5000);
  });

  it('that ends by itself tells its exit code', () => {
    expect(report.quit.code).toBe(7);
  });

  it('that is ended before it began still tells its end', () => {
    expect(report.unborn).toBeDefined();
  });

  it('leaves nothing of what it printed in the log or on the console', () => {
    expect(JSON.stringify(report.logged)).not.toContain('12345678');
    expect(output.replace(/^\{.*$/m, '')).not.toContain('12345678');
    expect(report.logged.find(({ event }) => event === 'host.ended')?.facts).toMatchObject({ kind: 'hsm-host' });
  });
});
