// One titled part of a details pane.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

export interface DetailsSectionProps {
  readonly title: string;
  /** A small action on the right of the title. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function DetailsSection({ title, action, children }: DetailsSectionProps) {
  const id = useId();
  return (
    <Box
      component="section"
      aria-labelledby={id}
      sx={(theme) => ({
        padding: '12px 16px 14px',
        '& + section': { borderTop: `1px solid ${theme.vars!.palette.surface.line}` },
      })}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 28, marginBottom: 0.5 }}>
        <Typography id={id} variant="h3" sx={{ flex: 1 }}>
          {title}
        </Typography>
        {action}
      </Box>
      {children}
    </Box>
  );
}
