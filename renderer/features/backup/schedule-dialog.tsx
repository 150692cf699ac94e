// When backups are made without asking.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { BackupView } from '../../../shared/schemas/backup';
import { timeUnits } from '../../../shared/schemas/common';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { Notice } from '../../ui/notice';
import { useToast } from '../../ui/toast';
import { localOf } from '../reports/report-draft';

const words = text.backup.schedule;
const fields = text.reports.save;
const most = 3650;

export interface ScheduleDialogProps {
  readonly view: BackupView;
  readonly onClose: () => void;
}

export function ScheduleDialog({ view, onClose }: ScheduleDialogProps) {
  const save = useCommand('backup.setSchedule');
  const toast = useToast();
  const [on, setOn] = useState(view.schedule !== null);
  const [count, setCount] = useState(String(view.schedule?.every.count ?? 1));
  const [unit, setUnit] = useState(view.schedule?.every.unit ?? 'days');
  const [startAt, setStartAt] = useState(() => localOf(view.schedule?.startAt ?? new Date().toISOString()));
  const [tried, setTried] = useState(false);

  const number = /^\d{1,4}$/.test(count) ? Number(count) : 0;
  const wrongCount = on && (number < 1 || number > most);
  const start = new Date(startAt);
  const wrongStart = on && Number.isNaN(start.getTime());
  const needsFolder = on && view.folder === null;
  const submit = (): void => {
    setTried(true);
    if (wrongCount || wrongStart || needsFolder) return;
    const schedule = on ? { startAt: start.toISOString(), every: { count: number, unit } } : null;
    save.start({ revision: view.revision, schedule }, () => {
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
        {on ? (
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <TextField
              label={fields.every}
              value={count}
              onChange={(event) => setCount(event.target.value)}
              error={tried && wrongCount}
              helperText={tried && wrongCount ? text.common.field.notANumber : undefined}
              sx={{ width: 110 }}
              slotProps={{ htmlInput: { inputMode: 'numeric' } }}
            />
            <TextField
              select
              label={fields.unit}
              value={unit}
              onChange={(event) => setUnit(timeUnits.find((each) => each === event.target.value) ?? 'days')}
              sx={{ width: 130 }}
            >
              {timeUnits.map((value) => (
                <MenuItem key={value} value={value}>
                  {fields.units[value]}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              type="datetime-local"
              label={fields.startAt}
              value={startAt}
              onChange={(event) => setStartAt(event.target.value)}
              error={tried && wrongStart}
              helperText={fields.startAtHelp}
              sx={{ width: 210 }}
              slotProps={{ inputLabel: { shrink: true } }}
            />
          </Box>
        ) : null}
      </Box>
    </DialogFrame>
  );
}
