// One page of the wizard: heading, sentence, body, Back and Next. Enter goes on.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, type ReactNode } from 'react';
import { text } from '../../text/text';

export interface StepFrameProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
  readonly onBack?: () => void;
  readonly onNext?: () => void;
  readonly nextLabel?: string;
  readonly nextDisabled?: boolean;
  readonly pending?: boolean;
}

export function StepFrame(props: StepFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // A new page is read out from its heading; its first field takes the focus itself where it has one.
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (props.nextDisabled !== true && props.pending !== true) props.onNext?.();
      }}
      sx={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0, minWidth: 0 }}
    >
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', padding: 'clamp(16px, 3vw, 28px) clamp(16px, 3vw, 32px)' }}>
        <Typography variant="h1" ref={heading} tabIndex={-1} sx={{ outline: 'none' }}>
          {props.title}
        </Typography>
        <Typography variant="body1" sx={{ color: 'text.secondary', marginTop: 0.5, marginBottom: 3, maxWidth: 640 }}>
          {props.lead}
        </Typography>
        {props.children}
      </Box>
      <Box
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          padding: '14px clamp(16px, 3vw, 32px)',
          borderTop: '1px solid',
          borderColor: 'divider',
          minHeight: 63,
        }}
      >
        {props.onBack === undefined ? (
          <span />
        ) : (
          <Button color="inherit" onClick={props.onBack} disabled={props.pending === true}>
            {text.setup.back}
          </Button>
        )}
        {props.onNext === undefined ? null : (
          <Button
            type="submit"
            variant="contained"
            disabled={props.nextDisabled === true}
            loading={props.pending === true}
          >
            {props.nextLabel ?? text.setup.next}
          </Button>
        )}
      </Box>
    </Box>
  );
}
