// Logging and Reporting > Jobs: the list, live, with filters; double-click or Enter opens a job beside it.
import ContentCopyOutlined from '@mui/icons-material/ContentCopyOutlined';
import FolderOutlined from '@mui/icons-material/FolderOutlined';
import OpenInNewOutlined from '@mui/icons-material/OpenInNewOutlined';
import PlaylistPlayOutlined from '@mui/icons-material/PlaylistPlayOutlined';
import ReceiptLongOutlined from '@mui/icons-material/ReceiptLongOutlined';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { jobStatuses, type JobDetails, type JobStatus, type JobView } from '../../../shared/schemas/jobs';
import { usePages } from '../../api/use-pages';
import { text } from '../../text/text';
import type { MenuAction } from '../../ui/context-menu';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterField } from '../../ui/filter-field';
import { FilterSelect } from '../../ui/filter-select';
import { PageHeader } from '../../ui/page-header';
import { ScreenFrame } from '../../ui/screen-frame';
import { SplitPane } from '../../ui/split-pane';
import { useCopy } from '../../ui/use-copy';
import { usePreference } from '../../api/use-preference';
import { useSettled } from '../../ui/use-settled';
import { JobActDialog, type JobAct } from './job-act-dialog';
import { jobColumns } from './job-columns';
import { JobDetailsPane } from './job-details-pane';

const PAGE_SIZE = 50;
const words = text.jobs;
const statusOptions = jobStatuses.map((status) => ({ value: status, label: status }));
const noJobs: readonly JobView[] = [];

const readStatuses = (stored: unknown): readonly JobStatus[] =>
  Array.isArray(stored) ? jobStatuses.filter((status) => stored.includes(status)) : [];

export function JobsScreen() {
  const { jobId } = useParams();
  const navigate = useNavigate();
  const { copy } = useCopy();
  const [filter, setFilter] = useState('');
  const statuses = usePreference('jobs.statuses', readStatuses);
  const wanted = useSettled(filter.trim());
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [acting, setActing] = useState<{ readonly act: JobAct; readonly details: JobDetails } | null>(null);

  const filtered = wanted !== '' || statuses.value.length > 0;
  const pages = usePages(
    'jobs.list',
    {
      ...(wanted === '' ? {} : { text: wanted }),
      ...(statuses.value.length === 0 ? {} : { status: [...statuses.value] }),
    },
    PAGE_SIZE,
  );
  const open = (id: string): void => void navigate(`/jobs/${id}`);
  const showGroup = (groupId: string): void => void navigate(`/keys?group=${groupId}`);
  const showAudit = (id: string): void => void navigate(`/audit?job=${id}`);
  const clear = (): void => {
    setFilter('');
    statuses.set([]);
  };
  const actionsOf = (job: JobView): MenuAction[] => {
    const { groupId } = job;
    return [
      {
        id: 'open',
        label: words.actions.open,
        icon: OpenInNewOutlined,
        shortcut: 'Enter',
        onSelect: () => open(job.id),
      },
      ...(groupId === null
        ? []
        : [{ id: 'group', label: words.actions.showGroup, icon: FolderOutlined, onSelect: () => showGroup(groupId) }]),
      { id: 'audit', label: words.actions.showAudit, icon: ReceiptLongOutlined, onSelect: () => showAudit(job.id) },
      {
        id: 'copy',
        label: words.actions.copyId,
        icon: ContentCopyOutlined,
        divided: true,
        onSelect: () => copy(job.id),
      },
    ];
  };

  const table = (
    <DataTable
      id="jobs"
      label={words.tableLabel}
      rows={pages.data?.jobs ?? noJobs}
      columns={jobColumns}
      nameOf={(job) => job.name}
      hiddenByDefault={['kind', 'target', 'queuedAt', 'finishedAt']}
      loading={pages.isPending}
      error={pages.error}
      onRetry={pages.refetch}
      filtered={filtered}
      paging={pages.paging}
      selectedId={jobId ?? selectedId}
      onSelect={(job) => {
        setSelectedId(job.id);
        if (jobId !== undefined && job.id !== jobId) void navigate(`/jobs/${job.id}`, { replace: true });
      }}
      onOpen={(job) => open(job.id)}
      actionsOf={actionsOf}
      empty={
        <EmptyState
          icon={PlaylistPlayOutlined}
          title={words.empty.title}
          body={words.empty.body}
          action={
            <Button variant="contained" onClick={() => void navigate('/keys')}>
              {words.empty.action}
            </Button>
          }
        />
      }
    />
  );
  return (
    <ScreenFrame
      header={<PageHeader title={words.title} description={words.intro} />}
      toolbar={
        <>
          <FilterField label={words.filters.text} value={filter} onChange={setFilter} />
          <FilterSelect
            label={words.filters.status}
            allLabel={words.filters.statusAll}
            severalLabel={words.filters.several}
            options={statusOptions}
            value={statuses.value}
            onChange={statuses.set}
          />
          {filtered ? (
            <Button color="inherit" onClick={clear}>
              {words.filters.clear}
            </Button>
          ) : null}
        </>
      }
    >
      <SplitPane
        id="jobs"
        firstSize={52}
        minPx={360}
        first={table}
        second={
          jobId === undefined ? null : (
            <JobDetailsPane
              key={jobId}
              jobId={jobId}
              onAct={(act, details) => setActing({ act, details })}
              onShowGroup={showGroup}
              onShowAudit={showAudit}
              onClose={() => {
                setSelectedId(jobId);
                void navigate('/jobs');
              }}
            />
          )
        }
      />
      {acting === null ? null : (
        <JobActDialog act={acting.act} details={acting.details} onClose={() => setActing(null)} />
      )}
    </ScreenFrame>
  );
}
