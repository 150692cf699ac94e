// A scripted HTTP server in the place of AWS: answers what a test says, keeps what it was sent, or loses the answer on purpose.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  /** The operation: `CreateKey` of `TrentService.CreateKey`, or the Action of STS's query. */
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}
export interface FakeAnswer {
  readonly status: number;
  readonly body: string | Record<string, unknown>;
  readonly headers?: Record<string, string>;
}
/** `drop`: the request is read, then the connection is cut. `hang`: it is read and never answered. */
export type Reply = FakeAnswer | 'drop' | 'hang';

export interface FakeAws {
  readonly endpoint: string;
  readonly requests: readonly SeenRequest[];
  reply: (request: SeenRequest) => Reply;
  close(): Promise<void>;
}

/** An error as KMS's JSON protocol writes it. */
export const awsError = (
  name: string,
  message: string,
  status = 400,
  headers: Record<string, string> = {},
): FakeAnswer => ({
  status,
  body: { __type: name, message },
  headers,
});
export const ok = (body: Record<string, unknown> = {}): FakeAnswer => ({ status: 200, body });

export async function startFakeAws(): Promise<FakeAws> {
  const requests: SeenRequest[] = [];
  const fake = { reply: (): Reply => ok() } as { reply: FakeAws['reply'] };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const target = request.headers['x-amz-target'];
      const isJson = typeof target === 'string';
      const seen: SeenRequest = {
        operation: isJson ? (target.split('.')[1] ?? '') : (new URLSearchParams(text).get('Action') ?? ''),
        headers: request.headers,
        body: isJson ? (JSON.parse(text) as Record<string, unknown>) : Object.fromEntries(new URLSearchParams(text)),
      };
      requests.push(seen);
      const reply = fake.reply(seen);
      if (reply === 'drop') request.socket.destroy();
      if (reply === 'drop' || reply === 'hang') return;
      const body = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
      response.writeHead(reply.status, {
        'content-type': typeof reply.body === 'string' ? 'text/xml' : 'application/x-amz-json-1.1',
        'x-amzn-requestid': 'req-0001',
        ...reply.headers,
      });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(fake, {
    endpoint: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
