// Moves what happened before the unlock from the early log into the audit log, marked with the time when it happened.
import type { AuditEvent } from '../domain/audit-event';
import type { EarlyLog } from '../ports/settings';
import type { Store } from '../ports/store';

/** One transaction; the file forgets them only after it committed. Returns their number. */
export async function drainEarlyLog(
  early: EarlyLog,
  store: Store,
  categoryOf: (event: string) => AuditEvent['category'],
): Promise<number> {
  const { events, forget } = await early.drain();
  if (events.length === 0) return 0;
  await store.write(async (tx) => {
    for (const { at, event, outcome, facts } of events) {
      await tx.record({ event, category: categoryOf(event), outcome, facts, happenedAt: at });
    }
  });
  await forget();
  return events.length;
}
