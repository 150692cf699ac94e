// Notices that concern every screen: an audit log that does not verify, an HSM that is not logged in.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { AppStatus } from '../../../shared/schemas/status';
import { StoppedJobsNotice } from '../../features/job-switch/job-switch';
import { RecoveryNotices } from '../../features/recovery/recovery-notices';
import { text } from '../../text/text';
import { Notice } from '../../ui/notice';
import { HsmLoginDialog } from './hsm-login-dialog';

export function FrameNotices({ status }: { readonly status: AppStatus }) {
  const [open, setOpen] = useState(false);
  const { hsm, integrity } = status;
  const quiet =
    integrity.state !== 'broken' &&
    hsm.state === 'logged-in' &&
    status.jobs.stopped === null &&
    !status.notices.some(({ kind }) => kind === 'recovery-begun' || kind === 'recovery-completed');
  if (quiet && !open) return null;
  return (
    <Box component="section" aria-label={text.frame.notices}>
      {integrity.state === 'broken' ? (
        <Notice band tone="danger" title={text.frame.integrityNotice.title}>
          {text.frame.integrityNotice.body(integrity.firstBad)}
        </Notice>
      ) : null}
      {hsm.state === 'logged-in' ? null : (
        <Notice
          band
          tone="attention"
          title={text.frame.hsmNotice.title}
          action={
            <Button size="small" variant="outlined" color="inherit" onClick={() => setOpen(true)}>
              {text.frame.header.hsmLogIn}
            </Button>
          }
        >
          {hsm.reason === null ? '' : `${text.frame.hsmReason[hsm.reason]} `}
          {text.frame.hsmNotice.body}
        </Notice>
      )}
      <RecoveryNotices status={status} band />
      <StoppedJobsNotice status={status} />
      <HsmLoginDialog open={open} status={status} onClose={() => setOpen(false)} />
    </Box>
  );
}
