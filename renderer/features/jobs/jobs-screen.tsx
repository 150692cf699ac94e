// Logging and Reporting > Jobs: the list, live, with filters; double-click or Enter opens a job beside it.
import ContentCopyOutlined from '@mui/icons-material/ContentCopyOutlined';
import FolderOutlined from '@mui/icons-material/FolderOutlined';
import InsightsOutlined from '@mui/icons-material/InsightsOutlined';
import OpenInNewOutlined from '@mui/icons-material/OpenInNewOutlined';
import PlaylistPlayOutlined from '@mui/icons-material/PlaylistPlayOutlined';
import ReceiptLongOutlined from '@mui/icons-material/ReceiptLongOutlined';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import type { JobDetails, JobView } from '../../../shared/schemas/jobs';
import { usePages } from '../../api/use-pages';
import { text } from '../../text/text';
import type { MenuAction } from '../../ui/context-menu';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';
import { ScreenFrame } from '../../ui/screen-frame';
import { SplitPane } from '../../ui/split-pane';
import { useCopy } from '../../ui/use-copy';
import { JobActDialog, type JobAct } from './job-act-dialog';
import { jobColumns } from './job-columns';
import { JobDetailsPane } from './job-details-pane';
import { JobStatisticsDialog } from './job-statistics-dialog';
import { JobToolbar } from './job-toolbar';
import { useJobFilter } from './use-job-filter';

const PAGE_SIZE = 50;
const words = text.jobs;
const noJobs: readonly JobView[] = [];

export function JobsScreen() {
  const { jobId } = useParams();
  const navigate = useNavigate();
  // A filter in the address stays while jobs are opened and closed.
  const { search } = useLocation();
  const { copy } = useCopy();
  const filter = useJobFilter();
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [statistics, setStatistics] = useState(false);
  const [acting, setActing] = useState<{ readonly act: JobAct; readonly details: JobDetails } | null>(null);

  const pages = usePages('jobs.list', filter.query, PAGE_SIZE);
  const open = (id: string): void => void navigate({ pathname: `/jobs/${id}`, search });
  const showGroup = (groupId: string): void => void navigate(`/keys?group=${groupId}`);
  const showAudit = (id: string): void => void navigate(`/audit?job=${id}`);
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
      hiddenByDefault={['kind', 'queuedAt', 'awsRequestIds', 'target']}
      loading={pages.isPending}
      error={pages.error}
      onRetry={pages.refetch}
      filtered={filter.filtered}
      sorting={filter.sorting}
      paging={pages.paging}
      selectedId={jobId ?? selectedId}
      onSelect={(job) => {
        setSelectedId(job.id);
        if (jobId !== undefined && job.id !== jobId)
          void navigate({ pathname: `/jobs/${job.id}`, search }, { replace: true });
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
      header={
        <PageHeader
          title={words.title}
          description={words.intro}
          actions={
            <Button
              variant="outlined"
              color="inherit"
              startIcon={<InsightsOutlined aria-hidden />}
              onClick={() => setStatistics(true)}
            >
              {words.statistics.button}
            </Button>
          }
        />
      }
      toolbar={<JobToolbar filter={filter} />}
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
                void navigate({ pathname: '/jobs', search });
              }}
            />
          )
        }
      />
      {statistics ? <JobStatisticsDialog onClose={() => setStatistics(false)} /> : null}
      {acting === null ? null : (
        <JobActDialog act={acting.act} details={acting.details} onClose={() => setActing(null)} />
      )}
    </ScreenFrame>
  );
}
