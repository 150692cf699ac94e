// Confirmations of denying and withdrawing requests.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { RequestView } from '../../../shared/schemas/approvals';
import { text } from '../../text/text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { DialogFrame } from '../../ui/dialog-frame';
import { Notice } from '../../ui/notice';
import { requestName } from './operation-name';
import type { RequestActs } from './use-request-acts';

/** Mounted only while it is open. */
function DenyDialog({ requests, acts }: { readonly requests: readonly RequestView[]; readonly acts: RequestActs }) {
  const words = text.approvals.deny;
  const [reason, setReason] = useState('');
  const [judged, setJudged] = useState(false);
  const fine = reason.trim() !== '';
  const [only] = requests;
  const single = requests.length === 1 && only !== undefined ? requestName(only) : null;
  return (
    <DialogFrame
      open
      title={single === null ? words.titleMany(requests.length) : words.title(single)}
      onClose={acts.closeDialog}
      pending={acts.pending}
      error={acts.error}
      onSubmit={() => {
        setJudged(true);
        if (fine) acts.confirmDeny(reason.trim());
      }}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close} disabled={acts.pending}>
            {text.common.cancel}
          </Button>
          <Button type="submit" variant="contained" color="error" loading={acts.pending}>
            {single === null ? words.buttonMany(requests.length) : text.approvals.actions.deny}
          </Button>
        </>
      )}
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Typography variant="body2">{words.body}</Typography>
        {single === null ? (
          <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5, fontSize: '0.8125rem' }}>
            {requests.map((request) => (
              <li key={request.id}>
                <bdi>{requestName(request)}</bdi>
              </li>
            ))}
          </Box>
        ) : null}
        {acts.notSigned ? <Notice tone="information">{text.approvals.notSigned}</Notice> : null}
        <TextField
          label={words.reason}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onBlur={() => setJudged(true)}
          error={judged && !fine}
          helperText={words.reasonHelp}
          multiline
          minRows={2}
          maxRows={6}
          autoFocus
          disabled={acts.pending}
          slotProps={{ htmlInput: { 'aria-required': true, maxLength: 1000, dir: 'auto' } }}
        />
        <Typography role="status" variant="body2" sx={{ color: 'text.secondary' }}>
          {acts.asking ? text.approvals.waitsForPrompt : ''}
        </Typography>
      </Box>
    </DialogFrame>
  );
}

function WithdrawDialog({ request, acts }: { readonly request: RequestView; readonly acts: RequestActs }) {
  const words = text.approvals.withdraw;
  return (
    <ConfirmDialog
      open
      justify={false}
      title={words.title(requestName(request))}
      facts={{ happens: words.happens, undo: words.undo, approves: words.approves }}
      actLabel={words.button}
      pending={acts.pending}
      error={acts.error}
      onCancel={acts.closeDialog}
      onConfirm={acts.confirmWithdraw}
    />
  );
}

export function RequestActDialogs({ acts }: { readonly acts: RequestActs }) {
  if (acts.dialog === null) return null;
  return acts.dialog.kind === 'deny' ? (
    <DenyDialog requests={acts.dialog.requests} acts={acts} />
  ) : (
    <WithdrawDialog request={acts.dialog.request} acts={acts} />
  );
}
