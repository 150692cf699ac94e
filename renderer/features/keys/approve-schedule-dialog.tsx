// Confirmation of a standing approval: what will run by itself, until when, and who has to agree.
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { add } from 'date-fns';
import { useState } from 'react';
import type { KeyGroupView } from '../../../shared/schemas/key-groups';
import { text } from '../../text/text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Notice } from '../../ui/notice';
import { useToast } from '../../ui/toast';
import { useApprovalWords } from '../approvals/use-approval-words';
import { useControlledCommand } from '../approvals/use-controlled-command';
import { scheduleWords } from './group-words';

export interface ApproveScheduleDialogProps {
  readonly group: KeyGroupView;
  readonly onClose: () => void;
}

const words = text.schedules.approve;
const months = [1, 3, 6, 12, 13] as const;
type Months = (typeof months)[number];

export function ApproveScheduleDialog({ group, onClose }: ApproveScheduleDialogProps) {
  const approve = useControlledCommand('schedules.approve');
  const approves = useApprovalWords('schedule.approve');
  const toast = useToast();
  const [length, setLength] = useState<Months>(12);
  const { id, revision, name } = group;
  const start = (justification: string): void => {
    // A few minutes short of the longest: approving takes time, and clocks differ.
    const validUntil = add(new Date(), { months: length, minutes: -10 }).toISOString();
    approve.start(
      { groupId: id, revision, validUntil, justification },
      {
        justification,
        onDone: () => {
          toast(words.done(name));
          onClose();
        },
        onRequested: onClose,
      },
    );
  };
  return (
    <ConfirmDialog
      open
      width="md"
      title={words.title(name)}
      facts={{
        happens: words.happens(name, scheduleWords(group)),
        stops: words.stops,
        costs: words.costs(group.rotationMethod),
        undo: words.undo,
        approves,
      }}
      actLabel={words.button(name)}
      pending={approve.pending}
      error={approve.error}
      onCancel={onClose}
      onConfirm={start}
    >
      <Notice tone="information">{words.hsm}</Notice>
      <TextField
        select
        label={words.until}
        value={length}
        onChange={(event) => setLength(Number(event.target.value) as Months)}
        sx={{ marginTop: 2, width: 260 }}
      >
        {months.map((value) => (
          <MenuItem key={value} value={value}>
            {words.untils[value]}
          </MenuItem>
        ))}
      </TextField>
    </ConfirmDialog>
  );
}
