// Pages of the lists that main answers by cursor (jobs, audit): a stack of cursors, so that one can go back.
import { useMemo, useState } from 'react';
import type { IpcInput, IpcOutput } from '../../shared/ipc/table';
import type { CallError } from './call-error';
import { useCall } from './use-call';

type PagedName = 'jobs.list' | 'audit.list' | 'approvals.list';

/** What DataTable's `paging` takes. */
export interface Paging {
  /** 0-based. */
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly hasNext: boolean;
  readonly onPage: (page: number) => void;
}
export interface Pages<N extends PagedName> {
  readonly data: IpcOutput<N> | undefined;
  readonly error: CallError | null;
  readonly isPending: boolean;
  readonly refetch: () => void;
  readonly paging: Paging;
}

/** Page by page through a list; a changed filter (`input`) starts at the first page again. */
export function usePages<N extends PagedName>(
  name: N,
  input: Omit<IpcInput<N>, 'cursor' | 'limit'>,
  pageSize: number,
): Pages<N> {
  const filterKey = JSON.stringify(input);
  const [place, setPlace] = useState<{ filterKey: string; cursors: readonly string[] }>({ filterKey, cursors: [] });
  const cursors = useMemo(() => (place.filterKey === filterKey ? place.cursors : []), [place, filterKey]);
  const cursor = cursors.at(-1);
  const asked = { ...input, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) } as IpcInput<N>;
  const answer = useCall(name, asked, { keepPrevious: true });
  const next = answer.data?.next ?? null;
  const page = cursors.length;
  return {
    data: answer.data,
    error: answer.error,
    isPending: answer.isPending,
    refetch: () => void answer.refetch(),
    paging: {
      page,
      pageSize,
      total: answer.data?.total ?? 0,
      hasNext: next !== null,
      onPage: (wanted) => {
        if (wanted < page) setPlace({ filterKey, cursors: cursors.slice(0, Math.max(0, wanted)) });
        else if (wanted > page && next !== null && !answer.isPlaceholderData)
          setPlace({ filterKey, cursors: [...cursors, next] });
      },
    },
  };
}
