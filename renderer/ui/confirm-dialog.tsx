// The confirmation of a critical operation: the facts in a fixed order, the justification, and a button that names the act.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useEffect, useState, type ReactNode } from 'react';
import { justification as justificationSchema } from '../../shared/schemas/common';
import type { CallError } from '../api/call-error';
import { text } from '../text/text';
import { DialogFrame } from './dialog-frame';

export interface ConfirmFacts {
  /** What will happen: names, Regions, counts. */
  readonly happens: ReactNode;
  /** What stops working. Leave out: nothing. */
  readonly stops?: ReactNode;
  /** What it costs. Leave out: nothing. */
  readonly costs?: ReactNode;
  readonly undo: ReactNode;
  readonly approves: ReactNode;
}
export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly facts: ConfirmFacts;
  /** Names the act: "Force rotate payments-eu". */
  readonly actLabel: string;
  readonly onConfirm: (justification: string) => void;
  readonly onCancel: () => void;
  /** false where the call takes no justification. Default true. */
  readonly justify?: boolean;
  /** For what cannot be undone: this name must be typed in. */
  readonly typedName?: string;
  readonly danger?: boolean;
  readonly pending?: boolean;
  readonly error?: CallError | null;
  /** The facts are still being asked for: the button waits. */
  readonly loading?: boolean;
  readonly width?: 'sm' | 'md';
  /** Below the facts: warnings, the list of calls. */
  readonly children?: ReactNode;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const [reason, setReason] = useState('');
  const [reasonLeft, setReasonLeft] = useState(false);
  const [typed, setTyped] = useState('');
  const words = text.common.confirm;
  useEffect(() => {
    if (props.open) return;
    setReason('');
    setReasonLeft(false);
    setTyped('');
  }, [props.open]);

  const needsReason = props.justify !== false;
  const reasonFine = !needsReason || justificationSchema.safeParse(reason).success;
  const nameFine = props.typedName === undefined || typed === props.typedName;
  const confirm = (): void => {
    setReasonLeft(true);
    if (reasonFine && nameFine && props.loading !== true) props.onConfirm(reason.trim());
  };
  const rows: readonly (readonly [string, ReactNode])[] = [
    [words.happens, props.facts.happens],
    [words.stops, props.facts.stops ?? words.nothingStops],
    [words.costs, props.facts.costs ?? words.nothingCosts],
    [words.undo, props.facts.undo],
    [words.approves, props.facts.approves],
  ];
  return (
    <DialogFrame
      open={props.open}
      title={props.title}
      onClose={props.onCancel}
      width={props.width ?? 'sm'}
      {...(props.pending === undefined ? {} : { pending: props.pending })}
      {...(props.error === undefined ? {} : { error: props.error })}
      onSubmit={confirm}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close} disabled={props.pending === true}>
            {text.common.cancel}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={props.danger === true ? 'error' : 'primary'}
            loading={props.pending === true}
            disabled={props.loading === true || !nameFine}
          >
            {props.actLabel}
          </Button>
        </>
      )}
    >
      <Box
        component="dl"
        sx={{ margin: 0, display: 'grid', gridTemplateColumns: '150px 1fr', rowGap: 1.25, columnGap: 2 }}
      >
        {rows.map(([label, value]) => (
          <Box key={label} sx={{ display: 'contents' }}>
            <Typography component="dt" variant="subtitle2" sx={{ color: 'text.secondary' }}>
              {label}
            </Typography>
            <Typography component="dd" variant="body2" sx={{ margin: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
              {value}
            </Typography>
          </Box>
        ))}
      </Box>
      {props.children === undefined ? null : <Box sx={{ marginTop: 2 }}>{props.children}</Box>}
      {needsReason ? (
        <TextField
          label={words.justification}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onBlur={() => setReasonLeft(true)}
          error={reasonLeft && !reasonFine}
          helperText={words.justificationHelp}
          multiline
          minRows={2}
          maxRows={6}
          autoFocus
          slotProps={{ htmlInput: { 'aria-required': true, maxLength: 1000 } }}
          sx={{ marginTop: 2.5 }}
        />
      ) : null}
      {props.typedName === undefined ? null : (
        <TextField
          label={words.typeName(props.typedName)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          helperText={words.typeNameHelp}
          autoComplete="off"
          sx={{ marginTop: 2 }}
        />
      )}
    </DialogFrame>
  );
}
