// A recovery that was begun, or that made administrators: said to everyone, before login as well, until it is over.
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { AppStatus } from '../../../shared/schemas/status';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { exactTime } from '../../ui/format-time';
import { Notice } from '../../ui/notice';
import { useTimeDisplay } from '../../ui/time-display';
import { useToast } from '../../ui/toast';

const words = text.identities.recovery;

export interface RecoveryNoticesProps {
  readonly status: AppStatus;
  /** Across the whole width of the frame. */
  readonly band?: boolean;
}

/** How long until then, in words; null when it is over. */
export function useSpanUntil(at: string | null): string | null {
  const { nowMs } = useTimeDisplay();
  const left = at === null ? 0 : Date.parse(at) - nowMs;
  return left <= 0 ? null : text.approvals.timeLeft(left);
}

export function RecoveryNotices({ status, band = false }: RecoveryNoticesProps) {
  const { utc } = useTimeDisplay();
  const begun = status.notices.find((notice) => notice.kind === 'recovery-begun');
  const completed = status.notices.find((notice) => notice.kind === 'recovery-completed');
  const span = useSpanUntil(begun?.opensAt ?? null);
  const loggedIn = status.session.identities.length > 0;
  return (
    <>
      {begun === undefined ? null : (
        <Notice band={band} tone="danger" title={words.begunNotice.title} action={loggedIn ? <CancelRecovery /> : null}>
          {words.begunNotice.body} {span === null ? words.openNow : words.opensIn(span)}
        </Notice>
      )}
      {completed === undefined ? null : (
        <Notice band={band} tone="attention" title={words.completedNotice.title}>
          {words.completedNotice.body(completed.administrators.join(', '), exactTime(completed.at, utc))}
        </Notice>
      )}
    </>
  );
}

function CancelRecovery() {
  const cancel = useCommand('recovery.cancel');
  const toast = useToast();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="outlined" color="inherit" onClick={() => setOpen(true)}>
        {words.cancel}
      </Button>
      <DialogFrame
        open={open}
        width="xs"
        title={words.cancelTitle}
        onClose={() => setOpen(false)}
        pending={cancel.pending}
        error={cancel.error}
        onSubmit={() =>
          cancel.start({}, () => {
            setOpen(false);
            toast(words.cancelled);
          })
        }
        actions={(close) => (
          <>
            <Button color="inherit" onClick={close} disabled={cancel.pending}>
              {text.common.close}
            </Button>
            <Button type="submit" variant="contained" color="error" loading={cancel.pending}>
              {words.cancel}
            </Button>
          </>
        )}
      >
        <Typography variant="body2">{words.cancelBody}</Typography>
      </DialogFrame>
    </>
  );
}
