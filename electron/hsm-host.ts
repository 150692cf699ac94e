// Entry of the HSM host, the only process that loads pkcs11js and the vendor's library: an Electron utility process, or
// a forked child under plain Node.
import { serveHost } from './adapters/pkcs11/host/serve-host';
import type { HostPort } from './adapters/pkcs11/host/serve-host';

/** Electron's end of a utility process, as far as it is used here. */
interface ParentPort {
  on(event: 'message', listener: (message: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

function portOf(parentPort: ParentPort | undefined): HostPort {
  const exit = (): void => process.exit(0);
  if (parentPort !== undefined) {
    return {
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
      post: (message) => parentPort.postMessage(message),
      exit,
    };
  }
  // Without the console nobody holds the login: the host ends with it.
  process.on('disconnect', exit);
  return {
    onMessage: (listener) => process.on('message', listener),
    post: (message) => process.send?.(message),
    exit,
  };
}

serveHost(portOf((process as NodeJS.Process & { parentPort?: ParentPort }).parentPort));
