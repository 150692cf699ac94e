// Confirmation of Force Rotate: read fresh from main, frozen by its digest, justified, and named on the button.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect } from 'react';
import type { KeyGroupView } from '../../../shared/schemas/key-groups';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { ConfirmDialog, type ConfirmFacts } from '../../ui/confirm-dialog';
import { DialogFrame } from '../../ui/dialog-frame';
import { RowSkeletons } from '../../ui/skeletons';
import { useToast } from '../../ui/toast';
import { useControlledCommand } from '../approvals/use-controlled-command';
import { PlannedCalls } from './planned-calls';
import { rotationFacts } from './rotation-facts';

export interface ForceRotateDialogProps {
  readonly group: KeyGroupView;
  readonly onClose: () => void;
  readonly onStarted: () => void;
}

const words = text.keyGroupDialogs.rotate;

/** While the AWS side is read, or when it cannot be: nothing can be confirmed yet. */
function Unread(props: {
  readonly name: string;
  readonly onClose: () => void;
  readonly error: ReturnType<typeof useCall>['error'];
  readonly onRetry: () => void;
}) {
  return (
    <DialogFrame
      open
      title={words.title(props.name)}
      width="md"
      onClose={props.onClose}
      error={props.error}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close}>
            {text.keyGroupDialogs.cancel}
          </Button>
          {props.error === null ? null : (
            <Button variant="contained" onClick={props.onRetry}>
              {words.again}
            </Button>
          )}
        </>
      )}
    >
      {props.error === null ? <RowSkeletons what={words.loading} rows={8} /> : null}
    </DialogFrame>
  );
}

export function ForceRotateDialog({ group, onClose, onStarted }: ForceRotateDialogProps) {
  const rotate = useControlledCommand('groups.forceRotate');
  const toast = useToast();
  const answer = useCall('groups.previewForceRotate', { groupId: group.id });
  const { refetch } = answer;
  const preview = answer.data;
  // What an earlier look found may no longer be so: each opening reads the AWS side again.
  useEffect(() => void refetch({ cancelRefetch: false }), [refetch]);
  const read = (): void => {
    rotate.reset();
    void answer.refetch();
  };
  if (preview === undefined || answer.error !== null)
    return <Unread name={group.name} onClose={onClose} error={answer.error} onRetry={read} />;
  const facts: ConfirmFacts = rotationFacts(preview);
  return (
    <ConfirmDialog
      open
      width="md"
      title={words.title(group.name)}
      facts={facts}
      actLabel={words.button(group.name)}
      loading={answer.isFetching}
      pending={rotate.pending}
      error={rotate.error}
      onCancel={onClose}
      onConfirm={(justification) =>
        rotate.start(
          { groupId: group.id, previewDigest: preview.digest, justification },
          {
            justification,
            onDone: () => {
              toast(words.started(group.name));
              onStarted();
              onClose();
            },
            onRequested: onClose,
          },
        )
      }
    >
      <PlannedCalls calls={preview.calls} />
      {rotate.error?.shape.code === 'state.conflict' ? (
        <Box sx={{ marginTop: 1.5 }}>
          <Button variant="outlined" onClick={read}>
            {words.again}
          </Button>
        </Box>
      ) : null}
    </ConfirmDialog>
  );
}
