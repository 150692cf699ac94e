// The HTTP side: a server on loopback that hands whole requests to the simulator and writes its answers.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '../simulator';

const LOOPBACK = '127.0.0.1';
/** More than any KMS request can be. */
const MAX_BODY = 512 * 1024;
export const NOT_AWS = 'This is the KMES Console KMS simulator. It is NOT AWS: keys made here protect nothing.';

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on loopback, on `preferredPort` where that is free. */
export async function startHttpServer(simulator: Simulator, preferredPort: number | null): Promise<RunningServer> {
  const server = createServer((request, response) => {
    void serve(simulator, request, response);
  });
  await listen(server, preferredPort);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, preferredPort: number | null): Promise<void> {
  const attempt = (port: number): Promise<void> =>
    new Promise((done, reject) => {
      server.once('error', reject);
      server.listen(port, LOOPBACK, () => {
        server.off('error', reject);
        done();
      });
    });
  if (preferredPort === null) return attempt(0);
  try {
    await attempt(preferredPort);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw thrown;
    await attempt(0);
  }
}

async function serve(simulator: Simulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  response.setHeader('x-amzn-requestid', requestId);
  response.setHeader('x-kmes-simulator', 'not AWS');
  const sendDate = (): unknown => response.setHeader('date', new Date(simulator.clock.nowMs()).toUTCString());
  // Whoever asks went away: there is nobody to answer.
  response.on('error', () => undefined);
  const body = await readBody(request);
  if (body === null) {
    response.writeHead(413).end();
    return;
  }
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/plain' }).end(`${NOT_AWS}\n`);
    return;
  }
  const outcome = await simulator.answer(
    { method: request.method, target: request.url ?? '/', headers: flatHeaders(request), body },
    requestId,
  );
  if (outcome === 'drop') {
    request.socket.destroy();
    return;
  }
  sendDate();
  response.writeHead(outcome.status, { ...outcome.headers, 'content-length': Buffer.byteLength(outcome.body) });
  response.end(outcome.body);
}

/** The whole body, or null when it is larger than any KMS request. A connection that breaks ends in an empty one. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY) return null;
      chunks.push(chunk);
    }
  } catch {
    return Buffer.alloc(0);
  }
  return Buffer.concat(chunks);
}

function flatHeaders(request: IncomingMessage): Readonly<Record<string, string>> {
  const entries = Object.entries(request.headersDistinct).map(([name, values]) => [name, (values ?? []).join(',')]);
  return Object.fromEntries(entries) as Record<string, string>;
}
