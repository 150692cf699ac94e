// Confirmation of deleting a role of the organisation's own; its name is typed in.
import type { RoleView } from '../../../shared/schemas/identities';
import { text } from '../../text/text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { useToast } from '../../ui/toast';
import { useApprovalWords } from '../approvals/use-approval-words';
import { useControlledCommand } from '../approvals/use-controlled-command';

export function DeleteRoleDialog({ role, onClose }: { readonly role: RoleView; readonly onClose: () => void }) {
  const remove = useControlledCommand('roles.delete');
  const approves = useApprovalWords('role.delete');
  const toast = useToast();
  const words = text.roles.delete;
  const { id, revision, name } = role;
  return (
    <ConfirmDialog
      open
      danger
      justify={false}
      typedName={name}
      title={words.title(name)}
      facts={{ happens: words.happens(name), stops: words.stops, costs: words.costs, undo: words.undo, approves }}
      actLabel={words.button(name)}
      pending={remove.pending}
      error={remove.error}
      onCancel={onClose}
      onConfirm={() =>
        remove.start(
          { id, revision },
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
