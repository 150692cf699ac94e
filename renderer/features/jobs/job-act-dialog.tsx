// Confirmations of Retry and Cancel: what will happen, in the fixed order, and why it is done.
import Typography from '@mui/material/Typography';
import type { JobDetails } from '../../../shared/schemas/jobs';
import { text } from '../../text/text';
import { ConfirmDialog, type ConfirmFacts } from '../../ui/confirm-dialog';
import { useToast } from '../../ui/toast';
import { useApprovalWords } from '../approvals/use-approval-words';
import { useControlledCommand } from '../approvals/use-controlled-command';

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

function factsOf(act: JobAct, details: JobDetails, approves: string): ConfirmFacts {
  const { stepsDone, stepsTotal } = details.job;
  if (act === 'retry') {
    const words = text.jobs.retry;
    return {
      happens: words.happens(nextStepName(details), stepsDone, stepsTotal),
      stops: words.stops,
      costs: words.cost,
      undo: words.undo,
      approves,
    };
  }
  const words = text.jobs.cancel;
  return {
    happens: words.happens(stepsDone, stepsTotal),
    stops: words.stops,
    costs: words.cost,
    undo: words.undo,
    approves,
  };
}

export function JobActDialog({ act, details, onClose }: JobActDialogProps) {
  const retry = useControlledCommand('jobs.retry');
  const cancel = useControlledCommand('jobs.cancel');
  const command = act === 'retry' ? retry : cancel;
  const approves = useApprovalWords('job.resolve');
  const toast = useToast();
  const { id, name } = details.job;
  const words = text.jobs[act];
  return (
    <ConfirmDialog
      open
      danger={act === 'cancel'}
      title={words.title(name)}
      facts={factsOf(act, details, approves)}
      actLabel={words.button(name)}
      pending={command.pending}
      error={command.error}
      onCancel={onClose}
      onConfirm={(justification) =>
        command.start(
          { id, justification },
          {
            justification,
            onDone: () => {
              toast(words.done(name));
              onClose();
            },
            onRequested: onClose,
          },
        )
      }
    >
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {act === 'retry' ? text.jobs.retry.safe : text.jobs.cancel.kept}
      </Typography>
    </ConfirmDialog>
  );
}
