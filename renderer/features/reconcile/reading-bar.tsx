// AWS is being read: how far, and the way to end it.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { text } from '../../text/text';
import type { ReconcileProgress } from './use-reconcile';

const words = text.reconcile;

export function ReadingBar({
  progress,
  onCancel,
}: {
  readonly progress: ReconcileProgress | null;
  readonly onCancel: () => void;
}) {
  const known = progress !== null && progress.total > 1;
  return (
    <Box sx={{ display: 'grid', gap: 0.75 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Typography variant="body2" role="status" sx={{ flex: 1 }}>
          {words.reading}
          {known ? `: ${words.groups(progress.done, progress.total)}` : ''}
        </Typography>
        <Button size="small" variant="outlined" color="inherit" disabled={progress === null} onClick={onCancel}>
          {words.cancel}
        </Button>
      </Box>
      <LinearProgress
        aria-label={words.reading}
        {...(known
          ? { variant: 'determinate' as const, value: (100 * progress.done) / progress.total }
          : { variant: 'indeterminate' as const })}
      />
    </Box>
  );
}
