// Approvals: what waits for other people, and what was decided; live, with details beside the list, decided one by one or several at once.
import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { RequestView } from '../../../shared/schemas/approvals';
import { useCommand } from '../../api/use-command';
import { usePages } from '../../api/use-pages';
import { useMay, useStatus } from '../../api/use-status';
import { text } from '../../text/text';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { ScreenFrame } from '../../ui/screen-frame';
import { SplitPane } from '../../ui/split-pane';
import { useToast } from '../../ui/toast';
import { useCopy } from '../../ui/use-copy';
import { BulkBar } from './bulk-bar';
import { requestName } from './operation-name';
import { RequestActDialogs } from './request-act-dialogs';
import { requestActions } from './request-actions';
import { chooseColumn, closedColumns, mayDecide, openColumns } from './request-columns';
import { RequestDetailsPane } from './request-details-pane';
import { useRequestActs } from './use-request-acts';

const PAGE_SIZE = 50;
const words = text.approvals;
const none: readonly RequestView[] = [];
type Which = 'open' | 'closed';
/** What the details beside the table say anyway. */
const hiddenBeside = ['createdAt', 'requester', 'approvals'];

export function ApprovalsScreen() {
  const { requestId } = useParams();
  const navigate = useNavigate();
  const { copy } = useCopy();
  const toast = useToast();
  const mayExport = useMay('AuditLogs:Export');
  const waiting = useStatus()?.approvals.open ?? 0;
  const evidence = useCommand('approvals.exportEvidence');
  const [which, setWhich] = useState<Which>('open');
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const acts = useRequestActs(() => setChosen([]));
  const pages = usePages('approvals.list', { status: which }, PAGE_SIZE);
  const requests = pages.data?.requests ?? none;

  const open = (id: string): void => void navigate(`/approvals/${id}`);
  const showJob = (jobId: string): void => void navigate(`/jobs/${jobId}`);
  const showAudit = (id: string): void => void navigate(`/audit?target=${id}`);
  const possible = useMemo(() => requests.filter(mayDecide).map(({ id }) => id), [requests]);
  // What was decided meanwhile by others is no longer chosen.
  const still = chosen.filter((id) => possible.includes(id));
  const bulk = requests.filter(({ id }) => still.includes(id));
  const stillKey = still.join(' ');
  const columns = useMemo(
    () =>
      which === 'closed' || possible.length === 0
        ? which === 'closed'
          ? closedColumns
          : openColumns
        : [
            chooseColumn({ ids: new Set(stillKey.split(' ').filter((id) => id !== '')), possible, set: setChosen }),
            ...openColumns,
          ],
    [which, possible, stillKey],
  );

  const table = (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', minHeight: 0 }}>
      {bulk.length === 0 ? null : <BulkBar requests={bulk} acts={acts} onClear={() => setChosen([])} />}
      <Box sx={{ flex: 1, minHeight: 0 }}>
        <DataTable
          key={which}
          id={`approvals-${which}`}
          label={words.tableLabel[which]}
          rows={requests}
          columns={columns}
          nameOf={requestName}
          hiddenByDefault={requestId === undefined ? [] : hiddenBeside}
          loading={pages.isPending}
          error={pages.error}
          onRetry={pages.refetch}
          paging={pages.paging}
          selectedId={requestId ?? selectedId}
          onSelect={(request) => {
            setSelectedId(request.id);
            acts.reset();
            if (requestId !== undefined && request.id !== requestId)
              void navigate(`/approvals/${request.id}`, { replace: true });
          }}
          onOpen={(request) => open(request.id)}
          actionsOf={(request) => requestActions(request, { acts, open, showJob, showAudit, copy })}
          empty={
            <EmptyState
              icon={FactCheckOutlined}
              title={which === 'open' ? words.empty.openTitle : words.empty.closedTitle}
              body={which === 'open' ? words.empty.openBody : words.empty.closedBody}
              action={
                <Button variant="outlined" onClick={() => void navigate('/policy')}>
                  {words.empty.policy}
                </Button>
              }
            />
          }
        />
      </Box>
    </Box>
  );
  return (
    <ScreenFrame
      header={
        <PageHeader
          title={words.title}
          description={words.intro}
          actions={
            mayExport ? (
              <Button
                variant="outlined"
                color="inherit"
                title={words.evidence.hint}
                loading={evidence.pending}
                onClick={() => evidence.start({}, (file) => file !== null && toast(words.evidence.done(file.fileName)))}
              >
                {words.actions.evidence}
              </Button>
            ) : null
          }
        />
      }
      toolbar={
        <Tabs
          value={which}
          onChange={(_event, next: Which) => {
            setWhich(next);
            setChosen([]);
            setSelectedId(null);
            acts.reset();
            if (requestId !== undefined) void navigate('/approvals', { replace: true });
          }}
          aria-label={words.tabs.label}
          sx={{ minHeight: 36 }}
        >
          <Tab value="open" label={waiting === 0 ? words.tabs.open : `${words.tabs.open} (${String(waiting)})`} />
          <Tab value="closed" label={words.tabs.closed} />
        </Tabs>
      }
      notice={
        evidence.error !== null ? (
          <ErrorNotice error={evidence.error} />
        ) : requestId === undefined && acts.dialog === null && (acts.error !== null || acts.notSigned) ? (
          acts.notSigned ? (
            <Notice tone="information">{words.notSigned}</Notice>
          ) : (
            <ErrorNotice error={acts.error} />
          )
        ) : null
      }
    >
      <SplitPane
        id="approvals"
        firstSize={48}
        minPx={380}
        first={table}
        second={
          requestId === undefined ? null : (
            <RequestDetailsPane
              key={requestId}
              requestId={requestId}
              acts={acts}
              onShowJob={showJob}
              onShowAudit={showAudit}
              onClose={() => {
                setSelectedId(requestId);
                void navigate('/approvals');
              }}
            />
          )
        }
      />
      <RequestActDialogs acts={acts} />
    </ScreenFrame>
  );
}
