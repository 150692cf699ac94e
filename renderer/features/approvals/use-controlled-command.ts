// Commands that dual control may cover: they run at once where the policy allows it, else they ask for an approval. One way for all screens.
import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import type { IpcInput, IpcOutput, IpcTable } from '../../../shared/ipc/table';
import type { Operation } from '../../../shared/permissions';
import type { OrderPreview, RequestView } from '../../../shared/schemas/approvals';
import { call, type CommandName } from '../../api/call';
import { CallError } from '../../api/call-error';
import { useCommand, type Command } from '../../api/use-command';

/** Commands of the table that name an operation of the approval policy. */
export type ControlledName = {
  [N in CommandName]: IpcTable[N] extends { readonly approval: Operation } ? N : never;
}[CommandName];

/** What the *Request approval* dialog needs to know. The input may hold a secret: it is kept only while the dialog is open. */
export interface AskedApproval {
  readonly call: ControlledName;
  readonly input: unknown;
  /** As main has just worked it out. */
  readonly preview: OrderPreview;
  /** Already given by a confirmation; can still be edited. */
  readonly justification: string;
  /** The dialog was left after a request was filed: it waits, or was carried out. */
  readonly onFiled: (request: RequestView) => void;
  /** The dialog was left without a request. */
  readonly onLeft: () => void;
}

export const approvalContext = createContext<((asked: AskedApproval) => void) | null>(null);

export interface ControlledRun<N extends ControlledName> {
  /** It ran at once: no approval was needed. */
  readonly onDone: (output: IpcOutput<N>) => void;
  /** A request was filed. Where it was approved and carried out at once its status is Executed. */
  readonly onRequested: (request: RequestView) => void;
  readonly justification?: string;
}
export interface ControlledCommand<N extends ControlledName> extends Pick<Command<N>, 'pending' | 'error' | 'reset'> {
  start(input: IpcInput<N>, run: ControlledRun<N>): void;
}

/**
 * Only below ApprovalProvider. `pending` stays true while the dialog is open; its errors are shown there. An order that main refuses to
 * prepare is an error here, where what is wrong can be mended.
 */
export function useControlledCommand<N extends ControlledName>(name: N): ControlledCommand<N> {
  const ask = useContext(approvalContext);
  if (ask === null) throw new Error('ApprovalProvider is missing');
  const command = useCommand(name);
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<CallError | null>(null);
  const { run, reset, pending } = command;

  const start = useCallback(
    (input: IpcInput<N>, { onDone, onRequested, justification = '' }: ControlledRun<N>): void => {
      const left = (): void => setAsking(false);
      const filed = (request: RequestView): void => {
        left();
        onRequested(request);
      };
      const prepare = (): void => {
        reset();
        setAsking(true);
        call('approvals.preview', { call: name, input }).then(
          (preview) => ask({ call: name, input, preview, justification, onFiled: filed, onLeft: left }),
          (thrown: unknown) => {
            left();
            if (!(thrown instanceof CallError)) throw thrown;
            setRefused(thrown);
          },
        );
      };
      setRefused(null);
      run(input).then(onDone, (thrown: unknown) => {
        if (!(thrown instanceof CallError)) throw thrown;
        if (thrown.shape.code === 'auth.approval-required') prepare();
      });
    },
    [ask, name, reset, run],
  );
  const forget = useCallback(() => {
    setRefused(null);
    reset();
  }, [reset]);
  const failed = command.error?.shape.code === 'auth.approval-required' ? null : command.error;
  const error = refused ?? failed;
  return useMemo(
    () => ({ pending: pending || asking, error, start, reset: forget }),
    [pending, asking, error, start, forget],
  );
}
