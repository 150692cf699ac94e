// A command that dual control may cover (docs/adr/0006): prepared once, carried out with a Grant, at once or after approvals.
import type { AuditEvent } from '../domain/audit-event';
import type { Identity } from '../domain/entities';
import type { Grant } from '../domain/grant';
import type { StoreWriter } from '../ports/store';
import type { Operation, Permission } from '../../shared/permissions';
import type { EffectFact, PolicyRow } from '../../shared/schemas/approvals';

export interface CallContext {
  /** Identities logged in when the call came; empty before login. Later, when an approved order is carried out: its requester. */
  readonly identities: readonly Identity[];
  readonly now: Date;
}

/**
 * What a unit of work adds to its audit entry; event name and category come from the table. `identities` only where the
 * call itself changes who is logged in: otherwise they are those of the login.
 */
export type AuditOfWork = Pick<
  AuditEvent,
  'target' | 'facts' | 'jobId' | 'severity' | 'outcome' | 'awsRequestId' | 'identities'
>;

export interface Work<T> {
  readonly result: T;
  readonly audit: Partial<AuditOfWork>;
}

/** What dual control freezes, shows and signs; and what only the store may hold until it is carried out. */
export interface Order {
  readonly target: { readonly kind: string; readonly id: string; readonly name: string };
  /** Canonical JSON of command, target revision and the AWS side it was shown with. Never a secret, nothing random. Its digest is what a grant covers. */
  readonly frozen: Readonly<Record<string, unknown>>;
  /** Needed to carry it out and never shown, logged or digested: a secret access key, say. */
  readonly sealed?: Readonly<Record<string, unknown>>;
}

export interface ControlledCommand<I, T> {
  /** Checks the command and reads what it must be shown with. Changes nothing. */
  prepare(input: I, context: CallContext): Promise<Order>;
  /** The same order made again from today's state, before it is carried out later: another digest makes the request stale. */
  recheck(order: Order, context: CallContext): Promise<Order>;
  /** In the transaction that consumes the grant. Throws to change nothing. */
  execute(tx: StoreWriter, order: Order, grant: Grant, context: CallContext): Promise<Work<T>>;
  /** What approvers are shown; left out: the fields of `frozen`, one by one. */
  describe?(order: Order): readonly EffectFact[];
  /** A row of the policy that the order has to meet beside today's: a change of the policy meets the new one as well. */
  ruleOf?(order: Order): PolicyRow;
  /** After the commit: wake the job runner, publish. Never fails the command. */
  committed?(result: T): void;
}

/** A controlled command of the IPC table, as approvals reach it by name. */
export interface ControlledCall {
  readonly name: string;
  readonly operation: Operation;
  /** What the login needs for it, and what the requester must still hold when it is carried out. */
  readonly permission: Permission;
  /** The table's audit event. */
  readonly auditEvent: string;
  readonly command: ControlledCommand<unknown, unknown>;
  /** The input by the table's schema; throws `input.invalid`. */
  parse(input: unknown): unknown;
  /** Throws unless the present login may make the call. */
  assertPermitted(): Promise<void>;
}
