// Runs hsm-host and the KMS simulator as forked children of plain Node, behind the HostChannel that the adapters speak.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Log } from '../../ports/log';
import type { HostChannel } from '../pkcs11/host-channel';

export interface ForkedHostParts {
  /** Folder of the built entries. */
  readonly entryDir: string;
  readonly log: Log;
}

/** Starts `<entryDir>/<kind>.js` with exactly the environment given: nothing of this process's own is inherited. */
export function forkedHosts(
  parts: ForkedHostParts,
): (kind: string, env: Readonly<Record<string, string>>) => HostChannel {
  return (kind, env) => {
    const child = fork(join(parts.entryDir, `${kind}.js`), [], {
      env: { ...env },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    // A vendor library may print anything, a PIN included: its output is counted and never kept.
    let errorBytes = 0;
    child.stderr?.on('data', (chunk: Buffer) => {
      errorBytes += chunk.byteLength;
    });
    let exited = false;
    const listeners: ((code: number | null, signal: string | null) => void)[] = [];
    const ended = (code: number | null, signal: string | null): void => {
      if (exited) return;
      exited = true;
      parts.log.info('host.ended', { kind, code, signal, errorBytes });
      for (const listener of listeners) listener(code, signal);
    };
    child.on('exit', ended);
    // Could not be started at all: no exit follows.
    child.on('error', () => {
      if (child.pid === undefined) ended(null, null);
    });
    parts.log.info('host.started', { kind, pid: child.pid ?? null });
    return {
      post: (message) => {
        // A send that fails means that the child has ended: onExit tells it.
        if (!exited && child.connected) child.send(message as object, () => undefined);
      },
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => {
        listeners.push(listener);
      },
      // SIGKILL: a library may hold every other signal.
      kill: () => child.kill('SIGKILL'),
    };
  };
}
