// Commands: useCommand('groups.add') runs once per act and keeps pending and error. The input is never kept: it may hold secrets.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { IpcInput, IpcOutput } from '../../shared/ipc/table';
import { call, type CommandName } from './call';
import { CallError } from './call-error';
import { staleQueries } from './topics';

/** Commands that answer with the new status of the program: it is shown at once. */
const answersStatus: ReadonlySet<CommandName> = new Set<CommandName>([
  'setup.complete',
  'hsm.unlock',
  'hsm.logOut',
  'session.login',
  'session.logout',
  'session.changePassword',
  'session.enrolSecondFactor',
  'session.lock',
  'audit.verify',
]);

export interface Command<N extends CommandName> {
  readonly pending: boolean;
  /** Of the last run; null after a run that went well, and after `reset`. */
  readonly error: CallError | null;
  /** Runs and answers; rejects with CallError (also kept in `error`). */
  run(input: IpcInput<N>): Promise<IpcOutput<N>>;
  /** Runs; `onDone` gets the answer; a failure is only kept in `error`. For event handlers. */
  start(input: IpcInput<N>, onDone?: (output: IpcOutput<N>) => void): void;
  reset(): void;
}

/** A command of the IPC table. A second run while one is pending is refused by the window itself: it waits for the first. */
export function useCommand<N extends CommandName>(name: N): Command<N> {
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const inFlight = useRef<Promise<IpcOutput<N>> | null>(null);

  const run = useCallback(
    (input: IpcInput<N>): Promise<IpcOutput<N>> => {
      if (inFlight.current !== null) return inFlight.current;
      setPending(true);
      setError(null);
      const running = call(name, input)
        .then((output) => {
          if (answersStatus.has(name)) {
            // A question asked before may be answered after, with how things were.
            void client.cancelQueries({ queryKey: ['app.status'] });
            client.setQueryData(['app.status', {}], output);
          }
          return output;
        })
        .catch((thrown: unknown) => {
          if (thrown instanceof CallError) setError(thrown);
          // A refusal may itself have changed the status (a PIN try used up, a login locked).
          for (const stale of staleQueries(['status'])) void client.invalidateQueries({ queryKey: [stale] });
          throw thrown;
        })
        .finally(() => {
          inFlight.current = null;
          setPending(false);
        });
      inFlight.current = running;
      return running;
    },
    [client, name],
  );
  const start = useCallback(
    (input: IpcInput<N>, onDone?: (output: IpcOutput<N>) => void): void => {
      run(input).then(onDone, (thrown: unknown) => {
        if (!(thrown instanceof CallError)) throw thrown;
      });
    },
    [run],
  );
  const reset = useCallback(() => setError(null), []);
  return { pending, error, run, start, reset };
}
