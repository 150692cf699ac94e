// What all dialogs share: title, scrolling body, error at the top, buttons; Esc and the backdrop ask before changes are lost.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useId, useState, type ReactNode, type SubmitEvent } from 'react';
import type { CallError } from '../api/call-error';
import { text } from '../text/text';
import { ErrorNotice } from './error-notice';

export interface DialogFrameProps {
  readonly open: boolean;
  readonly title: string;
  /** Esc, backdrop, Cancel. */
  readonly onClose: () => void;
  /** There are changes: leaving asks first. */
  readonly dirty?: boolean;
  /** A command runs: the dialog stays. */
  readonly pending?: boolean;
  readonly error?: CallError | null;
  readonly width?: 'xs' | 'sm' | 'md' | 'lg';
  /** Between title and body: tabs. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
  /** Buttons; `close` closes as Cancel does, asking where needed. */
  readonly actions: (close: () => void) => ReactNode;
  /** Enter in a field submits the dialog. */
  readonly onSubmit?: () => void;
  /** false: the body brings a form of its own. Default true. */
  readonly form?: boolean;
}

export function DialogFrame(props: DialogFrameProps) {
  const [asking, setAsking] = useState(false);
  const titleId = useId();
  const close = (): void => {
    if (props.pending === true) return;
    if (props.dirty === true) setAsking(true);
    else props.onClose();
  };
  return (
    <>
      <Dialog open={props.open} onClose={close} fullWidth maxWidth={props.width ?? 'sm'} aria-labelledby={titleId}>
        <Box
          {...(props.form === false
            ? {}
            : {
                component: 'form' as const,
                noValidate: true,
                onSubmit: (event: SubmitEvent<HTMLElement>) => {
                  event.preventDefault();
                  // React passes events of a dialog on to the form it was opened from.
                  event.stopPropagation();
                  if (props.pending !== true) props.onSubmit?.();
                },
              })}
          sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
        >
          <DialogTitle id={titleId}>{props.title}</DialogTitle>
          {props.head}
          <DialogContent>
            {props.error == null ? null : (
              <Box sx={{ marginBottom: 2 }}>
                <ErrorNotice error={props.error} />
              </Box>
            )}
            {props.children}
          </DialogContent>
          <DialogActions>{props.actions(close)}</DialogActions>
        </Box>
      </Dialog>
      <Dialog
        open={asking && props.open}
        onClose={() => setAsking(false)}
        maxWidth="xs"
        aria-labelledby={`${titleId}-leave`}
      >
        <DialogTitle id={`${titleId}-leave`}>{text.common.dialog.leaveTitle}</DialogTitle>
        <DialogContent>
          <Typography variant="body2">{text.common.dialog.leaveBody}</Typography>
        </DialogContent>
        <DialogActions>
          <Button
            color="error"
            onClick={() => {
              setAsking(false);
              props.onClose();
            }}
          >
            {text.common.dialog.leave}
          </Button>
          <Button variant="contained" autoFocus onClick={() => setAsking(false)}>
            {text.common.dialog.stay}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
