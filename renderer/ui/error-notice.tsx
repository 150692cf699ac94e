// An error in four parts: what happened · whether anything was changed · what to do now · details to copy.
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, type ReactNode } from 'react';
import type { ErrorShape } from '../../shared/errors';
import { CallError } from '../api/call-error';
import { describeError, errorDetails } from '../text/describe-error';
import { text } from '../text/text';
import { CopyButton } from './copy-button';

export interface ErrorNoticeProps {
  readonly error: CallError | ErrorShape | null;
  /** Shows "Try again" where trying again can help. */
  readonly onRetry?: () => void;
  /** A button of the screen's own instead, for what is to be done now. */
  readonly action?: ReactNode;
  /** Moves the focus here when it appears, after something the person asked for failed. Default true. */
  readonly takeFocus?: boolean;
}

/** Nothing for null. Announced when it appears. */
export function ErrorNotice({ error, onRetry, action, takeFocus = true }: ErrorNoticeProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error !== null && takeFocus) box.current?.focus();
  }, [error, takeFocus]);
  if (error === null) return null;
  const shape = error instanceof CallError ? error.shape : error;
  const callName = error instanceof CallError ? error.callName : null;
  const { happened, changed, todo } = describeError(shape);
  const retry =
    onRetry !== undefined && shape.retry !== 'never' ? (
      <Button size="small" variant="outlined" color="inherit" onClick={onRetry}>
        {text.common.tryAgain}
      </Button>
    ) : null;
  return (
    <Box
      ref={box}
      role="alert"
      tabIndex={-1}
      data-error-code={shape.code}
      sx={(theme) => ({
        display: 'flex',
        gap: 1.25,
        padding: '10px 14px',
        borderRadius: '8px',
        border: `1px solid ${theme.vars!.palette.tone.danger.line}`,
        backgroundColor: theme.vars!.palette.tone.danger.bg,
        color: theme.vars!.palette.text.primary,
        outline: 'none',
        overflowWrap: 'anywhere',
      })}
    >
      <ErrorOutlineOutlined
        aria-hidden
        sx={(theme) => ({ fontSize: 20, marginTop: '1px', flexShrink: 0, color: theme.vars!.palette.tone.danger.fg })}
      />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="subtitle2" component="p">
          {happened}
        </Typography>
        <Typography variant="body2">{changed}</Typography>
        <Typography variant="body2">{todo}</Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginTop: 1 }}>
          {action ?? retry}
          <CopyButton value={errorDetails(shape, callName)} label={text.common.copyDetails} />
        </Box>
      </Box>
    </Box>
  );
}
