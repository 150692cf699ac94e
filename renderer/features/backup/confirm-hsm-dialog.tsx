// An officer says that the HSM was backed up: when, and where it is kept.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { useToast } from '../../ui/toast';
import { localOf } from '../reports/report-draft';

const words = text.backup.confirm;

export function ConfirmHsmDialog({ onClose }: { readonly onClose: () => void }) {
  const confirm = useCommand('hsm.confirmBackup');
  const toast = useToast();
  const [takenAt, setTakenAt] = useState(() => localOf(new Date().toISOString()));
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const taken = new Date(takenAt);
  const wrong = Number.isNaN(taken.getTime());
  const future = !wrong && taken.getTime() > Date.now();
  const submit = (): void => {
    setTried(true);
    if (wrong || future) return;
    confirm.start({ takenAt: taken.toISOString(), keyIds: null, note: note.trim() }, () => {
      toast(words.done);
      onClose();
    });
  };
  return (
    <DialogFrame
      open
      title={words.title}
      onClose={onClose}
      dirty={note !== ''}
      pending={confirm.pending}
      error={confirm.error}
      onSubmit={submit}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close} disabled={confirm.pending}>
            {text.common.cancel}
          </Button>
          <Button type="submit" variant="contained" loading={confirm.pending}>
            {words.act}
          </Button>
        </>
      )}
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {words.lead} {words.holds}
        </Typography>
        <TextField
          type="datetime-local"
          label={words.takenAt}
          value={takenAt}
          onChange={(event) => setTakenAt(event.target.value)}
          error={tried && (wrong || future)}
          helperText={tried && future ? words.future : tried && wrong ? text.common.field.invalid : words.takenAtHelp}
          sx={{ width: 240 }}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <TextField
          label={words.note}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          helperText={words.noteHelp}
          multiline
          minRows={2}
          maxRows={6}
          slotProps={{ htmlInput: { maxLength: 1000, dir: 'auto' } }}
        />
      </Box>
    </DialogFrame>
  );
}
