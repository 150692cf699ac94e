// Logging and Reporting > Audit Logs: newest first, paged and filtered by main, with export and verification.
import ContentCopyOutlined from '@mui/icons-material/ContentCopyOutlined';
import FileDownloadOutlined from '@mui/icons-material/FileDownloadOutlined';
import FilterAltOutlined from '@mui/icons-material/FilterAltOutlined';
import OpenInNewOutlined from '@mui/icons-material/OpenInNewOutlined';
import PlaylistPlayOutlined from '@mui/icons-material/PlaylistPlayOutlined';
import ReceiptLongOutlined from '@mui/icons-material/ReceiptLongOutlined';
import VerifiedUserOutlined from '@mui/icons-material/VerifiedUserOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useCommand } from '../../api/use-command';
import { usePages } from '../../api/use-pages';
import { useMay, useStatus } from '../../api/use-status';
import { text } from '../../text/text';
import type { MenuAction } from '../../ui/context-menu';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNotice } from '../../ui/error-notice';
import { PageHeader } from '../../ui/page-header';
import { ScreenFrame } from '../../ui/screen-frame';
import { SplitPane } from '../../ui/split-pane';
import { useCopy } from '../../ui/use-copy';
import { auditColumns, type AuditRow } from './audit-columns';
import { AuditDetailsPane } from './audit-details-pane';
import { isFiltered } from './audit-filter';
import { AuditToolbar } from './audit-toolbar';
import { ExportNotice } from './export-notice';
import { IntegrityState } from './integrity-state';
import { useAuditFilter } from './use-audit-filter';

const PAGE_SIZE = 100;
const words = text.audit;

export function AuditScreen() {
  const navigate = useNavigate();
  const status = useStatus();
  const { copy } = useCopy();
  const { choice, setChoice, filter, exportFilter } = useAuditFilter();
  const pages = usePages('audit.list', { filter }, PAGE_SIZE);
  const exporting = useCommand('audit.exportCsv');
  const verifying = useCommand('audit.verify');
  const [exported, setExported] = useState<{ fileName: string; rows: number; sha256: string } | null>(null);
  const [selectedId, setSelectedId] = useState<number | null>(null);
  const [opened, setOpened] = useState<AuditRow | null>(null);
  const mayExport = useMay('AuditLogs:Export');
  const mayVerify = useMay('AuditLogs:Verify');

  const rows = useMemo<readonly AuditRow[]>(
    () => (pages.data?.entries ?? []).map((entry) => ({ ...entry, id: entry.sequence })),
    [pages.data],
  );
  const showJob = (jobId: string): void => void navigate(`/jobs/${jobId}`);
  const onlyJob = (jobId: string): void => setChoice({ ...choice, jobId });
  const actionsOf = (entry: AuditRow): MenuAction[] => {
    const { jobId, awsRequestId } = entry;
    return [
      {
        id: 'open',
        label: words.actions.open,
        icon: OpenInNewOutlined,
        shortcut: 'Enter',
        onSelect: () => setOpened(entry),
      },
      ...(jobId === null
        ? []
        : [
            { id: 'job', label: words.actions.showJob, icon: PlaylistPlayOutlined, onSelect: () => showJob(jobId) },
            { id: 'same', label: words.actions.sameJob, icon: FilterAltOutlined, onSelect: () => onlyJob(jobId) },
          ]),
      {
        id: 'hash',
        label: words.actions.copyHash,
        icon: ContentCopyOutlined,
        divided: true,
        onSelect: () => copy(entry.hash),
      },
      ...(awsRequestId === null
        ? []
        : [
            {
              id: 'request',
              label: words.actions.copyRequest,
              icon: ContentCopyOutlined,
              onSelect: () => copy(awsRequestId),
            },
          ]),
    ];
  };
  const failed = exporting.error ?? verifying.error;

  return (
    <ScreenFrame
      header={
        <PageHeader
          title={words.title}
          description={words.intro}
          actions={
            <>
              {mayVerify ? (
                <Tooltip title={words.verifyHint} describeChild>
                  <Button
                    variant="outlined"
                    startIcon={<VerifiedUserOutlined aria-hidden />}
                    loading={verifying.pending}
                    onClick={() => verifying.start({})}
                  >
                    {words.verifyButton}
                  </Button>
                </Tooltip>
              ) : null}
              {mayExport ? (
                <Tooltip title={words.exportHint} describeChild>
                  <Button
                    variant="contained"
                    startIcon={<FileDownloadOutlined aria-hidden />}
                    loading={exporting.pending}
                    onClick={() =>
                      exporting.start({ filter: exportFilter() }, (file) => file !== null && setExported(file))
                    }
                  >
                    {words.exportButton}
                  </Button>
                </Tooltip>
              ) : null}
            </>
          }
        />
      }
      toolbar={
        <>
          <AuditToolbar choice={choice} onChoice={setChoice} />
          <Box sx={{ flex: 1 }} />
          {status === null ? null : <IntegrityState integrity={status.integrity} />}
        </>
      }
      notice={
        failed !== null ? (
          <ErrorNotice error={failed} />
        ) : exported !== null ? (
          <ExportNotice
            file={exported}
            evaluation={status?.environment === 'EVALUATION'}
            onClose={() => setExported(null)}
          />
        ) : null
      }
    >
      <SplitPane
        id="audit"
        firstSize={62}
        minPx={360}
        first={
          <DataTable
            id="audit"
            label={words.tableLabel}
            rows={rows}
            columns={auditColumns}
            nameOf={(entry) => words.details.title(String(entry.sequence))}
            hiddenByDefault={['event', 'severity', 'awsRequestId', 'target']}
            loading={pages.isPending}
            error={pages.error}
            onRetry={pages.refetch}
            filtered={isFiltered(choice)}
            paging={pages.paging}
            selectedId={selectedId}
            onSelect={(entry) => {
              setSelectedId(entry.id);
              if (opened !== null) setOpened(entry);
            }}
            onOpen={setOpened}
            actionsOf={actionsOf}
            empty={<EmptyState icon={ReceiptLongOutlined} title={words.empty.title} body={words.empty.body} />}
          />
        }
        second={
          opened === null ? null : (
            <AuditDetailsPane entry={opened} onShowJob={showJob} onOnlyJob={onlyJob} onClose={() => setOpened(null)} />
          )
        }
      />
    </ScreenFrame>
  );
}
