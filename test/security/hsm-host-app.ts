// A small Electron app that drives the built hsm-host as a utility process on the SoftHSM named in its environment, and prints
// what it saw as one line of JSON; started by hsm-host.test.ts.
import { app } from 'electron';
import { createHsm } from '../../electron/adapters/pkcs11/create-hsm';
import type { HsmModule, HsmReference } from '../../electron/ports/hsm';
import { utilityHosts } from '../../electron/shell/utility-host';

const logged: unknown[] = [];
const pids: number[] = [];
const log = {
  info: (event: string, facts?: { pid?: number | null }) => {
    logged.push({ event, facts });
    if (event === 'host.started' && typeof facts?.pid === 'number') pids.push(facts.pid);
  },
  warn: (event: string, facts?: unknown) => void logged.push({ event, facts }),
  error: (event: string, _error: unknown, facts?: unknown) => void logged.push({ event, facts }),
};

async function run(): Promise<void> {
  const { entryDir, module, pin } = JSON.parse(process.env['KMES_TEST_INPUT'] ?? '{}') as {
    entryDir: string;
    module: HsmModule;
    pin: string;
  };
  const spawn = utilityHosts({ entryDir, log });
  const hsm = createHsm({ spawn: (environment) => spawn('hsm-host', environment), log, environment: process.env });
  const label = 'KMES evaluation';
  const [keyReference, anchorReference, sealReference] = ['1', '2', '3'].map((digit) => digit.repeat(32)) as [
    HsmReference,
    HsmReference,
    HsmReference,
  ];
  await hsm.initializeToken(module, { label, pin, soPin: '83920174' });
  await hsm.connect(module, { label });
  await hsm.login(pin);
  const key = await hsm.generateAes256(keyReference, 'IN-ELECTRON');
  const anchor = await hsm.ensureAnchorKey(anchorReference);
  const context = new TextEncoder().encode('store');
  const blob = await hsm.seal(sealReference, anchor, context, new Uint8Array(32).fill(7));
  const unsealed = [...(await hsm.unseal(blob, anchor, context))];

  process.kill(pids.at(-1) ?? 0, 'SIGSTOP');
  const open = hsm.generateAes256(sealReference, 'LOST').then(
    () => 'answered',
    (error: unknown) => error,
  );
  process.kill(pids.at(-1) ?? 0, 'SIGKILL');
  const lost = await open;
  const state = hsm.state;
  await hsm.close();
  process.stdout.write(`${JSON.stringify({ key, unsealed, lost, state, logged })}\n`);
  app.exit(0);
}

void app.whenReady().then(run);
