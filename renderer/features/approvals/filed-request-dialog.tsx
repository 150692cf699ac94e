// After a request was filed: another identity that is logged in here may approve it now, or it waits in the queue.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import type { RequestView } from '../../../shared/schemas/approvals';
import { useCall } from '../../api/use-call';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { ErrorNotice } from '../../ui/error-notice';
import { FactList } from '../../ui/fact-list';
import { Notice } from '../../ui/notice';
import { requestName } from './operation-name';
import { RequestStatusChip } from './request-status-chip';
import { TimeLeft } from './time-left';

const words = text.approvals.request;

export interface FiledRequestDialogProps {
  readonly filed: RequestView;
  readonly onClose: (request: RequestView) => void;
}

export function FiledRequestDialog({ filed, onClose }: FiledRequestDialogProps) {
  const decide = useCommand('approvals.decide');
  const execute = useCommand('approvals.execute');
  const navigate = useNavigate();
  const live = useCall('approvals.details', { id: filed.id });
  const [answered, setRequest] = useState(filed);
  // Others may decide while this is open; what was answered here is newer than any earlier question.
  const request = answered === filed && live.data?.id === filed.id ? live.data : answered;
  const notSigned = decide.error?.shape.code === 'input.cancelled';
  const executed = request.status === 'Executed';
  // Carried out: there is nothing more to decide here.
  useEffect(() => {
    if (executed) onClose(request);
  }, [executed, onClose, request]);
  const mayApprove = request.actions.includes('approve');
  const mayExecute = request.actions.includes('execute');
  const pending = decide.pending || execute.pending;
  const approve = (): void =>
    decide.start({ ids: [request.id], verdict: 'approve', reason: '' }, ({ requests }) =>
      setRequest((before) => requests.find(({ id }) => id === before.id) ?? before),
    );
  return (
    <DialogFrame
      open={!executed}
      width="sm"
      title={words.filed}
      onClose={() => onClose(request)}
      pending={pending}
      error={notSigned ? execute.error : (decide.error ?? execute.error)}
      actions={(close) => (
        <>
          <Button
            color="inherit"
            disabled={pending}
            onClick={() => {
              onClose(request);
              void navigate(`/approvals/${request.id}`);
            }}
          >
            {words.showQueue}
          </Button>
          <Box sx={{ flex: 1 }} />
          <Button
            color="inherit"
            onClick={close}
            disabled={pending}
            {...(mayApprove || mayExecute ? {} : { variant: 'contained', autoFocus: true, color: 'primary' })}
          >
            {mayApprove ? words.later : words.close}
          </Button>
          {mayExecute ? (
            <Button
              variant="contained"
              autoFocus
              loading={pending}
              onClick={() => execute.start({ id: request.id }, setRequest)}
            >
              {words.tryAgain}
            </Button>
          ) : mayApprove ? (
            <Button variant="contained" autoFocus loading={pending} onClick={approve}>
              {words.approveNow}
            </Button>
          ) : null}
        </>
      )}
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
          <Typography variant="subtitle2" component="p" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            <bdi>{requestName(request)}</bdi>
          </Typography>
          <RequestStatusChip status={request.status} />
        </Box>
        {request.error === null ? (
          <Typography variant="body2">
            {words.filedLead(request.approvalsCounted, request.approvalsRequired)}
          </Typography>
        ) : (
          <>
            <Typography variant="body2">{words.failed}</Typography>
            <ErrorNotice error={request.error} />
          </>
        )}
        {notSigned && !pending ? <Notice tone="information">{text.approvals.notSigned}</Notice> : null}
        {mayApprove ? <Notice tone="information">{words.approveNowLead}</Notice> : null}
        <FactList
          facts={[
            {
              label: text.approvals.details.fields.approvals,
              value: text.approvals.approvalsOf(request.approvalsCounted, request.approvalsRequired),
            },
            { label: text.approvals.columns.timeLeft, value: <TimeLeft until={request.expiresAt} /> },
          ]}
        />
        <Typography role="status" variant="body2" sx={{ color: 'text.secondary', minHeight: '1.5em' }}>
          {decide.pending ? text.approvals.waitsForPrompt : ''}
        </Typography>
      </Box>
    </DialogFrame>
  );
}
