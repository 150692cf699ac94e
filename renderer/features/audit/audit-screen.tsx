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
import { useNavigate, useSearchParams } from 'react-router';
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
import { useZoneName } from '../../ui/time-display';
import { useCopy } from '../../ui/use-copy';
import { auditColumns, hiddenAuditColumns, type AuditRow } from './audit-columns';
import { AuditDetailsPane } from './audit-details-pane';
import { everything, isFiltered } from './audit-filter';
import type { AuditJumps } from './audit-links';
import { AuditToolbar } from './audit-toolbar';
import { ExportNotice } from './export-notice';
import { IntegrityState } from './integrity-state';
import { SavedFilters } from './saved-filters';
import { useAuditFilter } from './use-audit-filter';
import { ZoneSwitch } from './zone-switch';

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
  const [params, setParams] = useSearchParams();
  const zone = useZoneName();
  const columns = useMemo(() => auditColumns(zone), [zone]);
  // In the address, so that whoever comes back from a job finds the entry open.
  const openedSequence = /^[1-9]\d{0,14}$/.test(params.get('entry') ?? '') ? Number(params.get('entry')) : null;
  const open = (sequence: number | null): void =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (sequence === null) next.delete('entry');
        else next.set('entry', String(sequence));
        return next;
      },
      { replace: true },
    );
  const mayExport = useMay('AuditLogs:Export');
  const mayVerify = useMay('AuditLogs:Verify');

  const rows = useMemo<readonly AuditRow[]>(
    () => (pages.data?.entries ?? []).map((entry) => ({ ...entry, id: entry.sequence })),
    [pages.data],
  );
  const jumps: AuditJumps = {
    showJob: (jobId) => void navigate(`/jobs/${jobId}`),
    showRequest: (requestId) => void navigate(`/approvals/${requestId}`),
    showKey: (key) => void navigate(`/keys?group=${key.groupId}&key=${key.id}`),
    onlyJob: (jobId) => setChoice({ ...everything, jobId }),
    onlyTarget: (targetId) => setChoice({ ...everything, targetId }),
  };
  const actionsOf = (entry: AuditRow): MenuAction[] => {
    const { jobId, awsRequestId } = entry;
    return [
      {
        id: 'open',
        label: words.actions.open,
        icon: OpenInNewOutlined,
        shortcut: 'Enter',
        onSelect: () => open(entry.sequence),
      },
      ...(jobId === null
        ? []
        : [
            {
              id: 'job',
              label: words.actions.showJob,
              icon: PlaylistPlayOutlined,
              onSelect: () => jumps.showJob(jobId),
            },
            { id: 'same', label: words.actions.sameJob, icon: FilterAltOutlined, onSelect: () => jumps.onlyJob(jobId) },
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
          <SavedFilters choice={choice} onChoice={setChoice} />
          <Box sx={{ flex: 1 }} />
          <ZoneSwitch />
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
            columns={columns}
            nameOf={(entry) => words.details.title(String(entry.sequence))}
            hiddenByDefault={hiddenAuditColumns}
            loading={pages.isPending}
            error={pages.error}
            onRetry={pages.refetch}
            filtered={isFiltered(choice)}
            paging={pages.paging}
            selectedId={openedSequence ?? selectedId}
            onSelect={(entry) => {
              setSelectedId(entry.id);
              if (openedSequence !== null && openedSequence !== entry.sequence) open(entry.sequence);
            }}
            onOpen={(entry) => open(entry.sequence)}
            actionsOf={actionsOf}
            empty={<EmptyState icon={ReceiptLongOutlined} title={words.empty.title} body={words.empty.body} />}
          />
        }
        second={
          openedSequence === null ? null : (
            <AuditDetailsPane
              sequence={openedSequence}
              row={rows.find(({ sequence }) => sequence === openedSequence) ?? null}
              jumps={jumps}
              onClose={() => {
                setSelectedId(openedSequence);
                open(null);
              }}
            />
          )
        }
      />
    </ScreenFrame>
  );
}
