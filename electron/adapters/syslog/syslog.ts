// The Syslog port over TCP and TLS sockets.
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { ConsoleError } from '../../../shared/errors';
import type { Syslog, SyslogConnection } from '../../ports/syslog';

const timeoutMs = 10_000;

/** @param limitMs for connecting and for each send; tests shorten it */
export function createSyslog(limitMs = timeoutMs): Syslog {
  return {
    connect: (settings) =>
      new Promise((resolve, reject) => {
        const { host, port, transport, caPem } = settings;
        const secure = transport === 'tls';
        const socket = secure
          ? connectTls({
              ...{ host, port, minVersion: 'TLSv1.2', rejectUnauthorized: true },
              ...(isIP(host) === 0 ? { servername: host } : {}),
              ...(caPem === null ? {} : { ca: caPem }),
            })
          : connectTcp({ host, port });
        const failed = (reason: string, cause?: unknown): void => {
          clearTimeout(timer);
          socket.destroy();
          reject(failure(reason, cause));
        };
        const timer = setTimeout(() => failed('timeout'), limitMs);
        socket.once('error', (error: NodeJS.ErrnoException) => failed(error.code ?? 'unknown', error));
        socket.once('close', () => failed('closed'));
        socket.once(secure ? 'secureConnect' : 'connect', () => {
          clearTimeout(timer);
          resolve(connectionOn(socket, limitMs));
        });
      }),
  };
}

function connectionOn(socket: Socket, limitMs: number): SyslogConnection {
  let ended = false;
  let reason: unknown = null;
  socket.on('error', (error) => (reason = error));
  for (const event of ['end', 'close', 'error']) socket.on(event, () => (ended = true));
  socket.setKeepAlive(true, limitMs);
  // A collector has nothing to say; what it says is thrown away.
  socket.resume();
  return {
    get ended() {
      return ended;
    },
    send: (data) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(failure('closed', reason));
        const done = (error: ConsoleError | null): void => {
          clearTimeout(timer);
          socket.off('close', closed);
          if (error === null) resolve();
          else reject(error);
        };
        const closed = (): void => done(failure('closed', reason));
        // One that takes the connection and never reads fills the buffers of the system.
        const timer = setTimeout(() => {
          done(failure('timeout'));
          socket.destroy();
        }, limitMs);
        socket.once('close', closed);
        socket.write(data, (error) => done(error == null ? null : failure('closed', error)));
      }),
    close: () => socket.destroy(),
  };
}

function failure(reason: string, cause?: unknown): ConsoleError {
  return new ConsoleError('forwarding.failed', { facts: { reason }, certainty: 'unknown', cause });
}
