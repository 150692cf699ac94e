// Select Key Group Storage, the first of the two windows of the KMES: key type and where the material lives.
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';

export interface StorageDialogProps {
  readonly onOk: () => void;
  readonly onClose: () => void;
}

/** Both choices have one value in this version; they are shown because the guide, and whoever follows it, has them here. */
export function StorageDialog({ onOk, onClose }: StorageDialogProps) {
  const words = text.keyGroupDialogs.storage;
  return (
    <DialogFrame
      open
      width="xs"
      title={words.title}
      onClose={onClose}
      onSubmit={onOk}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close}>
            {text.keyGroupDialogs.cancel}
          </Button>
          <Button type="submit" variant="contained" autoFocus>
            {text.keyGroupDialogs.ok}
          </Button>
        </>
      )}
    >
      <Stack spacing={2.5} sx={{ paddingTop: 1 }}>
        <TextField select label={words.keyType} value="symmetric">
          <MenuItem value="symmetric">{words.keyTypes.symmetric}</MenuItem>
        </TextField>
        <TextField select label={words.location} value="hsm" helperText={words.hint}>
          <MenuItem value="hsm">{words.locations.hsm}</MenuItem>
        </TextField>
      </Stack>
    </DialogFrame>
  );
}
