// Saves a report under a name, to be run again by hand or by a schedule.
import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { displayName } from '../../../shared/schemas/common';
import type { ReportDefinition, SavedReportView } from '../../../shared/schemas/reports';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { Notice } from '../../ui/notice';
import { RepeatFields, useRepeat } from '../../ui/repeat-fields';
import { useToast } from '../../ui/toast';

export interface SaveReportDialogProps {
  readonly definition: ReportDefinition;
  /** The one that is changed; null for a new one. */
  readonly saved: SavedReportView | null;
  readonly suggestedName: string;
  readonly hasFolder: boolean;
  readonly onClose: () => void;
  readonly onSaved: (saved: SavedReportView) => void;
}

const words = text.reports.save;

export function SaveReportDialog(props: SaveReportDialogProps) {
  const { saved, definition } = props;
  const save = useCommand('reports.save');
  const toast = useToast();
  const [name, setName] = useState(saved?.name ?? props.suggestedName);
  const [scheduled, setScheduled] = useState(saved !== null && saved.schedule !== null);
  const repeat = useRepeat(saved?.schedule ?? null, 'months');
  const [tried, setTried] = useState(false);

  const wrongName = !displayName.safeParse(name.trim()).success;
  const submit = (): void => {
    setTried(true);
    if (wrongName || (scheduled && repeat.value === null)) return;
    save.start(
      {
        ...(saved === null ? {} : { id: saved.id, revision: saved.revision }),
        name: name.trim(),
        definition,
        schedule: scheduled ? repeat.value : null,
      },
      (view) => {
        toast(words.done(view.name));
        props.onSaved(view);
      },
    );
  };
  return (
    <DialogFrame
      open
      title={saved === null ? words.title : words.changeTitle}
      onClose={props.onClose}
      pending={save.pending}
      error={save.error}
      onSubmit={submit}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close}>
            {text.common.cancel}
          </Button>
          <Button type="submit" variant="contained" loading={save.pending}>
            {words.act}
          </Button>
        </>
      )}
    >
      <Box sx={{ display: 'grid', gap: 2, paddingTop: 1 }}>
        <TextField
          label={words.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={tried && wrongName}
          helperText={tried && wrongName ? text.common.field.invalid : undefined}
          required
          fullWidth
          slotProps={{ htmlInput: { dir: 'auto' } }}
        />
        <Box>
          <FormControlLabel
            control={<Checkbox checked={scheduled} onChange={(_event, checked) => setScheduled(checked)} />}
            label={words.scheduled}
          />
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {words.scheduledHelp}
          </Typography>
        </Box>
        {scheduled ? <RepeatFields repeat={repeat} tried={tried} /> : null}
        {scheduled && !props.hasFolder ? <Notice tone="attention">{words.needsFolder}</Notice> : null}
        {definition.filter.audit?.from === undefined ? null : (
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {words.relative}
          </Typography>
        )}
      </Box>
    </DialogFrame>
  );
}
