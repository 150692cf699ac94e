// What a handler of the IPC table gets and gives. The dispatcher alone calls them: permission and approval are settled before.
import type { Store, StoreWriter } from '../ports/store';
import type { CallContext, ControlledCommand, Work } from '../services/controlled-command';
import type { IpcCallName, IpcOutput, IpcParsedInput, IpcTable } from '../../shared/ipc/table';

export interface CommandContext extends CallContext {
  /**
   * The handler's change and its audit entry in one transaction. A command with an audit event calls this exactly once;
   * what must happen before (reading a file, asking AWS who a key is) happens before. Without an open store, and while the
   * store is read-only, the entry goes to the early log and any change is refused.
   * @param store one that this very call has opened and that nobody else knows yet
   */
  unitOfWork<T>(work: (tx: StoreWriter) => Promise<Work<T>>, store?: Store): Promise<T>;
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
