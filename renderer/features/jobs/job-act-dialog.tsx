// Confirmations of Retry and Cancel: what will happen, in the fixed order, and why it is done.
import Typography from '@mui/material/Typography';
import type { JobDetails } from '../../../shared/schemas/jobs';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { ConfirmDialog, type ConfirmFacts } from '../../ui/confirm-dialog';
import { useToast } from '../../ui/toast';

export type JobAct = 'retry' | 'cancel';

export interface JobActDialogProps {
  readonly act: JobAct;
  readonly details: JobDetails;
  readonly onClose: () => void;
}

/** The step at which a retry goes on. */
function nextStepName({ steps }: JobDetails): string {
  return steps.find((step) => step.status !== 'Done' && step.status !== 'Skipped')?.name ?? '';
}

function factsOf(act: JobAct, details: JobDetails): ConfirmFacts {
  const { stepsDone, stepsTotal } = details.job;
  if (act === 'retry') {
    const words = text.jobs.retry;
    return {
      happens: words.happens(nextStepName(details), stepsDone, stepsTotal),
      stops: words.stops,
      costs: words.cost,
      undo: words.undo,
      approves: words.approvals,
    };
  }
  const words = text.jobs.cancel;
  return {
    happens: words.happens(stepsDone, stepsTotal),
    stops: words.stops,
    costs: words.cost,
    undo: words.undo,
    approves: words.approvals,
  };
}

export function JobActDialog({ act, details, onClose }: JobActDialogProps) {
  const retry = useCommand('jobs.retry');
  const cancel = useCommand('jobs.cancel');
  const command = act === 'retry' ? retry : cancel;
  const toast = useToast();
  const { id, name } = details.job;
  const words = text.jobs[act];
  return (
    <ConfirmDialog
      open
      danger={act === 'cancel'}
      title={words.title(name)}
      facts={factsOf(act, details)}
      actLabel={words.button(name)}
      pending={command.pending}
      error={command.error}
      onCancel={onClose}
      onConfirm={(justification) =>
        command.start({ id, justification }, () => {
          toast(words.done(name));
          onClose();
        })
      }
    >
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {act === 'retry' ? text.jobs.retry.safe : text.jobs.cancel.kept}
      </Typography>
    </ConfirmDialog>
  );
}
