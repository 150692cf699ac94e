// A comparison with AWS under way: started by the window, named so that it can be followed and cancelled.
import { useCallback, useEffect, useState } from 'react';
import type { ReconcileResult } from '../../../shared/schemas/reconcile';
import { bridge } from '../../api/bridge';
import type { CallError } from '../../api/call-error';
import { useCommand } from '../../api/use-command';

export interface ReconcileProgress {
  readonly done: number;
  readonly total: number;
}
export interface ReconcileUse {
  readonly pending: boolean;
  readonly progress: ReconcileProgress | null;
  /** A comparison that was cancelled is no error. */
  readonly error: CallError | null;
  readonly result: ReconcileResult | null;
  start(groupId: string | null, keyId?: string): void;
  cancel(): void;
}

export function useReconcile(): ReconcileUse {
  const command = useCommand('reconcile.run');
  const cancelling = useCommand('reconcile.cancel');
  const [runId, setRunId] = useState<string | null>(null);
  const [progress, setProgress] = useState<ReconcileProgress | null>(null);
  const [result, setResult] = useState<ReconcileResult | null>(null);
  useEffect(
    () =>
      bridge().on.progress(({ call, id, done, total }) => {
        if (call === 'reconcile.run' && id === runId) setProgress({ done, total });
      }),
    [runId],
  );
  const { start: run } = command;
  const start = useCallback(
    (groupId: string | null, keyId?: string): void => {
      const id = crypto.randomUUID().replaceAll('-', '');
      setRunId(id);
      setProgress(null);
      setResult(null);
      run({ runId: id, groupId, ...(keyId === undefined ? {} : { keyId }) }, setResult);
    },
    [run],
  );
  return {
    pending: command.pending,
    progress,
    error: command.error?.shape.code === 'input.cancelled' ? null : command.error,
    result,
    start,
    cancel: () => runId !== null && cancelling.start({ runId }),
  };
}
