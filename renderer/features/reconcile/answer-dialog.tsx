// The confirmation of an answer to differences: what happens, the calls of a push, who approves, and the reason.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { pushCalls } from '../../../shared/drift-push';
import type { Drift, DriftAnswer, ReconciliationView } from '../../../shared/schemas/reconcile';
import { driftLabel, driftValue } from '../../../shared/text/drift-words';
import { text } from '../../text/text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { useToast } from '../../ui/toast';
import { useApprovalWords } from '../approvals/use-approval-words';
import { useControlledCommand } from '../approvals/use-controlled-command';
import { PlannedCalls } from '../keys/planned-calls';

const words = text.reconcile;

export interface AnswerDialogProps {
  readonly answer: DriftAnswer;
  readonly found: ReconciliationView;
  /** The chosen differences that can be answered so. */
  readonly drifts: readonly Drift[];
  /** How many of the chosen ones cannot. */
  readonly leftOut: number;
  readonly onClose: () => void;
  /** It was confirmed: done, begun, or waits for approval. */
  readonly onDone: () => void;
}

export function AnswerDialog({ answer, found, drifts, leftOut, onClose, onDone }: AnswerDialogProps) {
  const command = useControlledCommand(`reconcile.${answer}`);
  const approves = useApprovalWords(`reconcile.${answer}`);
  const toast = useToast();
  const act = words.act[answer](drifts.length, found.groupName);
  const confirm = (justification: string): void =>
    command.start(
      { groupId: found.groupId, driftIds: drifts.map(({ id }) => id), checkedAt: found.checkedAt, justification },
      {
        justification,
        onDone: () => {
          toast(words.done[answer]);
          onDone();
        },
        onRequested: onDone,
      },
    );
  return (
    <ConfirmDialog
      open
      width="md"
      title={act}
      actLabel={act}
      facts={{
        happens: <Happens answer={answer} drifts={drifts} />,
        stops: words.stops[answer],
        undo: words.undo[answer],
        approves,
      }}
      pending={command.pending}
      error={command.error}
      onCancel={onClose}
      onConfirm={confirm}
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        {leftOut === 0 || answer === 'ignore' ? null : (
          <Typography variant="body2">{words.notAll(answer, leftOut)}</Typography>
        )}
        {answer === 'push' ? <PlannedCalls calls={[...pushCalls(drifts)]} /> : null}
      </Box>
    </ConfirmDialog>
  );
}

function Happens({ answer, drifts }: Pick<AnswerDialogProps, 'answer' | 'drifts'>) {
  const value = (drift: Drift, side: 'ours' | 'aws'): string =>
    drift.field === 'policy' ? words.policyDiffers : driftValue(drift.field, drift[side]);
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <span>{words.happens[answer]}</span>
      <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5, maxHeight: 160, overflow: 'auto' }}>
        {drifts.map((drift) => (
          <li key={drift.id}>
            {driftLabel(drift)}. {words.change(value(drift, 'ours'), value(drift, 'aws'))}
          </li>
        ))}
      </Box>
    </Box>
  );
}
