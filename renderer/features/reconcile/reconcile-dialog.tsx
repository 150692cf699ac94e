// Reconcile one key group: AWS is read, differences stand side by side, and chosen ones are answered.
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { driftAnswers, type Drift, type DriftAnswer, type ReconciliationView } from '../../../shared/schemas/reconcile';
import { useCall } from '../../api/use-call';
import { useMay } from '../../api/use-status';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { RowSkeletons } from '../../ui/skeletons';
import { TimeText } from '../../ui/time-text';
import { AnswerDialog } from './answer-dialog';
import { DriftTable } from './drift-table';
import { ReadingBar } from './reading-bar';
import { BesideFacts, IgnoredDrifts, UnreadParts } from './reconcile-facts';
import { useReconcile } from './use-reconcile';

const words = text.reconcile;

export interface ReconcileDialogProps {
  readonly group: { readonly id: string; readonly name: string };
  /** Only the KMS key of this key. */
  readonly only?: { readonly id: string; readonly name: string };
  /** Read AWS as the dialog opens; else the last comparison is shown. */
  readonly run: boolean;
  readonly onClose: () => void;
}

export function ReconcileDialog({ group, only, run, onClose }: ReconcileDialogProps) {
  const reading = useReconcile();
  const answer = useCall('reconcile.get', { groupId: group.id });
  const mayAnswer = useMay('Keys:Modify');
  const [chosenIds, setChosenIds] = useState<readonly string[]>([]);
  const [answering, setAnswering] = useState<DriftAnswer | null>(null);
  const { start } = reading;
  const onlyId = only?.id;
  useEffect(() => {
    if (run) start(group.id, onlyId);
  }, [run, start, group.id, onlyId]);
  const { refetch } = answer;
  const result = reading.result;
  useEffect(() => {
    if (result !== null) void refetch();
  }, [result, refetch]);

  const found = answer.data ?? null;
  const chosen = (found?.drifts ?? []).filter(({ id }) => chosenIds.includes(id));
  const fits = (kind: DriftAnswer, drift: Drift): boolean => kind === 'ignore' || drift.may.includes(kind);
  const shown = reading.pending ? null : found;
  return (
    <>
      <DialogFrame
        open={answering === null}
        width="lg"
        title={words.title(only?.name ?? group.name)}
        onClose={onClose}
        error={reading.error ?? answer.error}
        actions={(close) => (
          <>
            {shown === null || shown.drifts.length === 0 || !mayAnswer ? null : (
              <Typography variant="body2" sx={{ flex: 1, paddingLeft: 1, color: 'text.secondary' }} role="status">
                {words.chosen(chosen.length)}
              </Typography>
            )}
            <Button color="inherit" onClick={close}>
              {words.close}
            </Button>
            <Button variant="outlined" disabled={reading.pending} onClick={() => start(group.id, onlyId)}>
              {words.again}
            </Button>
            {shown === null || shown.drifts.length === 0 || !mayAnswer
              ? null
              : driftAnswers.map((kind) => (
                  <Button
                    key={kind}
                    variant="contained"
                    disabled={!chosen.some((drift) => fits(kind, drift))}
                    onClick={() => setAnswering(kind)}
                  >
                    {words.buttons[kind]}
                  </Button>
                ))}
          </>
        )}
      >
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {words.lead}
          </Typography>
          {reading.pending ? <ReadingBar progress={reading.progress} onCancel={reading.cancel} /> : null}
          {result !== null && result.busy > 0 ? <Notice tone="attention">{words.busy}</Notice> : null}
          {shown !== null ? (
            <Found
              found={shown}
              chosen={mayAnswer ? new Set(chosen.map(({ id }) => id)) : null}
              onChoose={setChosenIds}
            />
          ) : reading.pending || answer.isPending ? (
            <RowSkeletons what={words.loading} rows={6} />
          ) : null}
        </Box>
      </DialogFrame>
      {answering === null || found === null ? null : (
        <AnswerDialog
          answer={answering}
          found={found}
          drifts={chosen.filter((drift) => fits(answering, drift))}
          leftOut={chosen.filter((drift) => !fits(answering, drift)).length}
          onClose={() => setAnswering(null)}
          onDone={() => {
            setAnswering(null);
            setChosenIds([]);
            onClose();
          }}
        />
      )}
    </>
  );
}

interface FoundProps {
  readonly found: ReconciliationView;
  readonly chosen: ReadonlySet<string> | null;
  readonly onChoose: (ids: readonly string[]) => void;
}

function Found({ found, chosen, onChoose }: FoundProps) {
  return (
    <>
      {found.error === null ? null : (
        <>
          <Notice tone="attention">{words.failed}</Notice>
          <ErrorNotice error={found.error} />
        </>
      )}
      <Typography variant="body2">
        {words.checked} <TimeText at={found.checkedAt} exact /> · {found.checkedBy.join(', ')}
      </Typography>
      {found.settling.length === 0 ? null : <Notice tone="information">{words.settling(found.settling.length)}</Notice>}
      {found.drifts.length > 0 ? (
        <DriftTable drifts={found.drifts} chosen={chosen} onChoose={onChoose} />
      ) : found.error === null && found.settling.length === 0 ? (
        <Box sx={{ minHeight: 150 }}>
          <EmptyState icon={CheckCircleOutlined} title={words.none.title} body={words.none.body} />
        </Box>
      ) : null}
      <UnreadParts unread={found.unread} />
      <IgnoredDrifts ignored={found.ignored} />
      <BesideFacts keys={found.keys} />
    </>
  );
}
