// Ctrl+K: type a few letters, arrow keys choose, Enter goes there.
import SearchOutlined from '@mui/icons-material/SearchOutlined';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import InputBase from '@mui/material/InputBase';
import Typography from '@mui/material/Typography';
import { Fragment, useEffect, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Permission } from '../../../shared/permissions';
import { text } from '../../text/text';
import type { Area } from './areas';
import { matchEntries, usePaletteEntries, type PaletteEntry } from './palette-entries';

export interface CommandPaletteProps {
  readonly open: boolean;
  readonly areas: readonly Area[];
  readonly permissions: readonly Permission[];
  readonly onClose: () => void;
  readonly onShortcuts: () => void;
}

const MOST = 40;

export function CommandPalette({ open, areas, permissions, onClose, onShortcuts }: CommandPaletteProps) {
  const words = text.frame.palette;
  const navigate = useNavigate();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const { entries, loading } = usePaletteEntries(open, areas, permissions);
  const found = matchEntries(entries, typed, MOST);
  const at = Math.min(chosen, Math.max(0, found.length - 1));
  useEffect(() => {
    if (!open) return;
    setTyped('');
    setChosen(0);
  }, [open]);
  useEffect(() => {
    if (open) document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [open, id, at]);
  const go = (entry: PaletteEntry | undefined): void => {
    if (entry === undefined) return;
    onClose();
    if (entry.act === 'shortcuts') onShortcuts();
    else if (entry.path !== undefined) void navigate(entry.path);
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      aria-label={words.title}
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start' } }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1.25,
          paddingInline: 2,
          borderBottom: '1px solid',
          borderColor: 'divider',
        }}
      >
        <SearchOutlined aria-hidden sx={{ color: 'text.secondary' }} />
        <InputBase
          fullWidth
          autoFocus
          value={typed}
          placeholder={words.placeholder}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
          }}
          onKeyDown={(event) => {
            const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
            if (move !== 0 && found.length > 0) {
              event.preventDefault();
              setChosen((at + move + found.length) % found.length);
            }
            if (event.key === 'Enter') {
              event.preventDefault();
              go(found[at]);
            }
          }}
          inputProps={{
            role: 'combobox',
            'aria-label': words.title,
            'aria-expanded': true,
            'aria-controls': `${id}-list`,
            'aria-activedescendant': found.length === 0 ? undefined : `${id}-${at}`,
            'aria-autocomplete': 'list',
            spellCheck: false,
          }}
          sx={{ height: 52, fontSize: '0.9375rem' }}
        />
      </Box>
      <Box
        id={`${id}-list`}
        role="listbox"
        aria-label={words.title}
        sx={{ overflow: 'auto', maxHeight: 420, padding: 1 }}
      >
        {found.map((entry, index) => (
          <Fragment key={entry.id}>
            {entry.group === found[index - 1]?.group ? null : (
              <Typography
                role="presentation"
                variant="overline"
                component="div"
                sx={{
                  paddingInline: 1.25,
                  paddingTop: 0.75,
                  color: 'text.secondary',
                  textTransform: 'none',
                  letterSpacing: 0,
                }}
              >
                {entry.group}
              </Typography>
            )}
            <Box
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              onClick={() => go(entry)}
              onMouseMove={() => setChosen(index)}
              sx={(theme) => ({
                display: 'flex',
                gap: 1.5,
                alignItems: 'baseline',
                padding: '6px 10px',
                borderRadius: '6px',
                cursor: 'pointer',
                fontSize: '0.8125rem',
                backgroundColor: index === at ? theme.vars!.palette.tone.accent.bg : 'transparent',
              })}
            >
              <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
                <bdi>{entry.label}</bdi>
              </Box>
              {entry.hint === undefined ? null : (
                <Box
                  component="span"
                  sx={{
                    color: 'text.secondary',
                    fontSize: '0.75rem',
                    overflow: 'hidden',
                    textOverflow: 'ellipsis',
                    whiteSpace: 'nowrap',
                  }}
                >
                  <bdi>{entry.hint}</bdi>
                </Box>
              )}
            </Box>
          </Fragment>
        ))}
      </Box>
      <Typography
        role="status"
        variant="body2"
        sx={{ color: 'text.secondary', padding: found.length === 0 || loading ? '0 20px 16px' : 0 }}
      >
        {loading ? words.loading : found.length === 0 ? words.none : ''}
      </Typography>
    </Dialog>
  );
}
