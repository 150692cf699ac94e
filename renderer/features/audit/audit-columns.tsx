// Columns of the table of audit entries. Times are exact, in the zone that the head of their column says.
import type { GridColDef } from '@mui/x-data-grid';
import type { AuditEntryView } from '../../../shared/schemas/audit';
import { text } from '../../text/text';
import { Identifier } from '../../ui/identifier';
import { StatusChip } from '../../ui/status-chip';
import { TimeText } from '../../ui/time-text';
import { identitiesText } from './audit-details-pane';

const words = text.audit.columns;

/** An entry as a row: the table wants an id. */
export type AuditRow = AuditEntryView & { readonly id: number };

/** Longer texts are cut in the table: a cell of megabytes would hold up the window. The details show more. */
const mostShown = 400;
const cut = (value: string): string => (value.length > mostShown ? `${value.slice(0, mostShown)}…` : value);

/** Hidden until they are asked for, so that nothing has to be scrolled sideways. */
export const hiddenAuditColumns = ['event', 'severity', 'awsRequestId', 'target'];

/** @param zone as `useZoneName` gives it */
export const auditColumns = (zone: string): readonly GridColDef<AuditRow>[] => [
  { field: 'sequence', headerName: words.sequence, type: 'number', width: 72 },
  {
    field: 'at',
    headerName: words.atIn(zone),
    width: 160,
    renderCell: ({ row }) => <TimeText at={row.at} zoneStated />,
  },
  {
    field: 'severity',
    headerName: words.severity,
    width: 120,
    renderCell: ({ row }) => <StatusChip of="severity" state={row.severity} />,
  },
  { field: 'category', headerName: words.category, width: 104 },
  {
    field: 'event',
    headerName: words.event,
    width: 200,
    renderCell: ({ row }) => <Identifier value={row.event} what={words.event} maxLength={0} />,
  },
  {
    field: 'outcome',
    headerName: words.outcome,
    width: 110,
    renderCell: ({ row }) => <StatusChip of="outcome" state={row.outcome} />,
  },
  {
    field: 'message',
    headerName: words.message,
    flex: 2,
    minWidth: 220,
    renderCell: ({ row }) => <bdi title={cut(row.message)}>{cut(row.message)}</bdi>,
  },
  {
    field: 'identities',
    headerName: words.identities,
    width: 140,
    renderCell: ({ row }) => <bdi>{identitiesText(row)}</bdi>,
  },
  {
    field: 'target',
    headerName: words.target,
    flex: 0.8,
    minWidth: 120,
    renderCell: ({ row }) =>
      row.target === null ? text.common.notSet : <bdi>{cut(row.target.name ?? row.target.id)}</bdi>,
  },
  {
    field: 'awsRequestId',
    headerName: words.request,
    width: 180,
    renderCell: ({ row }) =>
      row.awsRequestId === null ? text.common.notSet : <Identifier value={row.awsRequestId} what={words.request} />,
  },
];
