// The recovery shares: whether they exist, when they were made, and making new ones, which main's own window shows to the custodians.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { DialogFrame } from '../../ui/dialog-frame';
import { ErrorNotice } from '../../ui/error-notice';
import { FactList } from '../../ui/fact-list';
import { Notice } from '../../ui/notice';
import { RowSkeletons } from '../../ui/skeletons';
import { TimeText } from '../../ui/time-text';
import { useToast } from '../../ui/toast';
import { useApprovalWords } from '../approvals/use-approval-words';
import { useControlledCommand } from '../approvals/use-controlled-command';

const words = text.identities.recovery;

export interface SharesDialogProps {
  readonly mayMake: boolean;
  readonly onClose: () => void;
}

/** Mounted only while it is open. */
export function SharesDialog({ mayMake, onClose }: SharesDialogProps) {
  const answer = useCall('recovery.status', {});
  const [making, setMaking] = useState(false);
  const state = answer.data;
  if (making && state !== undefined)
    return (
      <MakeSharesDialog replaces={state.state !== 'no-secret'} onClose={() => setMaking(false)} onMade={onClose} />
    );
  return (
    <DialogFrame
      open
      title={words.title}
      onClose={onClose}
      form={false}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close}>
            {text.common.close}
          </Button>
          {mayMake && state !== undefined ? (
            <Button variant="contained" onClick={() => setMaking(true)}>
              {state.state === 'no-secret' ? words.make : words.makeAgain}
            </Button>
          ) : null}
        </>
      )}
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {words.lead}
        </Typography>
        <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <RowSkeletons what={words.title} rows={2} /> : null}
        {state?.state === 'no-secret' ? <Notice tone="attention">{words.none}</Notice> : null}
        {state === undefined ? null : (
          <FactList
            facts={[
              { label: words.madeAt, value: <TimeText at={state.madeAt} absent={words.neverMade} exact /> },
              { label: words.last, value: <TimeText at={state.last?.at ?? null} absent={words.noLast} exact /> },
            ]}
          />
        )}
      </Box>
    </DialogFrame>
  );
}

function MakeSharesDialog({
  replaces,
  onClose,
  onMade,
}: {
  readonly replaces: boolean;
  readonly onClose: () => void;
  readonly onMade: () => void;
}) {
  const make = useControlledCommand('recovery.makeShares');
  const approves = useApprovalWords('recovery.make-shares');
  const toast = useToast();
  return (
    <ConfirmDialog
      open
      justify={false}
      title={words.makeTitle}
      facts={{
        happens: words.happens,
        stops: replaces ? words.stopsOld : words.stopsNone,
        costs: words.costs,
        undo: words.undo,
        approves,
      }}
      actLabel={replaces ? words.makeAgain : words.make}
      pending={make.pending}
      error={make.error}
      onCancel={onClose}
      onConfirm={() =>
        make.start(
          {},
          {
            onDone: () => {
              toast(words.made);
              onMade();
            },
            onRequested: onMade,
          },
        )
      }
    />
  );
}
