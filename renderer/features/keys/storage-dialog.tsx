// Select Key Group Storage, the first of the two windows of the KMES: key type and where the material lives.
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import type { KeyKind } from './group-form';

export interface StorageDialogProps {
  readonly onOk: (kind: KeyKind) => void;
  readonly onClose: () => void;
}

/** The location has one value in this version; it is shown because the guide, and whoever follows it, has it here. */
export function StorageDialog({ onOk, onClose }: StorageDialogProps) {
  const words = text.keyGroupDialogs.storage;
  const [kind, setKind] = useState<KeyKind>('symmetric');
  return (
    <DialogFrame
      open
      width="xs"
      title={words.title}
      onClose={onClose}
      onSubmit={() => onOk(kind)}
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
        <TextField
          select
          label={words.keyType}
          value={kind}
          helperText={words.keyTypeHints[kind]}
          onChange={(event) => setKind(event.target.value as KeyKind)}
        >
          <MenuItem value="symmetric">{words.keyTypes.symmetric}</MenuItem>
          <MenuItem value="hmac">{words.keyTypes.hmac}</MenuItem>
        </TextField>
        <TextField select label={words.location} value="hsm" helperText={words.hint}>
          <MenuItem value="hsm">{words.locations.hsm}</MenuItem>
        </TextField>
      </Stack>
    </DialogFrame>
  );
}
