// A notice with a meaning: icon, sentence, and what can be done. Not for errors of calls: those are ErrorNotice.
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import InfoOutlined from '@mui/icons-material/InfoOutlined';
import WarningAmberOutlined from '@mui/icons-material/WarningAmberOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

const icons = {
  good: CheckCircleOutlined,
  attention: WarningAmberOutlined,
  danger: ErrorOutlineOutlined,
  information: InfoOutlined,
} as const;

export interface NoticeProps {
  readonly tone: keyof typeof icons;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Across the whole width, without corners. */
  readonly band?: boolean;
}

export function Notice({ tone, title, children, action, band = false }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <Box
      role={tone === 'danger' ? 'alert' : 'note'}
      sx={(theme) => {
        const colors = theme.vars!.palette.tone[tone];
        return {
          display: 'flex',
          alignItems: 'flex-start',
          gap: 1.25,
          padding: band ? '7px 16px' : '10px 14px',
          border: `1px solid ${colors.line}`,
          ...(band ? { borderInline: 'none', borderTop: 'none' } : { borderRadius: '8px' }),
          backgroundColor: colors.bg,
          color: theme.vars!.palette.text.primary,
          overflowWrap: 'anywhere',
        };
      }}
    >
      <Icon
        aria-hidden
        sx={(theme) => ({ fontSize: 18, marginTop: '1px', flexShrink: 0, color: theme.vars!.palette.tone[tone].fg })}
      />
      <Box sx={{ flex: 1, minWidth: 0, alignSelf: 'center' }}>
        {title === undefined ? null : (
          <Typography variant="subtitle2" component="p">
            {title}
          </Typography>
        )}
        {children === undefined ? null : (
          <Typography variant="body2" component="div">
            {children}
          </Typography>
        )}
      </Box>
      {action === undefined ? null : <Box sx={{ flexShrink: 0, alignSelf: 'center' }}>{action}</Box>}
    </Box>
  );
}
