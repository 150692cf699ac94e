// Confirmation of deleting a key group. One that has keys cannot be brought back, so its name is typed in.
import type { KeyGroupView } from '../../../shared/schemas/key-groups';
import { text } from '../../text/text';
import { ConfirmDialog, type ConfirmFacts } from '../../ui/confirm-dialog';
import { useToast } from '../../ui/toast';
import { useApprovalWords } from '../approvals/use-approval-words';
import { useControlledCommand } from '../approvals/use-controlled-command';

export interface DeleteGroupDialogProps {
  readonly group: KeyGroupView;
  readonly onClose: () => void;
}

const words = text.keyGroupDialogs.delete;

function factsOf({ name, keyCount }: KeyGroupView, approves: string): ConfirmFacts {
  if (keyCount === 0)
    return { happens: words.happens(name), stops: words.stops, costs: words.cost, undo: words.undo, approves };
  return {
    happens: words.happensWithKeys(name, keyCount),
    stops: words.stopsWithKeys,
    costs: words.costWithKeys,
    undo: words.undoWithKeys,
    approves,
  };
}

export function DeleteGroupDialog({ group, onClose }: DeleteGroupDialogProps) {
  const remove = useControlledCommand('groups.delete');
  const approves = useApprovalWords('key-group.delete');
  const toast = useToast();
  const { id, revision, name } = group;
  return (
    <ConfirmDialog
      open
      danger
      justify={false}
      title={words.title(name)}
      {...(group.keyCount === 0 ? {} : { typedName: name })}
      facts={factsOf(group, approves)}
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
