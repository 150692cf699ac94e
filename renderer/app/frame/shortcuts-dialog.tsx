// The list of keyboard shortcuts, opened by "?".
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { monospace } from '../theme';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import type { Area } from './areas';

export interface ShortcutsDialogProps {
  readonly open: boolean;
  readonly areas: readonly Area[];
  readonly onClose: () => void;
}

export function ShortcutsDialog({ open, areas, onClose }: ShortcutsDialogProps) {
  const words = text.frame.shortcuts;
  const groups: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    [
      words.anywhere,
      [
        ['Ctrl K', words.find],
        ['?', words.list],
        ['Ctrl B', words.navigation],
        ['Ctrl L', text.login.menu.lockShortcut],
        ...areas.map((area, index) => [`Alt ${index + 1}`, area.label] as const),
      ],
    ],
    [
      words.tables,
      [
        ['↑ ↓ ← →', words.move],
        ['Enter', words.open],
        ['Menu, Shift F10', words.menu],
        ['Ctrl Home, Ctrl End', words.firstLast],
      ],
    ],
    [
      words.dialogs,
      [
        ['Esc', words.close],
        ['Enter', words.ok],
        ['Tab', words.next],
      ],
    ],
  ];
  return (
    <DialogFrame
      open={open}
      title={words.title}
      width="sm"
      onClose={onClose}
      actions={() => (
        <Button variant="contained" autoFocus onClick={onClose}>
          {text.common.close}
        </Button>
      )}
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        {groups.map(([title, rows]) => (
          <Box component="section" aria-label={title} key={title}>
            <Typography variant="subtitle2" sx={{ color: 'text.secondary', marginBottom: 0.5 }}>
              {title}
            </Typography>
            <Box component="dl" sx={{ margin: 0, display: 'grid', gridTemplateColumns: '170px 1fr', rowGap: 0.5 }}>
              {rows.map(([keys, meaning]) => (
                <Box key={keys} sx={{ display: 'contents' }}>
                  <Box component="dt" sx={{ fontFamily: monospace, fontSize: '0.75rem', alignSelf: 'center' }}>
                    {keys}
                  </Box>
                  <Typography component="dd" variant="body2" sx={{ margin: 0 }}>
                    {meaning}
                  </Typography>
                </Box>
              ))}
            </Box>
          </Box>
        ))}
      </Box>
    </DialogFrame>
  );
}
