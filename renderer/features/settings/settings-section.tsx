// One subject of Settings: a title, a sentence, its acts, and what is set now.
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

export interface SettingsSectionProps {
  readonly title: string;
  readonly lead: string;
  readonly status?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

export function SettingsSection({ title, lead, status, actions, children }: SettingsSectionProps) {
  const id = useId();
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-labelledby={id}
      sx={{ borderRadius: '10px', padding: '16px 20px' }}
    >
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start', flexWrap: 'wrap' }}>
        <Box sx={{ flex: '1 1 320px', minWidth: 0 }}>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
            <Typography variant="h2" id={id}>
              {title}
            </Typography>
            {status}
          </Box>
          <Typography variant="body2" sx={{ color: 'text.secondary', marginTop: 0.5, maxWidth: 640 }}>
            {lead}
          </Typography>
        </Box>
        {actions === undefined ? null : <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>{actions}</Box>}
      </Box>
      {children === undefined ? null : <Box sx={{ marginTop: 2 }}>{children}</Box>}
    </Paper>
  );
}
