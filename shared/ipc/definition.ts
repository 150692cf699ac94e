// The shape of one entry of the IPC table. A call cannot be added without a permission, an approval rule and an audit rule.
import type { z } from 'zod';
import type { Operation, Permission } from '../permissions';

/** In which phases of the program a call is answered. */
export type IpcPhase = 'setup' | 'unlock' | 'login' | 'ready' | 'blocked';

interface Base<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
  readonly phases: readonly IpcPhase[];
  /** `before-login`: answered without anyone logged in; `logged-in`: any identity; else the permission needed. */
  readonly permission: Permission | 'before-login' | 'logged-in';
  /** Largest accepted payload in bytes of JSON; default 64 KiB. */
  readonly maxBytes?: number;
}
/** Reads; changes nothing; only its refusals are audited. */
export interface IpcQuery<I extends z.ZodType, O extends z.ZodType> extends Base<I, O> {
  readonly kind: 'query';
}
/** The operation that dual control looks up, or why none applies. */
export type Approval = Operation | { readonly none: string };
/** Changes something: its audit event is named here and written in the same transaction. */
export interface IpcCommand<I extends z.ZodType, O extends z.ZodType, A extends Approval = Approval> extends Base<
  I,
  O
> {
  readonly kind: 'command';
  readonly approval: A;
  /** The audit event, or why nothing is written. */
  readonly audit: string | { readonly none: string };
}
export type IpcCall = IpcQuery<z.ZodType, z.ZodType> | IpcCommand<z.ZodType, z.ZodType>;

export function query<I extends z.ZodType, O extends z.ZodType>(entry: Omit<IpcQuery<I, O>, 'kind'>): IpcQuery<I, O> {
  return { kind: 'query', ...entry };
}
/** Keeps the operation in the type: whether a handler is a controlled command follows from it. */
export function command<I extends z.ZodType, O extends z.ZodType, const A extends Approval>(
  entry: Omit<IpcCommand<I, O, A>, 'kind'>,
): IpcCommand<I, O, A> {
  return { kind: 'command', ...entry };
}
