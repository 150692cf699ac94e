// The PIN entry: one or two parts, protected path, and the warnings that the token's flags call for. The PIN leaves the page once.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { AppStatus } from '../../../shared/schemas/status';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { Identifier } from '../../ui/identifier';
import { Notice } from '../../ui/notice';
import { SecretField } from '../../ui/secret-field';

export interface UnlockFormProps {
  readonly status: AppStatus;
  readonly onDone?: () => void;
}

export function UnlockForm({ status, onDone }: UnlockFormProps) {
  const words = text.frame.unlock;
  const { hsm } = status;
  const client = useQueryClient();
  const unlock = useCommand('hsm.unlock');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const firstField = useRef<HTMLInputElement>(null);
  const [acceptFinalTry, setAcceptFinalTry] = useState(false);
  const protectedPath = hsm.token?.protectedAuthenticationPath === true;
  const pinState = hsm.token?.pinState ?? 'ok';
  const finalTry = pinState === 'final-try' || unlock.error?.shape.code === 'hsm.pin-final-try';
  const locked = pinState === 'locked';
  const changed = hsm.moduleSha256 !== null && hsm.approvedSha256 !== null && hsm.moduleSha256 !== hsm.approvedSha256;
  const typed = protectedPath || (first !== '' && (!hsm.pinInTwoParts || second !== ''));
  const ready = typed && !locked && !changed && (!finalTry || acceptFinalTry);

  const submit = (): void => {
    if (!ready || unlock.pending) return;
    unlock.start(
      {
        pin: protectedPath ? null : first,
        pinSecondPart: !protectedPath && hsm.pinInTwoParts ? second : null,
        acceptFinalTry: finalTry && acceptFinalTry,
      },
      onDone,
    );
    // Right or wrong, the PIN is not kept.
    setFirst('');
    setSecond('');
    setAcceptFinalTry(false);
    firstField.current?.focus();
  };
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      sx={{ display: 'grid', gap: 2 }}
    >
      {changed ? (
        <Notice
          tone="danger"
          title={words.moduleChanged}
          action={
            <Button
              size="small"
              variant="outlined"
              color="inherit"
              onClick={() => void client.invalidateQueries({ queryKey: ['app.status'] })}
            >
              {words.checkAgain}
            </Button>
          }
        >
          <div>
            {words.approved}: <Identifier value={hsm.approvedSha256 ?? ''} what={words.approved} maxLength={24} />
          </div>
          <div>
            {words.found}: <Identifier value={hsm.moduleSha256 ?? ''} what={words.found} maxLength={24} />
          </div>
        </Notice>
      ) : null}
      <ErrorNotice error={unlock.error} takeFocus={false} />
      {locked ? <Notice tone="danger" title={words.locked} /> : null}
      {finalTry && !locked ? <Notice tone="danger" title={words.finalTry} /> : null}
      {pinState === 'count-low' && !finalTry ? <Notice tone="attention">{words.countLow}</Notice> : null}
      {protectedPath ? (
        <Typography variant="body2">{words.protectedPath}</Typography>
      ) : (
        <>
          {hsm.pinInTwoParts ? <Typography variant="body2">{words.twoParts}</Typography> : null}
          <SecretField
            label={hsm.pinInTwoParts ? words.firstPart : words.pin}
            value={first}
            onChange={setFirst}
            inputRef={firstField}
            disabled={locked || changed}
            autoFocus
          />
          {hsm.pinInTwoParts ? (
            <SecretField label={words.secondPart} value={second} onChange={setSecond} disabled={locked || changed} />
          ) : null}
        </>
      )}
      {finalTry && !locked ? (
        <FormControlLabel
          label={words.acceptFinalTry}
          control={
            <Checkbox
              size="small"
              checked={acceptFinalTry}
              onChange={(event) => setAcceptFinalTry(event.target.checked)}
            />
          }
        />
      ) : null}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
        <Button type="submit" variant="contained" disabled={!ready} loading={unlock.pending}>
          {words.act}
        </Button>
        <Typography variant="caption" role="status" sx={{ color: 'text.secondary' }}>
          {unlock.pending ? words.acting : ''}
        </Typography>
      </Box>
    </Box>
  );
}
