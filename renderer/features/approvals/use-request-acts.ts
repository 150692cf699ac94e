// What a login does with requests: approve, deny, withdraw, carry out. Signing happens in main's own window; nothing here holds a password.
import { useState } from 'react';
import type { RequestView } from '../../../shared/schemas/approvals';
import type { CallError } from '../../api/call-error';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { useToast } from '../../ui/toast';
import { requestName } from './operation-name';

/** Which confirmation is open. */
export type ActDialog =
  | { readonly kind: 'deny'; readonly requests: readonly RequestView[] }
  | { readonly kind: 'withdraw'; readonly request: RequestView };

export interface RequestActs {
  readonly pending: boolean;
  /** Main's own window is open and asks who signs. */
  readonly asking: boolean;
  readonly error: CallError | null;
  /** The last decision was not signed: its window was closed. */
  readonly notSigned: boolean;
  readonly dialog: ActDialog | null;
  /** Asks for the signature at once: the window shows each request again. */
  readonly approve: (requests: readonly RequestView[]) => void;
  readonly deny: (requests: readonly RequestView[]) => void;
  readonly withdraw: (request: RequestView) => void;
  readonly execute: (request: RequestView) => void;
  readonly confirmDeny: (reason: string) => void;
  readonly confirmWithdraw: () => void;
  readonly closeDialog: () => void;
  /** Forgets the last failure, when another request is looked at. */
  readonly reset: () => void;
}

const done = text.approvals.done;

/** What happened to what was decided, in one sentence. */
function decidedWords(verdict: 'approve' | 'deny', requests: readonly RequestView[]): string {
  const [only] = requests;
  if (requests.length !== 1 || only === undefined)
    return verdict === 'approve' ? done.approvedMany(requests.length) : done.deniedMany(requests.length);
  const name = requestName(only);
  if (verdict === 'deny') return done.denied(name);
  return only.status === 'Executed' ? done.executed(name) : done.approved(name);
}

export function useRequestActs(onDecided: () => void): RequestActs {
  const decide = useCommand('approvals.decide');
  const withdraw = useCommand('approvals.withdraw');
  const execute = useCommand('approvals.execute');
  const toast = useToast();
  const [dialog, setDialog] = useState<ActDialog | null>(null);

  const sign = (requests: readonly RequestView[], verdict: 'approve' | 'deny', reason: string): void =>
    decide.start({ ids: requests.map(({ id }) => id), verdict, reason }, (answer) => {
      toast(decidedWords(verdict, answer.requests));
      setDialog(null);
      onDecided();
    });
  const reset = (): void => {
    decide.reset();
    withdraw.reset();
    execute.reset();
  };
  const notSigned = decide.error?.shape.code === 'input.cancelled';
  return {
    pending: decide.pending || withdraw.pending || execute.pending,
    asking: decide.pending,
    error: notSigned ? null : (decide.error ?? withdraw.error ?? execute.error),
    notSigned: notSigned && !decide.pending,
    dialog,
    approve(requests) {
      reset();
      sign(requests, 'approve', '');
    },
    deny(requests) {
      reset();
      setDialog({ kind: 'deny', requests });
    },
    withdraw(request) {
      reset();
      setDialog({ kind: 'withdraw', request });
    },
    execute(request) {
      reset();
      execute.start({ id: request.id }, (after) => {
        if (after.status === 'Executed') toast(done.executed(requestName(after)));
      });
    },
    confirmDeny(reason) {
      if (dialog?.kind === 'deny') sign(dialog.requests, 'deny', reason);
    },
    confirmWithdraw() {
      if (dialog?.kind !== 'withdraw') return;
      withdraw.start({ id: dialog.request.id }, (after) => {
        toast(done.withdrawn(requestName(after)));
        setDialog(null);
      });
    },
    closeDialog() {
      reset();
      setDialog(null);
    },
    reset,
  };
}
