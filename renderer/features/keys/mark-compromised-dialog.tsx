// Confirmation of marking a key as compromised.
import type { KeyView } from '../../../shared/schemas/key-groups';
import { text } from '../../text/text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { useToast } from '../../ui/toast';
import { useApprovalWords } from '../approvals/use-approval-words';
import { useControlledCommand } from '../approvals/use-controlled-command';

const words = text.keyOperations.compromised;

export interface MarkCompromisedDialogProps {
  readonly keyShown: KeyView;
  readonly onClose: () => void;
}

export function MarkCompromisedDialog({ keyShown, onClose }: MarkCompromisedDialogProps) {
  const command = useControlledCommand('keys.markCompromised');
  const approves = useApprovalWords('key.mark-compromised');
  const toast = useToast();
  const { id, groupId, name } = keyShown;
  const act = words.act(name);
  return (
    <ConfirmDialog
      open
      danger
      title={act}
      facts={{ happens: words.happens(name), stops: words.stops, costs: words.costs, undo: words.undo, approves }}
      actLabel={act}
      pending={command.pending}
      error={command.error}
      onCancel={onClose}
      onConfirm={(justification) =>
        command.start(
          { groupId, keyId: id, justification },
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
    />
  );
}
