// *Request approval*: what exactly will be done, who may approve it and for how long it waits; the justification; the signature in main's own window.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { justification as justificationSchema } from '../../../shared/schemas/common';
import type { OrderPreview, RequestView } from '../../../shared/schemas/approvals';
import { operationNames } from '../../../shared/text/operation-names';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { FactList } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import { Notice } from '../../ui/notice';
import { useToast } from '../../ui/toast';
import { EffectTable } from './effect-table';
import { FiledRequestDialog } from './filed-request-dialog';
import { requestName } from './operation-name';
import type { AskedApproval } from './use-controlled-command';
import { useOrderPreview } from './use-order-preview';

const words = text.approvals.request;

export interface RequestApprovalDialogProps {
  readonly asked: AskedApproval;
  /** null: left without a request. */
  readonly onClose: (request: RequestView | null) => void;
}

/** Errors after which what was shown may no longer be so. */
const outdated = new Set(['state.conflict', 'not-found']);

export function RequestApprovalDialog({ asked, onClose }: RequestApprovalDialogProps) {
  const order = useOrderPreview(asked.call, asked.input, asked.preview);
  const file = useCommand('approvals.request');
  const toast = useToast();
  const [reason, setReason] = useState(asked.justification);
  const [judged, setJudged] = useState(false);
  const [filed, setFiled] = useState<RequestView | null>(null);
  const { preview } = order;
  // Given in the confirmation it is part of the frozen order: another one here would not be what was shown.
  const given = asked.justification !== '';
  const reasonFine = justificationSchema.safeParse(reason).success;
  const notSigned = file.error?.shape.code === 'input.cancelled';

  if (filed !== null)
    return (
      <FiledRequestDialog
        filed={filed}
        onClose={(request) => {
          const name = requestName(request);
          toast(request.status === 'Executed' ? text.approvals.done.executed(name) : text.approvals.filedToast(name));
          onClose(request);
        }}
      />
    );
  const submit = (): void => {
    setJudged(true);
    if (order.loading || !reasonFine) return;
    const { call, input } = asked;
    file.start({ call, input, digest: preview.digest, justification: reason.trim() }, setFiled);
  };
  const error = notSigned ? order.error : (file.error ?? order.error);
  const mustRead = order.error !== null || (file.error !== null && outdated.has(file.error.shape.code));
  return (
    <DialogFrame
      open
      width="md"
      title={words.title(operationNames[preview.operation])}
      onClose={() => onClose(null)}
      pending={file.pending}
      error={error}
      onSubmit={submit}
      actions={(close) => (
        <>
          {file.pending ? (
            <Typography role="status" variant="body2" sx={{ flex: 1, color: 'text.secondary', paddingLeft: 1 }}>
              {text.approvals.waitsForPrompt}
            </Typography>
          ) : null}
          <Button color="inherit" onClick={close} disabled={file.pending}>
            {text.common.cancel}
          </Button>
          {mustRead ? (
            <Button
              variant="contained"
              loading={order.loading}
              onClick={() => {
                file.reset();
                order.read();
              }}
            >
              {words.readAgain}
            </Button>
          ) : (
            <Button type="submit" variant="contained" autoFocus={given} loading={file.pending} disabled={order.loading}>
              {words.sign}
            </Button>
          )}
        </>
      )}
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        {order.changed ? <Notice tone="attention">{words.changed}</Notice> : null}
        {notSigned && !file.pending ? <Notice tone="information">{text.approvals.notSigned}</Notice> : null}
        <OrderShown preview={preview} justification={given ? asked.justification : null} />
        {given ? null : (
          <TextField
            label={words.justification}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            onBlur={() => setJudged(true)}
            error={judged && !reasonFine}
            helperText={words.justificationHelp}
            multiline
            minRows={2}
            maxRows={6}
            autoFocus
            disabled={file.pending}
            slotProps={{ htmlInput: { 'aria-required': true, maxLength: 1000, dir: 'auto' } }}
          />
        )}
      </Box>
    </DialogFrame>
  );
}

interface OrderShownProps {
  readonly preview: OrderPreview;
  /** null: asked for below. */
  readonly justification: string | null;
}

function OrderShown({ preview, justification }: OrderShownProps) {
  return (
    <>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {words.lead}
      </Typography>
      <EffectTable effect={preview.effect} label={words.effect} maxHeight="min(46vh, 420px)" />
      <FactList
        facts={[
          ...(preview.target.name === '' ? [] : [{ label: words.target, value: <bdi>{preview.target.name}</bdi> }]),
          { label: words.who, value: words.whoApproves(preview.approvalsRequired, preview.approverRoles) },
          { label: words.waits, value: words.waitsFor(preview.ttlMs) },
          ...(justification === null ? [] : [{ label: words.justification, value: <bdi>{justification}</bdi> }]),
          { label: words.digest, value: <Identifier value={preview.digest} what={words.digest} maxLength={28} /> },
        ]}
      />
    </>
  );
}
