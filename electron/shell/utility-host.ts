// Runs hsm-host and the KMS simulator as Electron utility processes, behind the HostChannel that the adapters speak.
import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { HostChannel } from '../adapters/pkcs11/host-channel';
import type { Log } from '../ports/log';
import type { HostKind, SpawnHost } from './console-app';

const serviceNames: Readonly<Record<HostKind, string>> = {
  'hsm-host': 'KMES HSM host',
  'kms-simulator': 'KMES KMS simulator',
};

export interface UtilityHostParts {
  /** Folder of the built entries. */
  readonly entryDir: string;
  readonly log: Log;
}

/** Starts hosts with exactly the environment given: nothing of main's own is inherited. */
export function utilityHosts(parts: UtilityHostParts): SpawnHost {
  return (kind, env): HostChannel => {
    const child = utilityProcess.fork(join(parts.entryDir, `${kind}.js`), [], {
      env: { ...env },
      serviceName: serviceNames[kind],
      stdio: ['ignore', 'ignore', 'pipe'],
      // Vendors do not sign their libraries with our Apple team's certificate; only the HSM host loads them.
      allowLoadingUnsignedLibraries: kind === 'hsm-host',
    });
    // A vendor library may print anything, a PIN included: its output is counted and never kept.
    let errorBytes = 0;
    child.stderr?.on('data', (chunk: Buffer) => {
      errorBytes += chunk.byteLength;
    });
    let exited = false;
    let unwanted = false;
    const exitListeners: ((code: number | null, signal: string | null) => void)[] = [];
    const endAtOnce = (): void => {
      unwanted = true;
      // Without a pid it has not begun yet and is ended as soon as it has. SIGKILL: a library may hold every other signal.
      if (!exited && child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    };
    child.on('spawn', () => {
      parts.log.info('host.started', { kind, pid: child.pid ?? null });
      if (unwanted) endAtOnce();
    });
    child.on('exit', (code) => {
      exited = true;
      parts.log.info('host.ended', { kind, code, errorBytes });
      for (const listener of exitListeners) listener(code, null);
    });
    return {
      post: (message) => {
        // After the end there is nobody to read it: onExit has told the adapter, which rejects what is pending.
        if (!exited) child.postMessage(message);
      },
      onMessage: (listener) => {
        child.on('message', listener);
      },
      onExit: (listener) => {
        exitListeners.push(listener);
      },
      kill: endAtOnce,
    };
  };
}
