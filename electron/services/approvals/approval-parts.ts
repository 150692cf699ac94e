// What the rooms of approvals are built from, and the few things that all of them do.
import type { ApprovalRequest } from '../../domain/approval-request';
import type { AuditEvent } from '../../domain/audit-event';
import type { Clock } from '../../ports/clock';
import type { Log } from '../../ports/log';
import type { Store, StoreReader, StoreWriter } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { ControlledCall } from '../controlled-command';
import type { Passwords } from '../passwords';
import type { AskSigner } from './ask-signer';

export interface ApprovalParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly passwords: Passwords;
  readonly askSigner: AskSigner;
  /** Nothing is asked of anybody while the store takes no writes. */
  readonly readOnly: () => boolean;
  /** A controlled call of the table by name; null when there is none, or its part of the console is not open. */
  controlled(name: string): ControlledCall | null;
  /** Requests that were made, decided or ended: a badge, a notification. */
  changed(ids: readonly string[]): void;
}

/** The change of one call and its audit entry in one transaction (CommandContext.unitOfWork). */
export type RecordWork = <T>(
  work: (tx: StoreWriter) => Promise<{ readonly result: T; readonly audit: Partial<AuditEvent> }>,
) => Promise<T>;

/** Throws `store.read-only`. */
export function assertWritable(parts: ApprovalParts): void {
  if (parts.readOnly()) throw new ConsoleError('store.read-only');
}

/** Throws `input.invalid` for a name that is no controlled call. */
export function callOf(parts: ApprovalParts, name: string): ControlledCall {
  const call = parts.controlled(name);
  if (call === null)
    throw new ConsoleError('input.invalid', { facts: { call: name.slice(0, 64), rule: 'not-controlled' } });
  return call;
}

/** Throws `not-found`. */
export async function requestOf(tx: StoreReader, id: string): Promise<ApprovalRequest> {
  const request = await tx.requests.get(id);
  if (request === null) throw new ConsoleError('not-found', { facts: { kind: 'request', id } });
  return request;
}

export const requestTarget = (request: Pick<ApprovalRequest, 'id' | 'target'>) => ({
  kind: 'request',
  id: request.id,
  name: request.target.name,
});

/** Clocks of desktops are corrected by a few minutes now and then. */
const toleratedMs = 5 * 60_000;

/**
 * A clock that stands before the newest time of the log has been moved back: nothing that depends on time is decided then.
 * Throws `state.conflict` (reason `clock-moved-back`).
 */
export async function assertClock(tx: StoreReader, now: Date): Promise<void> {
  const latestAt = await tx.audit.latestAt();
  if (latestAt !== null && now.getTime() < new Date(latestAt).getTime() - toleratedMs)
    throw new ConsoleError('state.conflict', { facts: { reason: 'clock-moved-back', latestAt } });
}
