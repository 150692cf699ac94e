// The table of every list: compact rows, keyboard and context menu, columns and sorting remembered, one look for empty, loading and error.
import MoreHoriz from '@mui/icons-material/MoreHoriz';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { DataGrid, type GridColDef, type GridRowParams, type GridValidRowModel } from '@mui/x-data-grid';
import { useMemo, type MouseEvent, type ReactNode, type SyntheticEvent } from 'react';
import type { CallError } from '../api/call-error';
import type { Paging } from '../api/use-pages';
import { documentNonce } from '../app/nonce';
import { text } from '../text/text';
import { ContextMenu, useContextMenu, type MenuAction } from './context-menu';
import { DataTableFooter } from './data-table-footer';
import { dataTableStyles } from './data-table-styles';
import { ErrorNotice } from './error-notice';
import { visuallyHidden } from './visually-hidden';
import { useTableState, type TableSort } from './use-table-state';

/** Community DataGrid shows at most this many rows at once; longer lists get pages. */
const CLIENT_PAGE = 100;
const ACTIONS = '__actions';

export interface DataTableProps<R extends GridValidRowModel & { readonly id: string | number }> {
  /** Stable name; columns and sorting are remembered under it: lower case, digits, dashes. */
  readonly id: string;
  /** Accessible name of the grid: "Key groups". */
  readonly label: string;
  readonly rows: readonly R[];
  /** `field`, `headerName`, `flex` or `width`, `renderCell` …; numbers: `type: 'number'` (right-aligned). */
  readonly columns: readonly GridColDef<R>[];
  /** What a row is called, for the names of its menu and button. */
  readonly nameOf: (row: R) => string;
  /** Columns hidden until the person shows them. */
  readonly hiddenByDefault?: readonly string[];
  readonly defaultSort?: TableSort;
  readonly loading?: boolean;
  readonly error?: CallError | null;
  readonly onRetry?: () => void;
  /** Shown instead of the table when there are no rows and no filter: an EmptyState. */
  readonly empty?: ReactNode;
  /** A filter is set: no rows then means that nothing matches. */
  readonly filtered?: boolean;
  /** Enter and double click. */
  readonly onOpen?: (row: R) => void;
  /** Right click, context-menu key and the "…" button of a row. */
  readonly actionsOf?: (row: R) => readonly MenuAction[];
  /** Right click beside the rows: "Add key group". */
  readonly backgroundActions?: readonly MenuAction[];
  /** Follows clicks and the arrow keys. */
  readonly selectedId?: string | number | null;
  readonly onSelect?: (row: R) => void;
  /** Lists that main pages: from `usePages`. Sorting is then main's. */
  readonly paging?: Paging;
  /** With `paging`: main can sort by columns that do not say `sortable: false`; what to ask it for is remembered here. */
  readonly sorting?: { readonly sort: TableSort | null; readonly onSort: (sort: TableSort | null) => void };
}

/** The id of the row an event happened in, or null beside the rows. */
function rowIdOf(event: SyntheticEvent): string | null {
  const row = (event.target as Element).closest<HTMLElement>('[role="row"][data-id]');
  return row?.dataset['id'] ?? null;
}

/** Where a menu belongs: at the mouse, or at the element that has the focus when the key asked for it. */
function placeOf(event: MouseEvent): { x: number; y: number } {
  if (event.button === 2 && (event.clientX !== 0 || event.clientY !== 0)) return { x: event.clientX, y: event.clientY };
  const box = (event.target as Element).getBoundingClientRect();
  return { x: box.left + Math.min(24, box.width / 2), y: box.bottom - 4 };
}

