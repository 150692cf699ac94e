// A small Electron app that drives the shell's utility hosts and prints what it saw as one line of JSON; started by utility-host.test.ts.
import { app } from 'electron';
import { utilityHosts } from '../../electron/shell/utility-host';

const logged: unknown[] = [];
const log = {
  info: (event: string, facts?: unknown) => logged.push({ event, facts }),
  warn: (event: string, facts?: unknown) => logged.push({ event, facts }),
  error: (event: string, _error: unknown, facts?: unknown) => logged.push({ event, facts }),
};

async function run(): Promise<void> {
  const spawnHost = utilityHosts({ entryDir: import.meta.dirname, log });
  const answer = (host: ReturnType<typeof spawnHost>): Promise<unknown> =>
    new Promise((resolve) => host.onMessage(resolve));
  const end = (host: ReturnType<typeof spawnHost>): Promise<unknown> =>
    new Promise((resolve) => host.onExit((code, signal) => resolve({ code, signal })));

  const host = spawnHost('hsm-host', { SOFTHSM2_CONF: '/etc/softhsm2.conf' });
  const echoed = answer(host);
  host.post({ ask: 'environment', bytes: new Uint8Array([1, 2, 3]) });
  const seen = await echoed;

  const stuck = end(host);
  const started = performance.now();
  host.post({ ask: 'hang' });
  host.kill();
  const killed = await stuck;
  const killedWithinMs = performance.now() - started;
  host.post({ ask: 'environment' });

  const quitter = spawnHost('hsm-host', {});
  const quit = end(quitter);
  quitter.post({ ask: 'exit' });

  const unborn = spawnHost('hsm-host', {});
  const neverRan = end(unborn);
  unborn.kill();

  process.stdout.write(
    `${JSON.stringify({ seen, killed, killedWithinMs, quit: await quit, unborn: await neverRan, logged })}\n`,
  );
  app.exit(0);
}

void app.whenReady().then(run);
