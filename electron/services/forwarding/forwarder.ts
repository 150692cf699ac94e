// Sends the audit log to a collector, entry by entry and in order. The log itself is the queue: all that is kept is how far the collector has come.
import type { Clock } from '../../ports/clock';
import type { Log } from '../../ports/log';
import type { Store } from '../../ports/store';
import type { Syslog, SyslogConnection } from '../../ports/syslog';
import { syslogFrame, syslogTestFrame, type SyslogSource } from '../../domain/syslog-message';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import type { ForwardingSettings, ForwardingView } from '../../../shared/schemas/forwarding';

export interface ForwarderParts {
  readonly store: Store;
  readonly syslog: Syslog;
  readonly clock: Clock;
  readonly log: Log;
  readonly source: SyslogSource;
  /** Newest entry that a collector is taken to have. Lost, the log is sent again: never the other way round. */
  readonly position: { get(target: string): number; set(target: string, sequence: number): void };
  changed(): void;
}

export interface Forwarder {
  /** Ends what runs and begins with these; null, or not enabled: nothing. */
  use(settings: ForwardingSettings | null): void;
  state(): Pick<ForwardingView, 'state' | 'sentTo' | 'sentAt' | 'problem'>;
  /** Sends one message that says it is a test, over a connection of its own; throws `forwarding.failed`, and `state.conflict` while off. */
  test(): Promise<void>;
  stop(): Promise<void>;
}

const pollMs = 1_000;
/** Without an acknowledgement, entries count as arrived when the connection still stands so long after they left. */
const confirmMs = 3_000;
/** A test message counts as taken when the connection still stands so long after it left. */
const testStandsMs = 500;
const backOffMs = [1_000, 2_000, 5_000, 15_000, 60_000] as const;

export const targetOf = ({ host, port, transport }: ForwardingSettings): string => `${transport}://${host}:${port}`;

export function createForwarder(parts: ForwarderParts): Forwarder {
  const { clock, log } = parts;
  let current: ForwardingSettings | null = null;
  let state: ForwardingView['state'] = 'off';
  let problem: ForwardingView['problem'] = null;
  let sentAt: string | null = null;
  let abort = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  const become = (next: typeof state, error: ConsoleError | null): void => {
    state = next;
    if (error === null) problem = null;
    else problem = { error: error.toShape(), since: problem?.since ?? clock.now().toISOString() };
    parts.changed();
  };

  async function run(settings: ForwardingSettings, signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      let connection: SyslogConnection | null = null;
      try {
        connection = await parts.syslog.connect(settings);
        become('connected', null);
        failures = 0;
        await pump(parts, settings, connection, signal, () => {
          sentAt = clock.now().toISOString();
          parts.changed();
        });
      } catch (thrown) {
        if (signal.aborted) break;
        const error = toConsoleError(thrown);
        log.warn('forwarding.waiting', { ...error.facts, code: error.code });
        become('waiting', error);
        await clock.sleep(backOffMs[Math.min(failures, backOffMs.length - 1)] ?? 60_000, signal).catch(() => undefined);
        failures += 1;
      } finally {
        connection?.close();
      }
    }
  }

  return {
    use(settings) {
      if (stopped) return;
      abort.abort();
      abort = new AbortController();
      const { signal } = abort;
      current = settings?.enabled === true ? settings : null;
      const before = running;
      problem = null;
      sentAt = null;
      become(current === null ? 'off' : 'connecting', null);
      const next = current;
      running = before.then(() => (next === null ? undefined : run(next, signal)));
    },
    state: () => ({ state, problem, sentAt, sentTo: current === null ? 0 : parts.position.get(targetOf(current)) }),
    async test() {
      if (current === null) throw new ConsoleError('state.conflict', { facts: { reason: 'forwarding-off' } });
      const connection = await parts.syslog.connect(current);
      try {
        await connection.send(syslogTestFrame(current.format, parts.source, clock.now().toISOString()));
        // What the collector does not want it ends at once.
        await clock.sleep(testStandsMs, new AbortController().signal);
        if (connection.ended)
          throw new ConsoleError('forwarding.failed', { facts: { reason: 'closed' }, certainty: 'unknown' });
      } finally {
        connection.close();
      }
    },
    async stop() {
      stopped = true;
      abort.abort();
      await running;
    },
  };
}

/** Until the connection ends or the signal comes. */
async function pump(
  { store, clock, source, position }: ForwarderParts,
  settings: ForwardingSettings,
  connection: SyslogConnection,
  signal: AbortSignal,
  arrived: () => void,
): Promise<void> {
  const target = targetOf(settings);
  const left: { readonly sequence: number; readonly atMs: number }[] = [];
  let next = position.get(target) + 1;
  while (!signal.aborted) {
    const batch = await firstBatch(store, next);
    const last = batch.at(-1);
    if (last !== undefined) {
      await connection.send(Buffer.concat(batch.map((stored) => syslogFrame(stored, settings.format, source))));
      next = last.sequence + 1;
      left.push({ sequence: last.sequence, atMs: clock.monotonicMs() });
    }
    if (connection.ended)
      throw new ConsoleError('forwarding.failed', { facts: { reason: 'closed' }, certainty: 'unknown' });
    const standing = clock.monotonicMs() - confirmMs;
    const confirmed = left.filter(({ atMs }) => atMs <= standing).at(-1);
    if (confirmed !== undefined) {
      position.set(target, confirmed.sequence);
      left.splice(0, left.indexOf(confirmed) + 1);
      arrived();
    }
    if (last === undefined) await clock.sleep(pollMs, signal);
  }
}

/** Up to 500 entries from a sequence number on. */
async function firstBatch(
  store: Store,
  from: number,
): Promise<readonly { sequence: number; text: string; hash: string }[]> {
  return store.read(async (tx) => {
    for await (const batch of tx.audit.scan(from)) return batch;
    return [];
  });
}