export function DataTable<R extends GridValidRowModel & { readonly id: string | number }>(props: DataTableProps<R>) {
  const { rows, actionsOf, nameOf, paging, onOpen, onSelect, selectedId = null, loading = false } = props;
  const menu = useContextMenu<R | null>();
  const state = useTableState(props.id, props.hiddenByDefault ?? [], props.defaultSort ?? null);
  const openMenu = menu.open;
  const { sorting } = props;
  const sortable = paging === undefined || sorting !== undefined;
  const sort = sorting === undefined ? state.value.sort : sorting.sort;
  const hasActions = actionsOf !== undefined;

  const columns = useMemo(() => {
    const sized: GridColDef<R>[] = props.columns.map((column) => {
      const width = state.value.widths[column.field];
      const base = sortable ? column : { ...column, sortable: false };
      if (width === undefined) return base;
      const { flex: _flex, ...fixed } = base;
      return { ...fixed, width };
    });
    if (hasActions) sized.push(actionsColumn(nameOf, (place, row) => openMenu(place, row)));
    return sized;
  }, [props.columns, state.value.widths, sortable, hasActions, nameOf, openMenu]);

  const byId = (id: string | null): R | null => rows.find((row) => String(row.id) === id) ?? null;
  const target = menu.target;
  const actions = target === null ? (props.backgroundActions ?? []) : (actionsOf?.(target) ?? []);
  const page = paging?.page ?? state.page;
  const pageSize = paging?.pageSize ?? CLIENT_PAGE;
  const total = paging?.total ?? rows.length;

  if (props.error != null && rows.length === 0)
    return (
      <Box sx={{ padding: 2 }}>
        <ErrorNotice error={props.error} takeFocus={false} {...(props.onRetry ? { onRetry: props.onRetry } : {})} />
      </Box>
    );
  const showEmpty = rows.length === 0 && !loading && props.filtered !== true && props.empty !== undefined;
  return (
    <Box
      sx={{ display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 }}
      onMouseDown={(event) => {
        // A double click opens; it must not mark a word on the way.
        if (event.detail > 1 && rowIdOf(event) !== null) event.preventDefault();
      }}
      onContextMenu={(event) => {
        const row = byId(rowIdOf(event));
        if (row === null ? (props.backgroundActions ?? []).length === 0 : actionsOf === undefined) return;
        event.preventDefault();
        if (row !== null) onSelect?.(row);
        openMenu(placeOf(event), row);
      }}
    >
      {showEmpty ? (
        <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto' }}>{props.empty}</Box>
      ) : (
        <Box sx={{ flex: 1, minHeight: 0 }}>
          <DataGrid<R>
            label={props.label}
            rows={rows}
            columns={columns}
            {...(documentNonce() === undefined ? {} : { nonce: documentNonce()! })}
            rowHeight={36}
            columnHeaderHeight={36}
            hideFooter
            disableColumnMenu
            disableColumnFilter
            disableMultipleRowSelection
            loading={loading}
            slotProps={{
              loadingOverlay: { variant: 'linear-progress', noRowsVariant: 'skeleton' },
              cell: {
                // The selection follows the keyboard, as in a list with its details beside it.
                onFocus: (event) => {
                  const row = byId(rowIdOf(event));
                  if (row !== null && row.id !== selectedId) onSelect?.(row);
                },
              },
            }}
            localeText={{
              noRowsLabel: props.filtered === true ? text.common.table.noResults : text.common.table.noRows,
              noResultsOverlayLabel: text.common.table.noResults,
            }}
            rowSelectionModel={{ type: 'include', ids: new Set(selectedId === null ? [] : [selectedId]) }}
            columnVisibilityModel={state.visibility}
            sortModel={sortable && sort !== null ? [sort] : []}
            sortingMode={paging === undefined ? 'client' : 'server'}
            onSortModelChange={(model) => {
              const first = model[0];
              const next = first?.sort == null ? null : { field: first.field, sort: first.sort };
              if (sorting === undefined) state.setSort(next);
              else sorting.onSort(next);
            }}
            onColumnWidthChange={({ colDef, width }) => state.setWidth(colDef.field, Math.round(width))}
            paginationMode={paging === undefined ? 'client' : 'server'}
            {...(paging === undefined ? {} : { rowCount: total })}
            paginationModel={{ page, pageSize }}
            pageSizeOptions={[pageSize]}
            onRowDoubleClick={({ row }: GridRowParams<R>) => onOpen?.(row)}
            onCellKeyDown={({ id, field }, event) => {
              const row = byId(String(id));
              if (event.key !== 'Enter' || field === ACTIONS || onOpen === undefined || row === null) return;
              // A control in the cell (copy, link) keeps its own Enter.
              if ((event.target as Element).closest('button, a') !== null) return;
              event.defaultMuiPrevented = true;
              // The rest of this key press must not submit the dialog that opens now.
              event.preventDefault();
              onOpen(row);
            }}
            sx={dataTableStyles}
          />
        </Box>
      )}
      {showEmpty ? null : (
        <DataTableFooter
          columns={props.columns.map(({ field, headerName }) => ({ field, label: headerName ?? field }))}
          hidden={state.value.hidden}
          onHidden={state.setHidden}
          onReset={state.reset}
          page={page}
          pageSize={pageSize}
          total={total}
          loading={loading && rows.length === 0}
          hasNext={paging?.hasNext ?? (page + 1) * pageSize < total}
          onPage={paging?.onPage ?? state.setPage}
        />
      )}
      <ContextMenu
        label={target === null ? text.common.table.actions : text.common.table.actionsOf(nameOf(target))}
        place={menu.place}
        actions={actions}
        onClose={menu.close}
      />
    </Box>
  );
}

/** The last column: the same actions as the right click, for whoever does not know of it. */
function actionsColumn<R extends GridValidRowModel>(
  nameOf: (row: R) => string,
  open: (place: { x: number; y: number }, row: R) => void,
): GridColDef<R> {
  return {
    field: ACTIONS,
    headerName: text.common.table.actions,
    renderHeader: () => (
      <Box component="span" sx={visuallyHidden}>
        {text.common.table.actions}
      </Box>
    ),
    width: 44,
    minWidth: 44,
    sortable: false,
    resizable: false,
    hideable: false,
    align: 'center',
    renderCell: ({ row, hasFocus }) => (
      <IconButton
        aria-label={text.common.table.actionsOf(nameOf(row))}
        aria-haspopup="menu"
        tabIndex={hasFocus ? 0 : -1}
        onClick={(event) => {
          event.stopPropagation();
          const box = event.currentTarget.getBoundingClientRect();
          open({ x: box.left, y: box.bottom }, row);
        }}
      >
        <MoreHoriz fontSize="small" aria-hidden />
      </IconButton>
    ),
  };
}
