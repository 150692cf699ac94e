// Logging in to the HSM again without leaving the screen.
import Button from '@mui/material/Button';
import type { AppStatus } from '../../../shared/schemas/status';
import { UnlockForm } from '../../features/unlock/unlock-form';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';

export interface HsmLoginDialogProps {
  readonly open: boolean;
  readonly status: AppStatus;
  readonly onClose: () => void;
}

export function HsmLoginDialog({ open, status, onClose }: HsmLoginDialogProps) {
  return (
    <DialogFrame
      open={open}
      title={text.frame.header.hsmLogIn}
      width="xs"
      form={false}
      onClose={onClose}
      actions={(close) => (
        <Button color="inherit" onClick={close}>
          {text.common.cancel}
        </Button>
      )}
    >
      <UnlockForm status={status} onDone={onClose} />
    </DialogFrame>
  );
}
