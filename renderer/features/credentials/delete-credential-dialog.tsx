// Confirmation of deleting a cloud credential. The secret cannot be brought back, so its name is typed in.
import type { CredentialView } from '../../../shared/schemas/credentials';
import { text } from '../../text/text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { useToast } from '../../ui/toast';
import { useApprovalWords } from '../approvals/use-approval-words';
import { useControlledCommand } from '../approvals/use-controlled-command';

export interface DeleteCredentialDialogProps {
  readonly credential: CredentialView;
  readonly onClose: () => void;
}

export function DeleteCredentialDialog({ credential, onClose }: DeleteCredentialDialogProps) {
  const remove = useControlledCommand('credentials.delete');
  const approves = useApprovalWords('credential.delete');
  const toast = useToast();
  const words = text.credentials.delete;
  const { id, name } = credential;
  return (
    <ConfirmDialog
      open
      danger
      justify={false}
      typedName={name}
      title={words.title(name)}
      facts={{
        happens: words.happens(credential.accessKeyId),
        stops: words.stops,
        costs: words.cost,
        undo: words.undo,
        approves,
      }}
      actLabel={words.button(name)}
      pending={remove.pending}
      error={remove.error}
      onCancel={onClose}
      onConfirm={() =>
        remove.start(
          { id, name },
          {
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
