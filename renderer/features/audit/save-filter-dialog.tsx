// Keeps the present filter under a name.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { SavedAuditChoice } from '../../../shared/schemas/audit';
import { displayName } from '../../../shared/schemas/common';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { useToast } from '../../ui/toast';

export interface SaveFilterDialogProps {
  readonly choice: SavedAuditChoice;
  readonly onClose: () => void;
}

const words = text.audit.saved;

export function SaveFilterDialog({ choice, onClose }: SaveFilterDialogProps) {
  const save = useCommand('audit.saveFilter');
  const toast = useToast();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [tried, setTried] = useState(false);
  const wrong = !displayName.safeParse(name).success;
  return (
    <DialogFrame
      open
      width="xs"
      title={words.saveTitle}
      onClose={onClose}
      dirty={name !== ''}
      pending={save.pending}
      error={save.error}
      onSubmit={() => {
        setTried(true);
        if (wrong) return;
        save.start({ name: name.trim(), shared, choice }, (saved) => {
          toast(words.done(saved.name));
          onClose();
        });
      }}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close}>
            {text.common.cancel}
          </Button>
          <Button type="submit" variant="contained" loading={save.pending}>
            {words.save}
          </Button>
        </>
      )}
    >
      <Box sx={{ display: 'grid', gap: 1.5, paddingTop: 1 }}>
        <TextField
          label={words.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={tried && wrong}
          helperText={tried && wrong ? text.common.field.invalid : undefined}
          autoFocus
          required
          fullWidth
          slotProps={{ htmlInput: { dir: 'auto' } }}
        />
        <Box>
          <FormControlLabel
            control={<Checkbox size="small" checked={shared} onChange={(_event, checked) => setShared(checked)} />}
            label={words.shared}
          />
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {words.sharedHelp}
          </Typography>
        </Box>
      </Box>
    </DialogFrame>
  );
}
