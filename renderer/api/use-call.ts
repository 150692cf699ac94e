// Reads through the query cache: useCall('groups.list', {}) is loading, data, error and refetch, kept fresh by itself.
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { IpcInput, IpcOutput } from '../../shared/ipc/table';
import { call, type QueryName } from './call';
import type { CallError } from './call-error';

export interface UseCallOptions {
  /** false: does not ask yet (e.g. nothing is selected). */
  readonly enabled?: boolean;
  /** Shows the previous answer while the next one is under way (filters, pages), so that the layout does not jump. */
  readonly keepPrevious?: boolean;
}

/** Answer of a query of the IPC table. `error` is a CallError; show it with `ErrorNotice`. */
export function useCall<N extends QueryName>(
  name: N,
  input: IpcInput<N>,
  options: UseCallOptions = {},
): UseQueryResult<IpcOutput<N>, CallError> {
  return useQuery<IpcOutput<N>, CallError>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  } as Parameters<typeof useQuery<IpcOutput<N>, CallError>>[0]);
}
