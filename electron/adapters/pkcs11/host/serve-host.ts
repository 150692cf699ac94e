// The message loop of hsm-host: requests in, replies out, PIN bytes wiped, nothing but error shapes told of failures.
import { toConsoleError } from '../../../../shared/errors';
import type { HostEvent, HostReply, HostRequest } from '../host-protocol';
import { HostService } from './host-service';
import { plainBytes, wipeBytes } from '../plain-bytes';

/** The end of a channel to the main process, in an Electron utility process or a forked child alike. */
export interface HostPort {
  onMessage(listener: (message: unknown) => void): void;
  /** The message is copied before the call returns. */
  post(message: HostReply | HostEvent): void;
  exit(): void;
}

export function serveHost(port: HostPort): void {
  const service = new HostService(
    (event) => port.post(event),
    () => port.exit(),
  );
  port.onMessage((message) => {
    const request = message as HostRequest;
    void answer(service, request).then((reply) => {
      const message = plainBytes(reply) as HostReply;
      port.post(message);
      // What was unsealed goes to the main process and is not kept here.
      wipeBytes(message);
      wipeBytes(reply);
    });
  });
}

async function answer(service: HostService, { id, method, args }: HostRequest): Promise<HostReply> {
  try {
    const work = service.methods[method].bind(service.methods) as (...given: readonly unknown[]) => Promise<unknown>;
    return { id, ok: true, value: await work(...args) };
  } catch (error) {
    return { id, ok: false, error: toConsoleError(error).toShape() };
  } finally {
    // PINs and plaintext come as bytes: this process's copies end with the call.
    for (const argument of args) if (argument instanceof Uint8Array) argument.fill(0);
  }
}
