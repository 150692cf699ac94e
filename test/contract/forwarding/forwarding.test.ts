// Forwarding of the audit log to a real syslog server: over TLS, through its absence, and to collectors that cannot be trusted or never read.
import { createHash } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSyslog } from '../../../electron/adapters/syslog/syslog';
import { systemClock } from '../../../electron/adapters/system/system-clock';
import type { ForwardingSettings, ForwardingView } from '../../../shared/schemas/forwarding';
import { testConsole, type TestConsole } from '../../support/test-console';
import { collectorInstalled, freePort, makeCertificates, startCollector, type Collector } from './syslog-ng';

let console: TestConsole;
let collector: Collector | null = null;
beforeEach(async () => {
  console = await testConsole({}, systemClock);
  await console.setUp();
  await console.logIn('ada', 'bob');
});
afterEach(async () => {
  await console.stop();
  await collector?.stop();
  collector = null;
});

const change = async (settings: ForwardingSettings): Promise<void> => {
  const { revision } = await console.call('forwarding.get', {});
  await console.approved('forwarding.change', { revision, settings });
};
const base = { enabled: true, host: '127.0.0.1', transport: 'tcp', format: 'json', caPem: null } as const;

async function until(holds: (view: ForwardingView) => boolean): Promise<ForwardingView> {
  for (let tries = 0; tries < 300; tries += 1) {
    const view = await console.call('forwarding.get', {});
    if (holds(view)) return view;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(JSON.stringify(await console.call('forwarding.get', {})));
}
const head = async (): Promise<number> => (await console.call('audit.list', { limit: 1 })).entries[0]!.sequence;

/** Sequence numbers as received, each entry checked against its hash. */
function received(): number[] {
  return (collector?.lines() ?? []).map((line) => {
    const text = line.slice(line.indexOf('{"entry":')).replace(/^\ufeff/, '');
    const { entry, hash } = JSON.parse(text) as { entry: { sequence: number }; hash: string };
    expect(createHash('sha256').update(text.slice(9, -75)).digest('hex')).toBe(hash);
    return entry.sequence;
  });
}
const oneTo = (last: number): number[] => Array.from({ length: last }, (_none, index) => index + 1);

describe.skipIf(!collectorInstalled)('a real collector', () => {
  it('gets every entry in order over TLS, each with its hash, from the first one on', async () => {
    const certificates = makeCertificates(console.dataDir);
    collector = await startCollector(join(console.dataDir, 'collector'), await freePort(), certificates);
    await change({ ...base, host: 'localhost', port: collector.port, transport: 'tls', caPem: certificates.ca });
    const last = await head();
    const view = await until(({ sentTo }) => sentTo >= last);
    expect(view).toMatchObject({ state: 'connected', problem: null });
    expect(received()).toEqual(oneTo(received().length));
    expect(collector.lines()[0]).toMatch(/^110\|.*\|kmes-console\|system\.set-up\|\[meta sequenceId="1"\]\|/);
  }, 90_000);

  it('gets what was written while it was away, and nothing is missing', async () => {
    const port = await freePort();
    const dir = join(console.dataDir, 'collector');
    collector = await startCollector(dir, port, null);
    await change({ ...base, port });
    const first = await head();
    await until(({ sentTo }) => sentTo >= first);
    await collector.stop();
    for (let entry = 0; entry < 5; entry += 1) await console.call('audit.verify', {});
    await until(({ state }) => state === 'waiting');
    collector = await startCollector(dir, port, null);
    const last = await head();
    await until(({ sentTo }) => sentTo >= last);
    expect([...new Set(received())].sort((a, b) => a - b)).toEqual(expect.arrayContaining(oneTo(last)));
  }, 120_000);

  it('whose certificate comes from an unknown authority gets nothing', async () => {
    const certificates = makeCertificates(console.dataDir);
    collector = await startCollector(join(console.dataDir, 'collector'), await freePort(), certificates);
    await change({ ...base, host: 'localhost', port: collector.port, transport: 'tls' });
    const { problem, sentTo } = await until(({ state }) => state === 'waiting');
    expect([problem?.error.code, sentTo, collector.lines()]).toEqual(['forwarding.failed', 0, []]);
  }, 60_000);
});

describe('a collector that takes connections and never answers', () => {
  it('is given up before TLS is agreed, with a time-out, and nothing counts as sent', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const connecting = createSyslog(300).connect({ host: '127.0.0.1', port, transport: 'tls', caPem: null });
    await expect(connecting).rejects.toMatchObject({ code: 'forwarding.failed', facts: { reason: 'timeout' } });
    sockets.forEach((socket) => socket.destroy());
    await new Promise((done) => server.close(done));
  });

  it('gets a test message, which is no entry of the log; without a collector the test says why', async () => {
    expect(await console.refusal('forwarding.test', {})).toMatchObject({ facts: { reason: 'forwarding-off' } });
    const lines: string[] = [];
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('data', (data) => lines.push(data.toString('utf8')));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    await change({ ...base, port, format: 'cef' });
    await console.call('forwarding.test', {});
    expect(lines.join('')).toMatch(/<110>1 \S+ \S+ kmes-console - forwarding\.test - \ufeffCEF:0\|KMES Console/);
    const { entries } = await console.call('audit.list', { filter: { text: 'forwarding tested' } });
    expect(entries[0]).toMatchObject({ event: 'forwarding.tested', target: { name: `127.0.0.1:${String(port)}` } });
    sockets.forEach((socket) => socket.destroy());
    await new Promise((done) => server.close(done));
    expect(await console.refusal('forwarding.test', {})).toMatchObject({ code: 'forwarding.failed' });
  }, 60_000);
});

describe('a collector that takes connections and never reads', () => {
  it('ends with a time-out instead of waiting for ever', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => void sockets.push(socket.pause()));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const connection = await createSyslog(300).connect({ host: '127.0.0.1', port, transport: 'tcp', caPem: null });
    await expect(connection.send(Buffer.alloc(64 * 1024 * 1024))).rejects.toMatchObject({
      code: 'forwarding.failed',
      facts: { reason: 'timeout' },
    });
    sockets.forEach((socket) => socket.destroy());
    await new Promise((done) => server.close(done));
  });
});

it('settings that are not a certificate, or are shown at another revision, are refused', async () => {
  const refused = (settings: object, revision = 0) =>
    console.refusal('approvals.preview', {
      call: 'forwarding.change',
      input: { revision, settings: { ...base, port: 6514, ...settings } },
    });
  expect((await refused({ caPem: 'nonsense' })).code).toBe('input.invalid');
  expect((await refused({}, 7)).code).toBe('state.conflict');
  expect((await refused({ host: 'a b' })).code).toBe('input.invalid');
});
