// The head of one half of the screen: what it is about, in a sentence.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

export interface PaneHeadProps {
  readonly title: string;
  readonly lead: string;
  readonly children?: ReactNode;
}

export function PaneHead({ title, lead, children }: PaneHeadProps) {
  return (
    <Box sx={(theme) => ({ padding: '14px 16px', borderBottom: `1px solid ${theme.vars!.palette.surface.line}` })}>
      <Typography variant="h2" sx={{ paddingBottom: 0.5 }}>
        {title}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', paddingBottom: 1.5, maxWidth: 680 }}>
        {lead}
      </Typography>
      {children}
    </Box>
  );
}
