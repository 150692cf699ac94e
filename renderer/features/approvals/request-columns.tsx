// Columns of the table of requests: pending ones by what is left of their time, decided ones by how and when they ended.
import Checkbox from '@mui/material/Checkbox';
import type { GridColDef } from '@mui/x-data-grid';
import type { RequestView } from '../../../shared/schemas/approvals';
import { operationNames } from '../../../shared/text/operation-names';
import { text } from '../../text/text';
import { TimeText } from '../../ui/time-text';
import { requestName } from './operation-name';
import { RequestStatusChip } from './request-status-chip';
import { TimeLeft } from './time-left';

const words = text.approvals.columns;
type Columns = readonly GridColDef<RequestView>[];

const common: Columns = [
  {
    field: 'operation',
    headerName: words.operation,
    flex: 1.2,
    minWidth: 140,
    valueGetter: (_value, row) => operationNames[row.operation],
    renderCell: ({ row }) => <bdi title={operationNames[row.operation]}>{operationNames[row.operation]}</bdi>,
  },
  {
    field: 'target',
    headerName: words.target,
    flex: 1,
    minWidth: 92,
    valueGetter: (_value, row) => row.target.name,
    renderCell: ({ row }) => <bdi title={row.target.name}>{row.target.name}</bdi>,
  },
  {
    field: 'requester',
    headerName: words.requester,
    width: 120,
    renderCell: ({ row }) => <bdi title={row.requester}>{row.requester}</bdi>,
  },
  {
    field: 'createdAt',
    headerName: words.requested,
    width: 130,
    renderCell: ({ row }) => <TimeText at={row.createdAt} />,
  },
];
const approvals: GridColDef<RequestView> = {
  field: 'approvals',
  headerName: words.approvals,
  width: 100,
  valueGetter: (_value, row) => text.approvals.approvalsOf(row.approvalsCounted, row.approvalsRequired),
};
const status: GridColDef<RequestView> = {
  field: 'status',
  headerName: words.status,
  width: 118,
  renderCell: ({ row }) => <RequestStatusChip status={row.status} />,
};

export const openColumns: Columns = [
  ...common,
  {
    field: 'expiresAt',
    headerName: words.timeLeft,
    width: 108,
    renderCell: ({ row }) => <TimeLeft until={row.expiresAt} />,
  },
  approvals,
  status,
];
export const closedColumns: Columns = [
  ...common,
  {
    field: 'closedAt',
    headerName: words.decided,
    width: 130,
    renderCell: ({ row }) => <TimeText at={row.closedAt} />,
  },
  approvals,
  status,
];

export interface Chosen {
  readonly ids: ReadonlySet<string>;
  /** Those that can be chosen at all. */
  readonly possible: readonly string[];
  readonly set: (ids: readonly string[]) => void;
}

/** May this login approve or deny it? */
export const mayDecide = (request: RequestView): boolean => request.actions.includes('approve');

/** The check boxes of a bulk decision; only requests that this login may decide have one. */
export function chooseColumn({ ids, possible, set }: Chosen): GridColDef<RequestView> {
  const all = possible.length > 0 && possible.every((id) => ids.has(id));
  const toggle = (id: string): void => set(ids.has(id) ? [...ids].filter((other) => other !== id) : [...ids, id]);
  return {
    field: 'choose',
    headerName: words.choose,
    width: 46,
    minWidth: 46,
    sortable: false,
    resizable: false,
    hideable: false,
    renderHeader: () => (
      <Checkbox
        size="small"
        checked={all}
        indeterminate={!all && ids.size > 0}
        disabled={possible.length === 0}
        onChange={() => set(all ? [] : possible)}
        slotProps={{ input: { 'aria-label': text.approvals.chooseAll, tabIndex: -1 } }}
        sx={{ padding: '4px', marginLeft: '-4px' }}
      />
    ),
    renderCell: ({ row, hasFocus }) =>
      mayDecide(row) ? (
        <Checkbox
          size="small"
          checked={ids.has(row.id)}
          onChange={() => toggle(row.id)}
          slotProps={{
            input: { 'aria-label': text.approvals.choose(requestName(row)), tabIndex: hasFocus ? 0 : -1 },
          }}
          sx={{ padding: '4px', marginLeft: '-4px' }}
        />
      ) : null,
  };
}
