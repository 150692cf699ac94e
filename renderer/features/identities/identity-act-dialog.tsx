// Confirmations of disable, enable, reset password and delete: what happens, what stops, how to undo it, who must approve.
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import { useState } from 'react';
import type { IdentityView } from '../../../shared/schemas/identities';
import { text } from '../../text/text';
import { ConfirmDialog, type ConfirmFacts } from '../../ui/confirm-dialog';
import { useToast } from '../../ui/toast';
import { useApprovalWords } from '../approvals/use-approval-words';
import { useControlledCommand } from '../approvals/use-controlled-command';

export type IdentityAct = 'disable' | 'enable' | 'reset' | 'delete';

export interface IdentityActDialogProps {
  readonly act: IdentityAct;
  readonly identity: IdentityView;
  readonly onClose: () => void;
}

const words = text.identities;
const operations = {
  disable: 'identity.disable',
  enable: 'identity.enable',
  reset: 'identity.reset-password',
  delete: 'identity.delete',
} as const;

function factsOf(act: IdentityAct, name: string): Omit<ConfirmFacts, 'approves'> {
  const costs = words.costs;
  if (act === 'enable') return { happens: words.enable.happens(name), undo: words.enable.undo, costs };
  const { happens, stops, undo } = words[act];
  return { happens: happens(name), stops, undo, costs };
}

/** Mounted only while it is open. */
export function IdentityActDialog({ act, identity, onClose }: IdentityActDialogProps) {
  const disable = useControlledCommand('identities.disable');
  const enable = useControlledCommand('identities.enable');
  const reset = useControlledCommand('identities.resetPassword');
  const remove = useControlledCommand('identities.delete');
  const approves = useApprovalWords(operations[act]);
  const toast = useToast();
  const [removeSecondFactor, setRemoveSecondFactor] = useState(false);
  const { id, revision, name } = identity;
  const command = { disable, enable, reset, delete: remove }[act];
  const run = {
    onDone: () => {
      toast(words[act].done(name));
      onClose();
    },
    onRequested: onClose,
  };
  const confirm = (): void => {
    if (act === 'reset') reset.start({ id, revision, removeSecondFactor }, run);
    else if (act === 'disable') disable.start({ id, revision }, run);
    else if (act === 'enable') enable.start({ id, revision }, run);
    else remove.start({ id, revision }, run);
  };
  return (
    <ConfirmDialog
      open
      justify={false}
      danger={act === 'disable' || act === 'delete'}
      {...(act === 'delete' ? { typedName: name } : {})}
      title={words[act].title(name)}
      facts={{ ...factsOf(act, name), approves }}
      actLabel={words[act].button(name)}
      pending={command.pending}
      error={command.error}
      onCancel={onClose}
      onConfirm={confirm}
    >
      {act === 'reset' && identity.secondFactor === 'enrolled' ? (
        <Box>
          <FormControlLabel
            label={words.reset.removeSecondFactor}
            control={
              <Checkbox
                size="small"
                checked={removeSecondFactor}
                onChange={(event) => setRemoveSecondFactor(event.target.checked)}
                slotProps={{ input: { 'aria-describedby': 'remove-second-factor-help' } }}
              />
            }
          />
          <FormHelperText id="remove-second-factor-help" sx={{ marginLeft: '30px', marginTop: '-4px' }}>
            {words.reset.removeSecondFactorHint}
          </FormHelperText>
        </Box>
      ) : null}
    </ConfirmDialog>
  );
}
