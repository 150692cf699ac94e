// What can be done with the chosen keys together: one confirmation, one approval, one job.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { KeyOperationKind } from '../../../shared/schemas/key-operations';
import { text } from '../../text/text';

const words = text.keyOperations;

export interface ChosenKeysBarProps {
  readonly count: number;
  readonly kinds: readonly KeyOperationKind[];
  /** Why nothing can be begun now. */
  readonly blocked: boolean;
  readonly onOperate: (kind: KeyOperationKind) => void;
  readonly onClear: () => void;
}

export function ChosenKeysBar({ count, kinds, blocked, onOperate, onClear }: ChosenKeysBarProps) {
  return (
    <Box
      role="toolbar"
      aria-label={words.bar.label}
      sx={(theme) => ({
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        minHeight: 44,
        padding: '4px 10px 4px 14px',
        borderBottom: `1px solid ${theme.vars!.palette.tone.accent.line}`,
        backgroundColor: theme.vars!.palette.tone.accent.bg,
      })}
    >
      <Typography variant="body2" role="status" sx={{ flex: 1, fontWeight: 560 }}>
        {blocked ? words.openJob : words.bar.chosen(count)}
      </Typography>
      <Button size="small" color="inherit" onClick={onClear}>
        {words.bar.clear}
      </Button>
      {kinds.map((kind) => (
        <Button key={kind} size="small" variant="outlined" disabled={blocked} onClick={() => onOperate(kind)}>
          {words.button[kind]}
        </Button>
      ))}
    </Box>
  );
}
