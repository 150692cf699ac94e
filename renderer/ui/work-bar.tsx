// Work in main that can be ended: how far it is, what ending it leaves, and the button for it.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';

export interface WorkBarProps {
  /** Names the bar. */
  readonly label: string;
  /** The label and how far it is, in words. */
  readonly said: string;
  readonly hint?: string;
  /** Null before the first report: until then there is nothing to end. `total` 0 or 1: nobody knows how much it is. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly cancel: { readonly label: string; readonly pending?: boolean; readonly start: () => void };
}

export function WorkBar({ label, said, hint, progress, cancel }: WorkBarProps) {
  const { done = 0, total = 0 } = progress ?? {};
  return (
    <Box sx={{ display: 'grid', gap: 0.75 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
        <Typography variant="body2" role="status" sx={{ flex: 1, minWidth: 200 }}>
          {said}
        </Typography>
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          disabled={progress === null}
          loading={cancel.pending === true}
          onClick={cancel.start}
        >
          {cancel.label}
        </Button>
      </Box>
      <LinearProgress
        aria-label={label}
        {...(total > 1
          ? { variant: 'determinate' as const, value: Math.min(100, (100 * done) / total) }
          : { variant: 'indeterminate' as const })}
      />
      {hint === undefined ? null : (
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {hint}
        </Typography>
      )}
    </Box>
  );
}
