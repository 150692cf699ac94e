// Where an entry goes that belongs to no change: into the store while it can be written, else to the early log beside it.
import type { AuditEvent } from '../domain/audit-event';
import type { EarlyLog } from '../ports/settings';
import type { Store } from '../ports/store';

export interface AuditTrailParts {
  readonly early: EarlyLog;
  /** The store when it is open and takes writes. */
  readonly writableStore: () => Store | null;
  readonly now: () => Date;
}

export interface AuditTrail {
  /** Resolves once the entry is on disk. */
  record(event: AuditEvent): Promise<void>;
  /** Into the early log, whatever the store's state. */
  recordEarly(event: AuditEvent): Promise<void>;
}

export function createAuditTrail(parts: AuditTrailParts): AuditTrail {
  const recordEarly = (event: AuditEvent): Promise<void> =>
    parts.early.append({
      at: event.happenedAt ?? parts.now().toISOString(),
      event: event.event,
      outcome: event.outcome === 'intent' ? 'success' : event.outcome,
      facts: {
        ...event.facts,
        ...(event.identities === undefined || event.identities.length === 0 ? {} : { identities: event.identities }),
        ...(event.target === undefined || event.target === null ? {} : { target: event.target }),
      },
    });
  return {
    async record(event) {
      const store = parts.writableStore();
      if (store === null) await recordEarly(event);
      else await store.write((tx) => tx.record(event));
    },
    recordEarly,
  };
}
