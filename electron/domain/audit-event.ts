// The audit entry: what is recorded, how it is written, and how one entry is chained to the one before.
import { canonicalJson } from '../../shared/canonical-json';
import type { AuditCategory, AuditOutcome, AuditSeverity } from '../../shared/schemas/audit';
import type { Environment } from '../../shared/schemas/status';
import { sha256Hex } from './digest';

/** What a service hands to the audit trail. Identities are ids; names live in their own table. */
export interface AuditEvent {
  readonly event: string;
  readonly category: AuditCategory;
  readonly severity?: AuditSeverity;
  readonly outcome: AuditOutcome;
  readonly identities?: readonly string[];
  readonly target?: { readonly kind: string; readonly id: string; readonly name?: string } | null;
  readonly jobId?: string | null;
  readonly awsRequestId?: string | null;
  /** Numbers, names, before and after: whatever an auditor needs. Never a secret. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Set when the event happened before the store was open: when it happened. */
  readonly happenedAt?: string;
}

/** A security row that changed in the same transaction: its digest after the change, null when deleted. */
export interface AuditSubject {
  readonly kind: string;
  readonly id: string;
  readonly digest: string | null;
}

/** One entry of the log. `hash` is over `text`, which holds `previousHash`; columns elsewhere only index it. */
export interface AuditEntry {
  readonly sequence: number;
  readonly at: string;
  readonly environment: Environment;
  readonly event: string;
  readonly category: AuditCategory;
  readonly severity: AuditSeverity;
  readonly outcome: AuditOutcome;
  readonly identities: readonly string[];
  readonly target: { readonly kind: string; readonly id: string; readonly name?: string } | null;
  readonly jobId: string | null;
  readonly awsRequestId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly happenedAt?: string;
  readonly subjects: readonly AuditSubject[];
  readonly previousHash: string;
}
export interface ChainedAuditEntry {
  readonly entry: AuditEntry;
  /** Canonical JSON as stored; exactly these bytes are hashed. */
  readonly text: string;
  readonly hash: string;
}

export interface ChainHead {
  readonly sequence: number;
  readonly hash: string;
}
/** The head before the first entry. */
export const emptyChain: ChainHead = { sequence: 0, hash: '0'.repeat(64) };

/** The entry that follows `head`. */
export function chainEntry(
  head: ChainHead,
  environment: Environment,
  at: string,
  event: AuditEvent,
  subjects: readonly AuditSubject[],
): ChainedAuditEntry {
  const entry: AuditEntry = {
    sequence: head.sequence + 1,
    at,
    environment,
    event: event.event,
    category: event.category,
    severity: event.severity ?? (event.outcome === 'refused' || event.outcome === 'failed' ? 'warning' : 'info'),
    outcome: event.outcome,
    identities: event.identities ?? [],
    target: event.target ?? null,
    jobId: event.jobId ?? null,
    awsRequestId: event.awsRequestId ?? null,
    facts: event.facts ?? {},
    ...(event.happenedAt === undefined ? {} : { happenedAt: event.happenedAt }),
    subjects,
    previousHash: head.hash,
  };
  const text = canonicalJson(entry);
  return { entry, text, hash: sha256Hex(text) };
}

/** Does a stored entry follow `head`? The reason when not. */
export function checkChainedEntry(
  head: ChainHead,
  stored: { readonly sequence: number; readonly text: string; readonly hash: string },
): 'ok' | 'sequence' | 'hash' | 'previous-hash' | 'not-json' {
  if (stored.sequence !== head.sequence + 1) return 'sequence';
  if (sha256Hex(stored.text) !== stored.hash) return 'hash';
  try {
    const entry = JSON.parse(stored.text) as Partial<AuditEntry>;
    if (entry.sequence !== stored.sequence) return 'sequence';
    return entry.previousHash === head.hash ? 'ok' : 'previous-hash';
  } catch {
    return 'not-json';
  }
}
