// Settings and early log in memory, and a log that keeps what it was told, for tests above the ports.
import type { EarlyLog, Installation, PendingRestore, Settings } from '../../electron/ports/settings';
import type { Log } from '../../electron/ports/log';
import type { ChainHead } from '../../electron/domain/audit-event';

export interface MemorySettings extends Settings {
  /** As JSON, so that tests can search it. */
  dump(): string;
}

export function memorySettings(start: { installation?: Installation } = {}): MemorySettings {
  let installation: Installation | null = start.installation ?? null;
  let outside: ChainHead | null = null;
  let pending: PendingRestore | null = null;
  const capabilities = new Map<string, Parameters<Settings['setCapabilities']>[1]>();
  const preferences = new Map<string, unknown>();
  return {
    installation: () => installation,
    setInstallation: (next) => {
      installation = next;
    },
    capabilities: (serial) => capabilities.get(serial) ?? null,
    setCapabilities: (serial, found) => void capabilities.set(serial, found),
    outsideHead: () => outside,
    setOutsideHead: (head) => {
      outside = head;
    },
    pendingRestore: () => pending,
    setPendingRestore: (next) => {
      pending = next;
    },
    endRestore: (head) => {
      pending = null;
      if (head !== null) outside = head;
    },
    preference: (owner, key) => preferences.get(`${owner} ${key}`),
    setPreference: (owner, key, value) => void preferences.set(`${owner} ${key}`, value),
    dump: () =>
      JSON.stringify({ installation, outside, capabilities: [...capabilities], preferences: [...preferences] }),
  };
}

type EarlyEvent = Parameters<EarlyLog['append']>[0];

export interface MemoryEarlyLog extends EarlyLog {
  readonly events: readonly EarlyEvent[];
}

export function memoryEarlyLog(): MemoryEarlyLog {
  let events: EarlyEvent[] = [];
  return {
    get events() {
      return events;
    },
    append: (event) => {
      events.push(event);
      return Promise.resolve();
    },
    drain: () => {
      const drained = [...events];
      return Promise.resolve({
        events: drained,
        forget: () => {
          events = events.slice(drained.length);
          return Promise.resolve();
        },
      });
    },
  };
}

export interface KeptLog extends Log {
  readonly lines: readonly string[];
}

export function keptLog(): KeptLog {
  const lines: string[] = [];
  const keep = (level: string, event: string, ...more: unknown[]): void => {
    lines.push(
      JSON.stringify([
        level,
        event,
        ...more.map((each) =>
          each instanceof Error
            ? { name: each.name, message: each.message, facts: (each as { facts?: unknown }).facts }
            : each,
        ),
      ]),
    );
  };
  return {
    lines,
    info: (event, facts) => keep('info', event, facts),
    warn: (event, facts) => keep('warn', event, facts),
    error: (event, error, facts) => keep('error', event, error, facts),
  };
}
