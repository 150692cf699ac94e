// Typed calls over the bridge: a value, or a CallError. Derived from the IPC table's types; no schema is run here.
import type { IpcCallName, IpcInput, IpcOutput, IpcTable } from '../../shared/ipc/table';
import { bridge } from './bridge';
import { CallError } from './call-error';

type OfKind<K extends 'query' | 'command'> = {
  [N in IpcCallName]: IpcTable[N]['kind'] extends K ? N : never;
}[IpcCallName];
/** Calls that only read. */
export type QueryName = OfKind<'query'>;
/** Calls that change something. */
export type CommandName = OfKind<'command'>;

/** The bridge itself failed (the program is closing, or main died): nothing is known about the effect. */
function bridgeFailure(name: string): CallError {
  return new CallError(name, {
    code: 'internal',
    retry: 'after-user',
    certainty: 'unknown',
    facts: { call: name },
    ref: '',
  });
}

/** Asks main. Throws CallError for a typed refusal or failure. */
export async function call<N extends IpcCallName>(name: N, input: IpcInput<N>): Promise<IpcOutput<N>> {
  let answer;
  try {
    answer = await bridge().call[name](input);
  } catch {
    throw bridgeFailure(name);
  }
  if (answer.ok) return answer.value;
  throw new CallError(name, answer.error);
}
