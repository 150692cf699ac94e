// A button of the header: icon with a meaning, a short word; opens something.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { SvgIconComponent } from '@mui/icons-material';
import type { MouseEvent } from 'react';
import type { Tone } from '../theme';

export interface HeaderButtonProps {
  readonly icon: SvgIconComponent;
  /** Accessible name. */
  readonly label: string;
  /** What is shown. */
  readonly shown: string;
  readonly tone?: Tone;
  readonly expanded?: boolean;
  readonly onClick: (event: MouseEvent<HTMLButtonElement>) => void;
}

export function HeaderButton({ icon: Icon, label, shown, tone, expanded, onClick }: HeaderButtonProps) {
  return (
    <Button
      size="small"
      color="inherit"
      aria-label={label}
      title={label}
      {...(expanded === undefined ? {} : { 'aria-haspopup': 'dialog', 'aria-expanded': expanded })}
      onClick={onClick}
      sx={(theme) => ({
        maxWidth: 260,
        color: theme.vars!.palette.text.primary,
        fontWeight: 500,
        fontSize: '0.75rem',
        gap: 0.75,
        border: `1px solid ${theme.vars!.palette.surface.line}`,
        // Where it is narrow (or zoomed) the icon stays, with the name for screen readers and on hover.
        '@media (max-width: 980px)': { minWidth: 34, paddingInline: '8px', '& .shown': { display: 'none' } },
        '& svg': {
          fontSize: 16,
          color: tone === undefined ? theme.vars!.palette.text.secondary : theme.vars!.palette.tone[tone].fg,
        },
      })}
    >
      <Icon aria-hidden />
      <Box
        component="span"
        className="shown"
        sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
      >
        <bdi>{shown}</bdi>
      </Box>
    </Button>
  );
}
