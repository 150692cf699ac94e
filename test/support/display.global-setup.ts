// One virtual display for all suites that open windows; `DISPLAY`, where there is one, is used instead.
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** `-noreset`: it outlives its clients, as windows come and go from test to test. */
const xvfbArgs = ['-displayfd', '3', '-noreset', '-ac', '-nolisten', 'tcp', '-screen', '0', '1600x1000x24'];

/** Called by vitest before the first of those suites; the function returned ends the display, by its process. */
export default async function shareDisplay(): Promise<(() => void) | undefined> {
  if (process.platform !== 'linux' || (process.env['DISPLAY'] ?? '') !== '') return undefined;
  const server = spawn('Xvfb', xvfbArgs, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise<string>((done, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${String(code)} before it had a display`)));
    (server.stdio[3] as Readable).once('data', (chunk: Buffer) => done(chunk.toString('utf8').trim()));
  });
  process.env['DISPLAY'] = `:${number}`;
  const stop = (): void => {
    server.kill();
  };
  process.once('exit', stop);
  return stop;
}
