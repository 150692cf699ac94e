// A real collector: syslog-ng with its own configuration and files, on a port of the loopback interface.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

export const collectorInstalled = existsSync('/usr/sbin/syslog-ng');

export interface Collector {
  readonly port: number;
  /** What it has written, a message a line. */
  lines(): readonly string[];
  stop(): Promise<void>;
}

/** Certificate authority and a certificate for `localhost` by it. */
export function makeCertificates(dir: string): { readonly ca: string; readonly key: string; readonly cert: string } {
  const at = (name: string): string => join(dir, name);
  const openssl = (...args: string[]): unknown => execFileSync('openssl', args, { cwd: dir, stdio: 'ignore' });
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=Test CA',
  );
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
    '-subj',
    '/CN=localhost',
  );
  writeFileSync(at('san'), 'subjectAltName=DNS:localhost');
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'san',
    '-out',
    'server.pem',
  );
  return { ca: readFileSync(at('ca.pem'), 'utf8'), key: at('server.key'), cert: at('server.pem') };
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

/** @param tls key and certificate; without: plain TCP */
export async function startCollector(
  dir: string,
  port: number,
  tls: { key: string; cert: string } | null,
): Promise<Collector> {
  mkdirSync(dir, { recursive: true });
  const out = join(dir, 'received.log');
  const secured =
    tls === null
      ? 'transport("tcp")'
      : `transport("tls") tls(key-file("${tls.key}") cert-file("${tls.cert}") peer-verify(optional-untrusted))`;
  writeFileSync(
    join(dir, 'syslog-ng.conf'),
    `@version: 3.35
options { log-msg-size(1048576); flush-lines(1); };
source s { syslog(ip("127.0.0.1") port(${port}) ${secured}); };
destination d { file("${out}" template("$PRI|$ISODATE|$HOST|$PROGRAM|$MSGID|$SDATA|$MSG\\n")); };
log { source(s); destination(d); };
`,
  );
  const args = [
    '-F',
    '--no-caps',
    '-f',
    join(dir, 'syslog-ng.conf'),
    '-R',
    join(dir, 'persist'),
    '-p',
    join(dir, 'pid'),
    '-c',
    join(dir, 'ctl'),
  ];
  const child: ChildProcess = spawn('/usr/sbin/syslog-ng', args, { stdio: 'ignore' });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  await untilListening(port, child);
  return {
    port,
    lines: () =>
      existsSync(out)
        ? readFileSync(out, 'utf8')
            .split('\n')
            .filter((line) => line !== '')
        : [],
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`syslog-ng ended with ${child.exitCode}`);
    const open = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => (socket.destroy(), done(true))).on('error', () => done(false));
    });
    if (open) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error('syslog-ng does not listen');
}
