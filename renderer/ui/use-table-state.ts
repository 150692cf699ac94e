// What is remembered of a table: hidden columns, widths, sorting. Read with care: it may come from an older version.
import { useMemo, useState } from 'react';
import { usePreference } from '../api/use-preference';

export interface TableSort {
  readonly field: string;
  readonly sort: 'asc' | 'desc';
}
export interface TableMemory {
  readonly hidden: readonly string[];
  /** Pixels by field; fields without an entry keep the column's own width. */
  readonly widths: Readonly<Record<string, number>>;
  readonly sort: TableSort | null;
}

const MIN_WIDTH = 40;
const MAX_WIDTH = 2000;

/** What was stored, as far as it can be used; the defaults for the rest. */
export function readTableMemory(stored: unknown, hidden: readonly string[], sort: TableSort | null): TableMemory {
  const known = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const storedHidden = known['hidden'];
  const storedSort = known['sort'] as Partial<TableSort> | null | undefined;
  const widths: Record<string, number> = {};
  const storedWidths = known['widths'];
  if (typeof storedWidths === 'object' && storedWidths !== null)
    for (const [field, width] of Object.entries(storedWidths as Record<string, unknown>))
      if (typeof width === 'number' && width >= MIN_WIDTH && width <= MAX_WIDTH) widths[field] = width;
  const sortIsKnown =
    typeof storedSort?.field === 'string' && (storedSort.sort === 'asc' || storedSort.sort === 'desc');
  return {
    hidden: Array.isArray(storedHidden) ? storedHidden.filter((field) => typeof field === 'string') : hidden,
    widths,
    sort: storedSort === null ? null : sortIsKnown ? (storedSort as TableSort) : sort,
  };
}

export function useTableState(id: string, hiddenByDefault: readonly string[], defaultSort: TableSort | null) {
  const { value, set } = usePreference(`table.${id}`, (stored) =>
    readTableMemory(stored, hiddenByDefault, defaultSort),
  );
  const [page, setPage] = useState(0);
  const hiddenKey = value.hidden.join('\n');
  const visibility = useMemo(
    () => Object.fromEntries((hiddenKey === '' ? [] : hiddenKey.split('\n')).map((field) => [field, false])),
    [hiddenKey],
  );
  const widthsKey = JSON.stringify(value.widths);
  const stable = useMemo<TableMemory>(
    () => value,
    // The value is read anew at each render; equal contents keep their identity.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [hiddenKey, widthsKey, value.sort?.field, value.sort?.sort],
  );
  return {
    value: stable,
    visibility,
    page,
    setPage,
    setHidden: (hidden: readonly string[]) => set({ ...value, hidden }),
    setWidth: (field: string, width: number) => set({ ...value, widths: { ...value.widths, [field]: width } }),
    setSort: (sort: TableSort | null) => set({ ...value, sort }),
    reset: () => set({ hidden: hiddenByDefault, widths: {}, sort: defaultSort }),
  };
}
