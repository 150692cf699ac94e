// What a handler of the IPC table gets and gives. The dispatcher alone calls them: permission and approval are settled before.
import type { Identity } from '../domain/entities';
import type { Grant } from '../domain/grant';
import type { AuditEvent } from '../domain/audit-event';
import type { Store, StoreWriter } from '../ports/store';
import type { IpcCallName, IpcOutput, IpcParsedInput, IpcTable } from '../../shared/ipc/table';

export interface CallContext {
  /** Identities logged in when the call came; empty before login. */
  readonly identities: readonly Identity[];
  readonly now: Date;
}

/**
 * What a unit of work adds to its audit entry; event name and category come from the table. `identities` only where the
 * call itself changes who is logged in: otherwise they are those of the login.
 */
export type AuditOfWork = Pick<AuditEvent, 'target' | 'facts' | 'jobId' | 'severity' | 'outcome' | 'awsRequestId' | 'identities'>;

export interface Work<T> {
  readonly result: T;
  readonly audit: Partial<AuditOfWork>;
}

export interface CommandContext extends CallContext {
  /**
   * The handler's change and its audit entry in one transaction. A command with an audit event calls this exactly once;
   * what must happen before (reading a file, asking AWS who a key is) happens before. Without an open store, and while the
   * store is read-only, the entry goes to the early log and any change is refused.
   * @param store one that this very call has opened and that nobody else knows yet
   */
  unitOfWork<T>(work: (tx: StoreWriter) => Promise<Work<T>>, store?: Store): Promise<T>;
}

/** What dual control freezes, shows and signs; and what only the store may hold until it is carried out. */
export interface Order {
  readonly target: { readonly kind: string; readonly id: string; readonly name: string };
  /** Canonical JSON of command, target revision and the AWS side it was shown with. Never a secret. Its digest is what a grant covers. */
  readonly frozen: Readonly<Record<string, unknown>>;
  /** Needed to carry it out and never shown, logged or digested: a secret access key, say. */
  readonly sealed?: Readonly<Record<string, unknown>>;
}

/** A command that dual control may cover: prepared once, carried out with a Grant, at once or after approvals. */
export interface ControlledCommand<I, T> {
  /** Checks the command and reads what it must be shown with. Changes nothing. */
  prepare(input: I, context: CallContext): Promise<Order>;
  /** The same order made again from today's state, before it is carried out later: another digest makes the request stale. */
  recheck(order: Order, context: CallContext): Promise<Order>;
  /** In the transaction that consumes the grant. Throws to change nothing. */
  execute(tx: StoreWriter, order: Order, grant: Grant, context: CallContext): Promise<Work<T>>;
  /** After the commit: wake the job runner, publish. Never fails the command. */
  committed?(result: T): void;
}

type ControlledName = {
  [N in IpcCallName]: IpcTable[N] extends { readonly approval: string } ? N : never;
}[IpcCallName];
type PlainCommandName = {
  [N in IpcCallName]: IpcTable[N] extends { readonly kind: 'command' } ? (N extends ControlledName ? never : N) : never;
}[IpcCallName];

export type Handler<N extends IpcCallName> = N extends ControlledName
  ? ControlledCommand<IpcParsedInput<N>, IpcOutput<N>>
  : N extends PlainCommandName
    ? (input: IpcParsedInput<N>, context: CommandContext) => Promise<IpcOutput<N>>
    : (input: IpcParsedInput<N>, context: CallContext) => Promise<IpcOutput<N>>;

/** Handlers of some calls, by name; the composition root joins them into one whole table. */
export type Handlers<N extends IpcCallName = IpcCallName> = { readonly [K in N]: Handler<K> };
