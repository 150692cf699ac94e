// Watches the ends of keys: warns 30, 7 and 1 days ahead and on the end, and has material imported again before it expires.
import { dueReimports, dueWarnings, type Warning } from '../../domain/expiry-rules';
import type { Key } from '../../domain/entities';
import type { Log } from '../../ports/log';
import { toConsoleError } from '../../../shared/errors';
import { reimportGroup, type ReimportParts } from './reimport-group';

/** Ends are days away: looking more often finds nothing sooner that matters. */
const lookEveryMs = 10 * 60_000;
/** A group whose re-import was queued is left in peace so long, whatever became of the job. */
const restMs = 6 * 3_600_000;
/** Groups read in one transaction; between two of them other work goes on. */
const groupsAtOnce = 200;

export interface ExpiryWatchParts extends ReimportParts {
  readonly log: Log;
  readOnly(): boolean;
  started(): void;
  /** Warnings were given: rows have changed. */
  warned(): void;
}

export interface ExpiryWatch {
  start(): void;
  /** Looks at once. */
  wake(): void;
  /** One look, from beginning to end. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

export function createExpiryWatch(parts: ExpiryWatchParts): ExpiryWatch {
  const { store, clock, log } = parts;
  const stopping = new AbortController();
  let poke = new AbortController();
  let looping: Promise<void> | null = null;
  const restUntilMs = new Map<string, number>();
  /** Why each group's re-import waits, so that each reason is recorded once. */
  const said = new Map<string, string>();

  async function look(): Promise<void> {
    if (parts.readOnly()) return;
    const ids = await store.read(async (tx) => (await tx.groups.list()).map(({ id }) => id));
    const toReimport: string[] = [];
    for (let from = 0; from < ids.length && !stopping.signal.aborted; from += groupsAtOnce) {
      toReimport.push(...(await lookAt(ids.slice(from, from + groupsAtOnce))));
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const groupId of toReimport) if (!stopping.signal.aborted) await reimport(groupId);
  }

  /** Warns of what ends in these groups; the ids of those with material to be imported again. */
  async function lookAt(ids: readonly string[]): Promise<string[]> {
    const now = clock.now();
    const due: string[] = [];
    const warnings: { key: Key; warning: Warning }[] = [];
    await store.read(async (tx) => {
      for (const id of ids) {
        const group = await tx.groups.get(id);
        const keys = group === null ? [] : await tx.keys.ofGroup(id);
        if (group !== null && dueReimports(group, keys, now).length > 0) due.push(id);
        for (const key of keys) for (const warning of dueWarnings(key, now)) warnings.push({ key, warning });
      }
    });
    for (const { key, warning } of warnings) await warn(key, warning);
    if (warnings.length > 0) parts.warned();
    return due;
  }

  /** The entry and the mark that keeps it from being repeated, in one transaction. */
  async function warn({ id }: Key, { of, at, days }: Warning): Promise<void> {
    await store.write(async (tx) => {
      const key = await tx.keys.get(id);
      if (key === null) return;
      await tx.keys.put({ ...key, warned: { ...key.warned, [of]: { of: at, days } } });
      await tx.record({
        event: 'expiry.warned',
        category: 'Keys',
        severity: days <= 1 ? 'critical' : 'warning',
        outcome: 'success',
        target: { kind: 'key', id, name: key.name },
        facts: { of, at, days, keyName: key.name },
      });
    });
  }

  async function reimport(groupId: string): Promise<void> {
    const nowMs = clock.now().getTime();
    if ((restUntilMs.get(groupId) ?? 0) > nowMs) return;
    const end = await reimportGroup(parts, groupId);
    if (end.kind === 'started') {
      restUntilMs.set(groupId, nowMs + restMs);
      said.delete(groupId);
      parts.started();
    }
    if (end.kind !== 'waiting' || said.get(groupId) === end.error.code) return;
    said.set(groupId, end.error.code);
    await store.write(async (tx) => {
      const group = await tx.groups.get(groupId);
      await tx.record({
        event: 'expiry.re-import-waiting',
        category: 'Keys',
        severity: 'warning',
        outcome: 'failed',
        target: { kind: 'key-group', id: groupId, name: group?.template.name ?? groupId },
        facts: { reason: end.error.code, error: end.error.toShape() },
      });
    });
  }

  const noted = (): Promise<void> =>
    look().catch((thrown: unknown) => log.error('expiry.look-failed', toConsoleError(thrown)));
  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      poke = new AbortController();
      await noted();
      if (stopping.signal.aborted) return;
      // Woken early by being poked: the sleep rejects then.
      if (!poke.signal.aborted) await clock.sleep(lookEveryMs, poke.signal).catch(() => undefined);
    }
  }

  return {
    start() {
      looping ??= loop();
    },
    wake: () => poke.abort(),
    look,
    async stop() {
      stopping.abort();
      poke.abort();
      await (looping ?? Promise.resolve());
    },
  };
}
