// One report: what it holds, its first rows, and the export with its progress and its result.
import FileDownloadOutlined from '@mui/icons-material/FileDownloadOutlined';
import RefreshOutlined from '@mui/icons-material/RefreshOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useMemo, useState } from 'react';
import type { ReportKindView, SavedReportView, WrittenReport } from '../../../shared/schemas/reports';
import { useCall } from '../../api/use-call';
import { useCommand } from '../../api/use-command';
import { useMay } from '../../api/use-status';
import { text } from '../../text/text';
import { DetailsPane } from '../../ui/details-pane';
import { DetailsSection } from '../../ui/details-section';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { RowSkeletons } from '../../ui/skeletons';
import { useSettled } from '../../ui/use-settled';
import { definitionOf, draftOf, draftRangeIsWrong, newRunId, wholeReport, type ReportDraft } from './report-draft';
import { DeleteSavedDialog, SignOffDialog } from './report-dialogs';
import { ReportFilters } from './report-filters';
import { ReportPreviewTable } from './report-preview-table';
import { ExportProgress } from './export-progress';
import { SaveReportDialog } from './save-report-dialog';
import { SavedFacts } from './saved-facts';
import { WrittenNotice } from './written-notice';

export interface ReportPaneProps {
  readonly kind: ReportKindView;
  readonly saved: SavedReportView | null;
  readonly hasFolder: boolean;
  readonly onSaved: (saved: SavedReportView) => void;
  readonly onDeleted: () => void;
}

const words = text.reports;
const previewRows = 50;

/** The parent gives a new key for another report, so that nothing of the one before is left. */
export function ReportPane({ kind, saved, hasFolder, onSaved, onDeleted }: ReportPaneProps) {
  const mayExport = useMay('AuditLogs:Export');
  const maySignOff = useMay('AuditLogs:Verify');
  const [draft, setDraft] = useState<ReportDraft>(() =>
    saved === null ? wholeReport(kind.kind) : draftOf(saved.definition),
  );
  const [runId, setRunId] = useState<string | null>(null);
  const [written, setWritten] = useState<WrittenReport | null>(null);
  const [dialog, setDialog] = useState<'save' | 'delete' | 'sign-off' | null>(null);
  const exporting = useCommand('reports.run');

  const wrong = draftRangeIsWrong(draft);
  const definition = definitionOf(draft, kind.filters, new Date());
  const run = (to: 'ask' | 'report-folder'): void => {
    const id = newRunId();
    setRunId(id);
    setWritten(null);
    exporting.start({ runId: id, definition: definitionOf(draft, kind.filters, new Date()), to }, setWritten);
  };
  if (!kind.permitted)
    return (
      <DetailsPane label={words.pane} title={kind.title}>
        <Box sx={{ padding: 2 }}>
          <Notice tone="information">{words.notPermitted}.</Notice>
        </Box>
      </DetailsPane>
    );
  return (
    <DetailsPane
      label={words.pane}
      title={saved?.name ?? kind.title}
      {...(mayExport
        ? {
            actions: (
              <>
                {saved === null ? null : (
                  <Button size="small" color="inherit" onClick={() => setDialog('delete')}>
                    {words.remove.button}
                  </Button>
                )}
                <Button
                  size="small"
                  variant="outlined"
                  color="inherit"
                  disabled={wrong}
                  onClick={() => setDialog('save')}
                >
                  {saved === null ? words.save.button : words.save.change}
                </Button>
                {hasFolder ? (
                  <Button
                    size="small"
                    variant="outlined"
                    disabled={exporting.pending || wrong}
                    onClick={() => run('report-folder')}
                  >
                    {words.run.toFolder}
                  </Button>
                ) : null}
                <Button
                  size="small"
                  variant="contained"
                  startIcon={<FileDownloadOutlined aria-hidden />}
                  disabled={exporting.pending || wrong}
                  onClick={() => run('ask')}
                >
                  {words.run.export}
                </Button>
              </>
            ),
          }
        : {})}
    >
      <Box sx={{ padding: '12px 16px 4px', display: 'grid', gap: 1.5 }}>
        <Typography variant="body2">{kind.description}</Typography>
        {saved === null ? null : <SavedFacts saved={saved} />}
        {exporting.pending && runId !== null ? <ExportProgress runId={runId} /> : null}
        {exporting.error === null ? null : <ErrorNotice error={exporting.error} />}
        {written === null ? null : (
          <WrittenNotice
            title={kind.title}
            report={written}
            onClose={() => setWritten(null)}
            {...(kind.kind === 'access-review' && maySignOff ? { onSignOff: () => setDialog('sign-off') } : {})}
          />
        )}
      </Box>
      <DetailsSection title={words.filters.title}>
        <ReportFilters kind={kind} draft={draft} onDraft={setDraft} />
      </DetailsSection>
      <Preview draft={draft} filters={kind.filters} wrong={wrong} />
      {dialog === 'save' ? (
        <SaveReportDialog
          definition={definition}
          saved={saved}
          suggestedName={kind.title}
          hasFolder={hasFolder}
          onClose={() => setDialog(null)}
          onSaved={(view) => {
            setDialog(null);
            onSaved(view);
          }}
        />
      ) : null}
      {dialog === 'delete' && saved !== null ? (
        <DeleteSavedDialog saved={saved} onClose={() => setDialog(null)} onDeleted={onDeleted} />
      ) : null}
      {dialog === 'sign-off' && written !== null ? (
        <SignOffDialog report={written} onClose={() => setDialog(null)} />
      ) : null}
    </DetailsPane>
  );
}

interface PreviewProps {
  readonly draft: ReportDraft;
  readonly filters: readonly string[];
  readonly wrong: boolean;
}

/** Follows the fields once they have settled. */
function Preview({ draft, filters, wrong }: PreviewProps) {
  const settled = useSettled(JSON.stringify(draft));
  // One "now" for a draft, so that it is asked once.
  const definition = useMemo(
    () => definitionOf(JSON.parse(settled) as ReportDraft, filters, new Date()),
    [settled, filters],
  );
  const answer = useCall(
    'reports.preview',
    { definition, limit: previewRows },
    { enabled: !wrong, keepPrevious: true },
  );
  const { data, refetch } = answer;
  // Nothing says that a report's rows have changed: whoever opens it sees them as of now.
  useEffect(() => {
    if (!wrong) void refetch();
  }, [refetch, wrong]);
  return (
    <DetailsSection
      title={words.preview.title}
      action={
        <>
          {data === undefined ? null : (
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              {words.preview.rows(data.rows.length, data.total)}
            </Typography>
          )}
          <Button
            size="small"
            color="inherit"
            startIcon={<RefreshOutlined aria-hidden />}
            onClick={() => void refetch()}
          >
            {words.preview.again}
          </Button>
        </>
      }
    >
      {answer.error !== null ? (
        <ErrorNotice error={answer.error} takeFocus={false} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <RowSkeletons what={words.preview.loading} rows={6} />
      ) : (
        <ReportPreviewTable preview={data} />
      )}
    </DetailsSection>
  );
}
