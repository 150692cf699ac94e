// What an operation would do, asked of main for the dialog alone. Not in the query cache: the input may hold a secret.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OrderPreview } from '../../../shared/schemas/approvals';
import { call } from '../../api/call';
import { CallError } from '../../api/call-error';

export interface OrderPreviewState {
  readonly preview: OrderPreview;
  readonly error: CallError | null;
  readonly loading: boolean;
  /** The digest is another one than that of the reading before. */
  readonly changed: boolean;
  readonly read: () => void;
}

/** Begins with what was read before the dialog was opened; `read` asks again. */
export function useOrderPreview(name: string, input: unknown, first: OrderPreview): OrderPreviewState {
  const [state, setState] = useState<Omit<OrderPreviewState, 'read'>>({
    preview: first,
    error: null,
    loading: false,
    changed: false,
  });
  const latest = useRef({ name, input });
  const alive = useRef(true);
  const read = useCallback(() => {
    setState((before) => ({ ...before, loading: true, error: null }));
    call('approvals.preview', { call: latest.current.name, input: latest.current.input }).then(
      (preview) => {
        if (!alive.current) return;
        setState((before) => ({
          preview,
          error: null,
          loading: false,
          changed: before.preview.digest !== preview.digest,
        }));
      },
      (thrown: unknown) => {
        if (!(thrown instanceof CallError)) throw thrown;
        if (alive.current) setState((before) => ({ ...before, loading: false, error: thrown }));
      },
    );
  }, []);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  return { ...state, read };
}
