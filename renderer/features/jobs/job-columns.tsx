// Columns of the table of jobs.
import type { GridColDef } from '@mui/x-data-grid';
import type { JobView } from '../../../shared/schemas/jobs';
import { startedByWords } from './started-by-words';
import { text } from '../../text/text';
import { Identifier } from '../../ui/identifier';
import { StatusChip } from '../../ui/status-chip';
import { TimeText } from '../../ui/time-text';
import { JobDuration } from './job-duration';
import { JobProgress } from './job-progress';

const words = text.jobs.columns;

export const jobColumns: readonly GridColDef<JobView>[] = [
  {
    field: 'status',
    headerName: words.status,
    width: 160,
    renderCell: ({ row }) => <StatusChip of="job" state={row.status} />,
  },
  {
    field: 'name',
    headerName: words.name,
    flex: 1.4,
    minWidth: 160,
    renderCell: ({ row }) => <bdi title={row.name}>{row.name}</bdi>,
  },
  { field: 'kind', headerName: words.kind, width: 120, valueGetter: (_value, row) => text.jobs.kinds[row.kind] },
  {
    field: 'target',
    headerName: words.target,
    flex: 1,
    minWidth: 120,
    renderCell: ({ row }) => <bdi title={row.target}>{row.target}</bdi>,
  },
  {
    field: 'progress',
    headerName: words.progress,
    width: 140,
    sortable: false,
    renderCell: ({ row }) => <JobProgress job={row} />,
  },
  {
    field: 'startedBy',
    headerName: words.startedBy,
    width: 130,
    sortable: false,
    renderCell: ({ row }) => <bdi>{startedByWords(row)}</bdi>,
  },
  { field: 'queuedAt', headerName: words.queued, width: 140, renderCell: ({ row }) => <TimeText at={row.queuedAt} /> },
  {
    field: 'startedAt',
    headerName: words.started,
    width: 140,
    renderCell: ({ row }) => <TimeText at={row.startedAt} absent={text.jobs.notStarted} />,
  },
  {
    field: 'finishedAt',
    headerName: words.finished,
    width: 140,
    renderCell: ({ row }) => <TimeText at={row.finishedAt} />,
  },
  {
    field: 'duration',
    headerName: words.duration,
    width: 110,
    align: 'right',
    headerAlign: 'right',
    renderCell: ({ row }) => <JobDuration job={row} />,
  },
  {
    field: 'awsRequestIds',
    headerName: words.requests,
    width: 170,
    sortable: false,
    renderCell: ({ row }) => <JobRequestIds ids={row.awsRequestIds} />,
  },
];

/** The last one, and how many there are: all of them are in the details. */
function JobRequestIds({ ids }: { readonly ids: readonly string[] }) {
  const last = ids.at(-1);
  if (last === undefined) return <>{text.jobs.details.noRequest}</>;
  return (
    <>
      <Identifier value={last} what={words.requests} maxLength={13} />
      {ids.length === 1 ? null : <span>&nbsp;{text.jobs.moreRequests(ids.length - 1)}</span>}
    </>
  );
}
