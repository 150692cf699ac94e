// The layout of a screen that is one table (or master and detail): head, toolbar, and a panel that takes the rest of the height.
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import type { ReactNode } from 'react';

export interface ScreenFrameProps {
  readonly header: ReactNode;
  /** Filters; one row that wraps. */
  readonly toolbar?: ReactNode;
  /** Notices between toolbar and panel. */
  readonly notice?: ReactNode;
  /** Fills the panel; dialogs may stand beside it. */
  readonly children: ReactNode;
}

export function ScreenFrame({ header, toolbar, notice, children }: ScreenFrameProps) {
  return (
    <Box
      sx={{
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        padding: '20px 24px',
        minHeight: 0,
        overflow: 'auto',
      }}
    >
      {header}
      {toolbar === undefined || toolbar === null ? null : (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, paddingBottom: 1.5 }}>
          {toolbar}
        </Box>
      )}
      {notice === undefined || notice === null ? null : <Box sx={{ paddingBottom: 1.5 }}>{notice}</Box>}
      <Paper variant="outlined" sx={{ flex: 1, minHeight: 360, overflow: 'hidden', borderRadius: '10px' }}>
        {children}
      </Paper>
    </Box>
  );
}
