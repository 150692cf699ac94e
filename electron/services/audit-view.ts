// An entry of the chain as people read it: identities by name, a sentence for the event. The stored text is what counts.
import type { AuditEntry, ChainedAuditEntry } from '../domain/audit-event';
import type { StoreReader } from '../ports/store';
import type { AuditEntryView } from '../../shared/schemas/audit';
import { auditMessage } from '../../shared/text/audit-messages';

/** Name of an identity id; an id nobody has is shown as it is. */
export type NameOf = (identityId: string) => string;

export async function readNames(tx: StoreReader): Promise<NameOf> {
  const names = new Map((await tx.identities.list()).map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

export function messageOf(entry: AuditEntry): string {
  const target = entry.target === null ? null : { kind: entry.target.kind, name: entry.target.name ?? null };
  const facts = entry.event.startsWith('call.') ? { call: entry.target?.id, ...entry.facts } : entry.facts;
  return auditMessage(entry.event, { outcome: entry.outcome, target, facts });
}

/** Entries with more text than this are cut in lists: a page of them must stay light. */
const mostListed = 64 * 1024;
const mostWords = 2_000;

/** As a list shows it: what is very long is left to `audit.entry`. */
export function listedEntryViewOf(chained: ChainedAuditEntry, nameOf: NameOf): AuditEntryView {
  const view = auditEntryViewOf(chained, nameOf);
  if (chained.text.length <= mostListed) return view;
  const { message, target } = view;
  const name = target?.name?.slice(0, mostWords) ?? null;
  return {
    ...view,
    message: message.slice(0, mostWords),
    target: target === null ? null : { ...target, name },
    facts: {},
    whole: false,
  };
}

export function auditEntryViewOf({ entry, hash }: ChainedAuditEntry, nameOf: NameOf): AuditEntryView {
  const { sequence, category, event, severity, outcome, target, jobId, awsRequestId, facts, previousHash } = entry;
  return {
    sequence,
    // When it happened: later written entries carry the time of the event itself.
    at: entry.happenedAt ?? entry.at,
    category,
    event,
    severity,
    outcome,
    identities: entry.identities.map(nameOf),
    target: target === null ? null : { ...target, name: target.name ?? null },
    jobId,
    awsRequestId,
    message: messageOf(entry),
    facts,
    hash,
    previousHash,
    whole: true,
  };
}
