// A web, WebSocket and UDP listener on loopback that counts whoever reaches it: the outside world of the window tests.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OutsideListener {
  readonly origin: string;
  readonly host: string;
  readonly udpPort: number;
  /** `TCP` for each connection, method and path of each request, `UPGRADE path`, `UDP` for each datagram. */
  readonly hits: string[];
  close(): Promise<void>;
}

/** Answers everything in a way a page could use: permissive CORS, a script, an image that is none. */
export async function outsideListener(): Promise<OutsideListener> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (request.url?.startsWith('/redirect-in') === true) {
      response.writeHead(302, { location: 'app://console/' }).end();
      return;
    }
    response.setHeader('Content-Type', request.url?.endsWith('.js') === true ? 'text/javascript' : 'text/html');
    response.end('window.reached = true;');
  });
  server.on('connection', () => hits.push('TCP'));
  server.on('upgrade', (request, socket) => {
    hits.push(`UPGRADE ${request.url ?? ''}`);
    socket.destroy();
  });
  const udp = createSocket('udp4');
  udp.on('message', () => hits.push('UDP'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    host: `127.0.0.1:${String(port)}`,
    udpPort: udp.address().port,
    hits,
    async close() {
      udp.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
