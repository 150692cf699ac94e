// Retention of the audit log: what is kept, what could go, and the two acts in their order: export first, then remove under dual control.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { ExportedSegment, RetentionView } from '../../../shared/schemas/retention';
import { useCall } from '../../api/use-call';
import { useCommand } from '../../api/use-command';
import { useMay } from '../../api/use-status';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { FactList, type Fact } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import { Notice } from '../../ui/notice';
import { RowSkeletons } from '../../ui/skeletons';
import { TimeText } from '../../ui/time-text';
import { useToast } from '../../ui/toast';
import { useControlledCommand } from '../approvals/use-controlled-command';
import { ExportProgress } from '../reports/export-progress';
import { newRunId } from '../reports/report-draft';
import { RemovedSegments } from './removed-segments';
import { SettingsSection } from './settings-section';

const words = text.settings.retention;

export function RetentionSection() {
  const answer = useCall('retention.get', {});
  const exporting = useCommand('retention.export');
  const mayExport = useMay('AuditLogs:Export');
  const [runId, setRunId] = useState('');
  const [exported, setExported] = useState<ExportedSegment | null>(null);
  const view = answer.data;
  const exportError = exporting.error?.shape.code === 'input.cancelled' ? null : exporting.error;
  const start = (): void => {
    const id = newRunId();
    setRunId(id);
    exporting.start({ runId: id }, (segment) => {
      if (segment !== null) setExported(segment);
    });
  };
  // Removed, or not removable any more: what was exported is history then.
  const waiting = exported !== null && view?.removable?.from === exported.from ? exported : null;
  return (
    <SettingsSection
      title={words.title}
      lead={words.lead}
      {...(mayExport && view !== undefined && view.removable !== null
        ? {
            actions: (
              <Button size="small" variant="outlined" color="inherit" disabled={exporting.pending} onClick={start}>
                {words.export}
              </Button>
            ),
          }
        : {})}
    >
      {answer.error !== null ? (
        <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} takeFocus={false} />
      ) : view === undefined ? (
        <RowSkeletons what={words.loading} rows={2} />
      ) : (
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          <FactList labelWidth={168} facts={factsOf(view)} />
          {exporting.pending ? <ExportProgress runId={runId} /> : null}
          {exportError === null ? null : <ErrorNotice error={exportError} />}
          {waiting === null ? null : <RemovableSegment segment={waiting} onRemoved={() => setExported(null)} />}
          {view.segments.length === 0 ? null : <RemovedSegments segments={view.segments} />}
        </Box>
      )}
    </SettingsSection>
  );
}

const factsOf = ({ months, oldest, removable }: RetentionView): readonly Fact[] => [
  { label: words.kept, value: words.months(months) },
  {
    label: words.oldest,
    value:
      oldest === null ? (
        words.empty
      ) : (
        <>
          {words.entry(oldest.sequence)} · <TimeText at={oldest.at} />
        </>
      ),
  },
  {
    label: words.removable,
    value:
      removable === null ? (
        words.nothing
      ) : (
        <>
          {words.range(removable.from, removable.to)} · <TimeText at={removable.firstAt} /> –{' '}
          <TimeText at={removable.lastAt} />
        </>
      ),
  },
];

/** Exported and read back. Removing is for who manages settings, and asks others for their approval. */
function RemovableSegment({
  segment,
  onRemoved,
}: {
  readonly segment: ExportedSegment;
  readonly onRemoved: () => void;
}) {
  const remove = useControlledCommand('retention.remove');
  const mayManage = useMay('Settings:Manage');
  const toast = useToast();
  return (
    <Notice tone="information" title={words.exported(segment.from, segment.to)}>
      <Box sx={{ display: 'grid', gap: 1.25, justifyItems: 'start' }}>
        <Identifier value={`${segment.folder}/${segment.directory}`} what={words.directory} maxLength={0} />
        {words.keep}
        {mayManage ? (
          <Button
            size="small"
            variant="outlined"
            color="error"
            loading={remove.pending}
            onClick={() =>
              remove.start(
                { segmentId: segment.segmentId },
                {
                  onDone: () => {
                    toast(words.removed(segment.from, segment.to));
                    onRemoved();
                  },
                  onRequested: () => undefined,
                },
              )
            }
          >
            {words.remove}
          </Button>
        ) : (
          words.askManager
        )}
        {remove.error === null ? null : <ErrorNotice error={remove.error} />}
      </Box>
    </Notice>
  );
}
