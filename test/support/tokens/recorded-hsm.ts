// An Hsm over the built hsm-host in a forked child, with everything it logs and everything the host says kept for inspection.
import { join } from 'node:path';
import { createHsm } from '../../../electron/adapters/pkcs11/create-hsm';
import type { HsmParts } from '../../../electron/adapters/pkcs11/create-hsm';
import type { HostChannel } from '../../../electron/adapters/pkcs11/host-channel';
import { forkedHosts } from '../../../electron/adapters/system/forked-host';
import type { Hsm } from '../../../electron/ports/hsm';

export interface RecordedHsm {
  readonly hsm: Hsm;
  /** Every message of every host, in order. */
  readonly replies: unknown[];
  /** Every line of the log: event, facts. */
  readonly logged: unknown[];
  /** Stops the host process that was last asked something, so that what is asked from now on stays open (SIGSTOP). */
  freezeHost(): void;
  /** Kills that process at once (SIGKILL). */
  killHost(): void;
}

export function recordedHsm(
  options: Pick<HsmParts, 'maxSessions' | 'loginCheckMs' | 'closeGraceMs'> = {},
): RecordedHsm {
  const replies: unknown[] = [];
  const logged: unknown[] = [];
  const log = {
    info: (event: string, facts?: { pid?: number | null }) => {
      logged.push({ event, facts });
      if (event === 'host.started' && typeof facts?.pid === 'number') pids.push(facts.pid);
    },
    warn: (event: string, facts?: unknown) => void logged.push({ event, facts }),
    error: (event: string, error: unknown, facts?: unknown) => void logged.push({ event, error, facts }),
  };
  const spawn = forkedHosts({ entryDir: join(import.meta.dirname, '../../../out/main'), log });
  const pids: number[] = [];
  let asked: { channel: HostChannel; pid: number } | null = null;
  const hsm = createHsm({
    spawn: (environment) => {
      const channel = spawn('hsm-host', environment);
      const pid = pids.at(-1)!;
      channel.onMessage((message) => replies.push(message));
      const post: HostChannel['post'] = (message) => {
        asked = { channel, pid };
        channel.post(message);
      };
      return { ...channel, post };
    },
    log,
    environment: process.env,
    ...options,
  });
  return {
    hsm,
    replies,
    logged,
    freezeHost: () => void process.kill(asked!.pid, 'SIGSTOP'),
    killHost: () => asked!.channel.kill(),
  };
}

/** Hex, base64 and Latin-1 of everything said: what to look for a secret in. */
export function spoken(messages: readonly unknown[]): string {
  const bytes: Buffer[] = [];
  const text = JSON.stringify(messages, (_name, value: unknown) => {
    if (!(value instanceof Uint8Array)) return value;
    bytes.push(Buffer.from(value));
    return '';
  });
  return [
    text,
    ...bytes.flatMap((each) => [each.toString('hex'), each.toString('base64'), each.toString('latin1')]),
  ].join('\n');
}
