// Confirmation of deleting a key group.
import type { KeyGroupView } from '../../../shared/schemas/key-groups';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { useToast } from '../../ui/toast';

export interface DeleteGroupDialogProps {
  readonly group: KeyGroupView;
  readonly onClose: () => void;
}

export function DeleteGroupDialog({ group, onClose }: DeleteGroupDialogProps) {
  const remove = useCommand('groups.delete');
  const toast = useToast();
  const words = text.keyGroupDialogs.delete;
  const { id, revision, name } = group;
  return (
    <ConfirmDialog
      open
      danger
      justify={false}
      title={words.title(name)}
      facts={{ happens: words.happens(name), stops: words.stops, costs: words.cost, undo: words.undo, approves: words.approvals }}
      actLabel={words.button(name)}
      pending={remove.pending}
      error={remove.error}
      onCancel={onClose}
      onConfirm={() =>
        remove.start({ id, revision }, () => {
          toast(words.done(name));
          onClose();
        })
      }
    />
  );
}
