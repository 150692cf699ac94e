// Differences of all key groups, and the comparison of all of them. Behind the tile of the dashboard.
import CompareArrowsOutlined from '@mui/icons-material/CompareArrowsOutlined';
import Button from '@mui/material/Button';
import type { GridColDef } from '@mui/x-data-grid';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ListedDrift } from '../../../shared/schemas/reconcile';
import { driftLabel, driftValue } from '../../../shared/text/drift-words';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNotice } from '../../ui/error-notice';
import { FilterField } from '../../ui/filter-field';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { ScreenFrame } from '../../ui/screen-frame';
import { TimeText } from '../../ui/time-text';
import { ReadingBar } from './reading-bar';
import { ReconcileDialog } from './reconcile-dialog';
import { useReconcile } from './use-reconcile';

const words = text.reconcile.screen;

interface Row extends Omit<ListedDrift, 'id'> {
  readonly id: string;
  readonly label: string;
}
const value = (row: Row, side: 'ours' | 'aws'): string =>
  row.field === 'policy' ? text.reconcile.policyDiffers.split(';')[0]! : driftValue(row.field, row[side]);

const columns: readonly GridColDef<Row>[] = [
  {
    field: 'groupName',
    headerName: words.columns.group,
    width: 180,
    renderCell: ({ row }) => <bdi title={row.groupName}>{row.groupName}</bdi>,
  },
  {
    field: 'label',
    headerName: words.columns.what,
    flex: 1,
    minWidth: 220,
    renderCell: ({ row }) => <bdi title={row.label}>{row.label}</bdi>,
  },
  {
    field: 'ours',
    headerName: words.columns.ours,
    flex: 1,
    minWidth: 140,
    valueGetter: (_value, row) => value(row, 'ours'),
  },
  {
    field: 'aws',
    headerName: words.columns.aws,
    flex: 1,
    minWidth: 140,
    valueGetter: (_value, row) => value(row, 'aws'),
  },
  {
    field: 'checkedAt',
    headerName: words.columns.checked,
    width: 130,
    renderCell: ({ row }) => <TimeText at={row.checkedAt} />,
  },
];

export function ReconcileScreen() {
  const navigate = useNavigate();
  const answer = useCall('reconcile.list', {});
  const reading = useReconcile();
  const [filter, setFilter] = useState('');
  const [opened, setOpened] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const wanted = filter.trim().toLowerCase();
  const rows = useMemo(
    () =>
      (answer.data?.drifts ?? [])
        .map((drift): Row => ({ ...drift, id: `${drift.groupId} ${drift.id}`, label: driftLabel(drift) }))
        .filter(({ groupName, label }) => wanted === '' || `${groupName}\n${label}`.toLowerCase().includes(wanted)),
    [answer.data, wanted],
  );
  const { total = 0, groups = 0, checkedGroups = 0, failed = [] } = answer.data ?? {};
  const open = (row: Row): void => setOpened({ id: row.groupId, name: row.groupName });
  const all = (
    <Button
      variant="contained"
      startIcon={<CompareArrowsOutlined aria-hidden />}
      disabled={reading.pending || groups === 0}
      onClick={() => reading.start(null)}
    >
      {words.all}
    </Button>
  );
  return (
    <ScreenFrame
      header={
        <PageHeader
          title={words.title}
          description={words.lead}
          actions={
            <>
              <Button variant="outlined" onClick={() => void navigate('/')}>
                {words.back}
              </Button>
              {all}
            </>
          }
        />
      }
      toolbar={<FilterField label={words.search} value={filter} onChange={setFilter} />}
      notice={
        <Notices
          reading={reading}
          failed={failed.map(({ groupName }) => groupName)}
          shown={answer.data?.drifts.length ?? 0}
          total={total}
        />
      }
    >
      <DataTable
        id="reconcile"
        label={words.tableLabel}
        rows={rows}
        columns={columns}
        nameOf={(row) => `${row.groupName} ${row.label}`}
        loading={answer.isPending}
        error={answer.error}
        onRetry={() => void answer.refetch()}
        filtered={wanted !== ''}
        onOpen={open}
        actionsOf={(row) => [
          { id: 'open', label: words.open, icon: CompareArrowsOutlined, shortcut: 'Enter', onSelect: () => open(row) },
        ]}
        empty={
          <EmptyState
            icon={CompareArrowsOutlined}
            title={words.empty.title}
            body={`${checkedGroups === 0 ? words.empty.never : words.empty.body}\n\n${words.compared(checkedGroups, groups)}`}
          />
        }
      />
      {opened === null ? null : <ReconcileDialog group={opened} run onClose={() => setOpened(null)} />}
    </ScreenFrame>
  );
}

interface NoticesProps {
  readonly reading: ReturnType<typeof useReconcile>;
  readonly failed: readonly string[];
  readonly shown: number;
  readonly total: number;
}

function Notices({ reading, failed, shown, total }: NoticesProps) {
  const { pending, progress, error, result, cancel } = reading;
  return (
    <>
      {pending ? <ReadingBar progress={progress} onCancel={cancel} /> : null}
      {error === null ? null : <ErrorNotice error={error} />}
      {result === null ? null : (
        <Notice tone={result.drifts === 0 ? 'good' : 'attention'}>
          {words.result(result.checked, result.drifts)}. {result.busy === 0 ? '' : words.busy(result.busy)}
        </Notice>
      )}
      {failed.length === 0 ? null : <Notice tone="attention">{words.failedGroups(failed.join(', '))}</Notice>}
      {total > shown ? <Notice tone="information">{words.more(shown, total)}</Notice> : null}
    </>
  );
}
