// When backups are made without asking.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { BackupView } from '../../../shared/schemas/backup';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { Notice } from '../../ui/notice';
import { RepeatFields, useRepeat } from '../../ui/repeat-fields';
import { useToast } from '../../ui/toast';

const words = text.backup.schedule;

export interface ScheduleDialogProps {
  readonly view: BackupView;
  readonly onClose: () => void;
}

export function ScheduleDialog({ view, onClose }: ScheduleDialogProps) {
  const save = useCommand('backup.setSchedule');
  const toast = useToast();
  const [on, setOn] = useState(view.schedule !== null);
  const repeat = useRepeat(view.schedule, 'days');
  const [tried, setTried] = useState(false);

  const needsFolder = on && view.folder === null;
  const submit = (): void => {
    setTried(true);
    if (needsFolder || (on && repeat.value === null)) return;
    save.start({ revision: view.revision, schedule: on ? repeat.value : null }, () => {
      toast(words.done);
      onClose();
    });
  };
  return (
    <DialogFrame
      open
      title={words.title}
      onClose={onClose}
      pending={save.pending}
      error={save.error}
      onSubmit={submit}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close} disabled={save.pending}>
            {text.common.cancel}
          </Button>
          <Button type="submit" variant="contained" loading={save.pending} disabled={needsFolder}>
            {words.act}
          </Button>
        </>
      )}
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Box>
          <FormControlLabel
            control={<Checkbox checked={on} onChange={(_event, checked) => setOn(checked)} />}
            label={words.on}
          />
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {words.help}
          </Typography>
        </Box>
        {needsFolder ? <Notice tone="attention">{words.needsFolder}</Notice> : null}
        {on ? <RepeatFields repeat={repeat} tried={tried} /> : null}
      </Box>
    </DialogFrame>
  );
}
