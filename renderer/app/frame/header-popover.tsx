// What a header button opens: a small panel with a heading, facts and actions.
import Box from '@mui/material/Box';
import Popover from '@mui/material/Popover';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

export interface HeaderPopoverProps {
  readonly anchor: HTMLElement | null;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Pixels. Default 380. */
  readonly width?: number;
}

export function HeaderPopover({ anchor, title, onClose, children, width = 380 }: HeaderPopoverProps) {
  const id = useId();
  return (
    <Popover
      open={anchor !== null}
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-labelledby': id,
          sx: {
            width,
            maxWidth: '95vw',
            padding: 2,
            marginTop: 0.5,
            border: '1px solid',
            borderColor: 'divider',
            borderRadius: '10px',
            boxShadow: 6,
          },
        },
      }}
    >
      <Typography id={id} variant="h3" component="h2" sx={{ marginBottom: 1.25 }}>
        {title}
      </Typography>
      <Box sx={{ display: 'grid', gap: 1.5 }}>{children}</Box>
    </Popover>
  );
}
