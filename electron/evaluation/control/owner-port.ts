// The line to whoever started this process: Electron's parentPort, or the IPC channel of a forked child.

export interface OwnerPort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  close(): void;
}

/** The part of Electron's ParentPort that is used here; this code imports no electron. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

export function ownerPort(): OwnerPort {
  const parentPort = (process as { parentPort?: ParentPort }).parentPort;
  return parentPort === undefined ? forkedPort() : utilityPort(parentPort);
}

function utilityPort(parentPort: ParentPort): OwnerPort {
  return {
    post: (message) => parentPort.postMessage(message),
    onMessage: (listener) => parentPort.on('message', (event) => listener(event.data)),
    // A utility process ends with main by itself; it is only told to end here. The message sent before goes out first.
    close: () => setImmediate(() => process.exit()),
  };
}

function forkedPort(): OwnerPort {
  if (process.send === undefined)
    throw new Error('The KMS simulator is started by the console or by a test, not by hand.');
  // Nobody is left to stop it when its owner is gone. What was answered is on the disk already.
  process.on('disconnect', () => process.exit());
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
    close: () => process.disconnect(),
  };
}
