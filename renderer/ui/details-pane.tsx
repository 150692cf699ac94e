// The pane beside a table that shows the chosen object: a head with its name and actions, and a body that scrolls.
import CloseOutlined from '@mui/icons-material/CloseOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

export interface DetailsPaneProps {
  /** Accessible name of the region. */
  readonly label: string;
  readonly title: ReactNode;
  /** Chips beside or below the title. */
  readonly status?: ReactNode;
  readonly actions?: ReactNode;
  readonly close?: { readonly label: string; readonly onClose: () => void };
  readonly children: ReactNode;
}

/** A labelled region; Esc inside it closes it where it can be closed. */
export function DetailsPane({ label, title, status, actions, close, children }: DetailsPaneProps) {
  return (
    <Box
      component="section"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && close !== undefined) close.onClose();
      }}
      sx={{
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        minWidth: 0,
        backgroundColor: 'background.paper',
      }}
    >
      <Box
        sx={(theme) => ({
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'flex-start',
          gap: 1,
          padding: '12px 12px 10px 16px',
          borderBottom: `1px solid ${theme.vars!.palette.surface.line}`,
        })}
      >
        <Box sx={{ flex: 1, minWidth: 'min(100%, 180px)' }}>
          <Typography variant="h2" sx={{ overflowWrap: 'anywhere' }}>
            <bdi>{title}</bdi>
          </Typography>
          {status === undefined ? null : (
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', marginTop: 0.5 }}>{status}</Box>
          )}
        </Box>
        {actions === undefined ? null : <Box sx={{ display: 'flex', gap: 1, flexShrink: 0 }}>{actions}</Box>}
        {close === undefined ? null : (
          <Tooltip title={close.label}>
            <IconButton aria-label={close.label} onClick={close.onClose}>
              <CloseOutlined fontSize="small" aria-hidden />
            </IconButton>
          </Tooltip>
        )}
      </Box>
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto' }}>{children}</Box>
    </Box>
  );
}
