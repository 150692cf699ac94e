// An empty place that teaches: what belongs here, why, and the one button to start.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { SvgIconComponent } from '@mui/icons-material';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  readonly icon: SvgIconComponent;
  readonly title: string;
  readonly body: string;
  /** The one button to start. */
  readonly action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, body, action }: EmptyStateProps) {
  return (
    <Box sx={{ display: 'grid', placeItems: 'center', height: '100%', padding: 4 }}>
      <Box sx={{ maxWidth: 440, textAlign: 'center', display: 'grid', gap: 1, justifyItems: 'center' }}>
        <Box
          sx={(theme) => ({
            display: 'grid',
            placeItems: 'center',
            width: 48,
            height: 48,
            borderRadius: '50%',
            backgroundColor: theme.vars!.palette.tone.accent.bg,
            color: theme.vars!.palette.tone.accent.fg,
          })}
        >
          <Icon aria-hidden />
        </Box>
        <Typography variant="h2" component="p">
          {title}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', whiteSpace: 'pre-line' }}>
          {body}
        </Typography>
        {action === undefined ? null : <Box sx={{ marginTop: 1 }}>{action}</Box>}
      </Box>
    </Box>
  );
}
