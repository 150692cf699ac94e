// A backup that is being made, or one that is being opened: how far it is, and the way to end it.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import type { IpcEventPayload } from '../../../shared/ipc/table';
import { bridge } from '../../api/bridge';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';

const words = text.backup.make;

export interface BackupProgressProps {
  readonly runId: string;
  readonly label: string;
  readonly hint: string;
}

export function BackupProgress({ runId, label, hint }: BackupProgressProps) {
  const [progress, setProgress] = useState<IpcEventPayload<'progress'> | null>(null);
  const cancel = useCommand('backup.cancel');
  useEffect(
    () =>
      bridge().on.progress((event) => {
        if (event.call === 'backup.make' && event.id === runId) setProgress(event);
      }),
    [runId],
  );
  const { step = '', done = 0, total = 0 } = progress ?? {};
  const said =
    progress === null ? words.starting : step === 'verify' ? words.verify(done, total) : words.copy(done, total);
  return (
    <Box sx={{ display: 'grid', gap: 0.75 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
        <Typography variant="body2" role="status" sx={{ flex: 1, minWidth: 200 }}>
          {label}: {said}
        </Typography>
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          disabled={progress === null}
          loading={cancel.pending}
          onClick={() => cancel.start({ runId })}
        >
          {words.cancel}
        </Button>
      </Box>
      <LinearProgress
        aria-label={label}
        {...(total > 0
          ? { variant: 'determinate' as const, value: Math.min(100, (100 * done) / total) }
          : { variant: 'indeterminate' as const })}
      />
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {hint}
      </Typography>
    </Box>
  );
}
