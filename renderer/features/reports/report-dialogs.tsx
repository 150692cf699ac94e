// Small dialogs of Reports: signing off a review, deleting a saved report.
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { SavedReportView, WrittenReport } from '../../../shared/schemas/reports';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { useToast } from '../../ui/toast';

export function SignOffDialog({ report, onClose }: { readonly report: WrittenReport; readonly onClose: () => void }) {
  const words = text.reports.signOff;
  const signOff = useCommand('reports.signOff');
  const toast = useToast();
  const [remark, setRemark] = useState('');
  const { directory, manifestSha256 } = report;
  return (
    <DialogFrame
      open
      title={words.title}
      onClose={onClose}
      dirty={remark !== ''}
      pending={signOff.pending}
      error={signOff.error}
      onSubmit={() =>
        signOff.start({ directory, manifestSha256, remark }, () => {
          toast(words.done);
          onClose();
        })
      }
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close}>
            {text.common.cancel}
          </Button>
          <Button type="submit" variant="contained" loading={signOff.pending}>
            {words.act}
          </Button>
        </>
      )}
    >
      <Typography variant="body2" sx={{ marginBottom: 2 }}>
        {words.body}
      </Typography>
      <TextField
        label={words.remark}
        value={remark}
        onChange={(event) => setRemark(event.target.value)}
        helperText={words.remarkHelp}
        multiline
        minRows={3}
        fullWidth
        slotProps={{ htmlInput: { maxLength: 1000, dir: 'auto' } }}
      />
    </DialogFrame>
  );
}

export interface DeleteSavedDialogProps {
  readonly saved: SavedReportView;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

export function DeleteSavedDialog({ saved, onClose, onDeleted }: DeleteSavedDialogProps) {
  const words = text.reports.remove;
  const remove = useCommand('reports.deleteSaved');
  const toast = useToast();
  return (
    <DialogFrame
      open
      title={words.title(saved.name)}
      onClose={onClose}
      pending={remove.pending}
      error={remove.error}
      onSubmit={() =>
        remove.start({ id: saved.id, revision: saved.revision }, () => {
          toast(words.done(saved.name));
          onDeleted();
        })
      }
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close}>
            {text.common.cancel}
          </Button>
          <Button type="submit" variant="contained" color="error" loading={remove.pending}>
            {words.act}
          </Button>
        </>
      )}
    >
      <Typography variant="body2">{words.body}</Typography>
    </DialogFrame>
  );
}
