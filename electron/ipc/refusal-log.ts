// Records refused and failed calls, at a bounded rate: a hostile page repeats itself, and must neither fill the disk nor go unseen.
import type { AuditEvent } from '../domain/audit-event';
import { digestOf } from '../domain/digest';
import type { Clock } from '../ports/clock';
import type { Log } from '../ports/log';
import type { AuditTrail } from '../services/audit-trail';
import { toConsoleError } from '../../shared/errors';

/** The first of identical entries is written at once; its repetitions within this time become one entry with their number. */
export const refusalWindowMs = 60_000;
/** Different entries counted apart in one window; what goes beyond shares one count. */
const maxKinds = 200;

interface Repeats {
  readonly event: AuditEvent;
  count: number;
  readonly from: string;
  to: string;
}

export interface RefusalLog {
  /** Resolves when the first of its kind is on disk; a repetition is only counted. Never rejects: nothing was changed. */
  note(event: AuditEvent): Promise<void>;
  /** Writes what is still only counted; call before the store closes. */
  flush(): Promise<void>;
}

export function createRefusalLog(parts: { trail: AuditTrail; clock: Clock; log: Log }): RefusalLog {
  const { trail, clock, log } = parts;
  const open = new Map<string, Repeats>();
  let windowEndsMs = 0;

  const write = async (event: AuditEvent): Promise<void> => {
    try {
      await trail.record(event);
    } catch (thrown) {
      log.error('audit.refusal-not-recorded', toConsoleError(thrown), { event: event.event });
    }
  };
  const flush = async (): Promise<void> => {
    const repeated = [...open.values()].filter(({ count }) => count > 1);
    open.clear();
    for (const { event, count, from, to } of repeated) {
      await write({ ...event, facts: { ...event.facts, repetitions: count - 1, from, to } });
    }
  };

  return {
    async note(event) {
      const nowMs = clock.monotonicMs();
      if (nowMs >= windowEndsMs) {
        await flush();
        windowEndsMs = nowMs + refusalWindowMs;
      }
      const at = clock.now().toISOString();
      const { event: name, target, identities, facts } = event;
      // The reference differs each time and says nothing of the kind.
      const own = digestOf({
        name,
        target: target?.id ?? null,
        identities: identities ?? [],
        code: facts?.['code'] ?? null,
      });
      const crowded = !open.has(own) && open.size >= maxKinds;
      const kind = crowded ? 'others' : own;
      const known = open.get(kind);
      if (known !== undefined) {
        known.count += 1;
        known.to = at;
        return;
      }
      open.set(kind, { event, count: 1, from: at, to: at });
      await write(event);
    },
    flush,
  };
}
