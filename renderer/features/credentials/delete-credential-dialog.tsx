// Confirmation of deleting a cloud credential. The secret cannot be brought back, so its name is typed in.
import type { CredentialView } from '../../../shared/schemas/credentials';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { useToast } from '../../ui/toast';

export interface DeleteCredentialDialogProps {
  readonly credential: CredentialView;
  readonly onClose: () => void;
}

export function DeleteCredentialDialog({ credential, onClose }: DeleteCredentialDialogProps) {
  const remove = useCommand('credentials.delete');
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
        approves: words.approvals,
      }}
      actLabel={words.button(name)}
      pending={remove.pending}
      error={remove.error}
      onCancel={onClose}
      onConfirm={() =>
        remove.start({ id, name }, () => {
          toast(words.done(name));
          onClose();
        })
      }
    />
  );
}
