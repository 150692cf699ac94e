// An export under way: rows written so far, and the way to end it.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { bridge } from '../../api/bridge';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';

const words = text.reports.run;

interface Rows {
  readonly done: number;
  readonly total: number;
}

export function RunProgress({ runId }: { readonly runId: string }) {
  const [rows, setRows] = useState<Rows | null>(null);
  const cancel = useCommand('reports.cancel');
  useEffect(
    () =>
      bridge().on.progress(({ call, id, done, total }) => {
        if (call === 'reports.run' && id === runId) setRows({ done, total });
      }),
    [runId],
  );
  const known = rows !== null && rows.total > 0;
  return (
    <Box sx={{ display: 'grid', gap: 0.75 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
        <Typography variant="body2" role="status" sx={{ flex: 1, minWidth: 200 }}>
          {words.running}: {rows === null ? words.starting : words.rows(rows.done, rows.total)}
        </Typography>
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          disabled={rows === null}
          loading={cancel.pending}
          onClick={() => cancel.start({ runId })}
        >
          {words.cancel}
        </Button>
      </Box>
      <LinearProgress
        aria-label={words.running}
        {...(known
          ? { variant: 'determinate' as const, value: Math.min(100, (100 * rows.done) / rows.total) }
          : { variant: 'indeterminate' as const })}
      />
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {words.nothingLeft}
      </Typography>
    </Box>
  );
}
