// What can be done with the chosen requests together: one signature window for all, one signature for each.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { RequestView } from '../../../shared/schemas/approvals';
import { text } from '../../text/text';
import type { RequestActs } from './use-request-acts';

const words = text.approvals.bulk;

export interface BulkBarProps {
  readonly requests: readonly RequestView[];
  readonly acts: RequestActs;
  readonly onClear: () => void;
}

export function BulkBar({ requests, acts, onClear }: BulkBarProps) {
  return (
    <Box
      role="toolbar"
      aria-label={words.label}
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        minHeight: 44,
        paddingInline: '14px 10px',
        borderBottom: `1px solid ${theme.vars!.palette.tone.accent.line}`,
        backgroundColor: theme.vars!.palette.tone.accent.bg,
      })}
    >
      <Typography variant="body2" role="status" sx={{ flex: 1, fontWeight: 560 }}>
        {acts.asking ? text.approvals.waitsForPrompt : words.chosen(requests.length)}
      </Typography>
      <Button size="small" color="inherit" disabled={acts.pending} onClick={onClear}>
        {words.clear}
      </Button>
      <Button size="small" variant="outlined" color="error" disabled={acts.pending} onClick={() => acts.deny(requests)}>
        {words.deny(requests.length)}
      </Button>
      <Button size="small" variant="contained" loading={acts.pending} onClick={() => acts.approve(requests)}>
        {words.approve(requests.length)}
      </Button>
    </Box>
  );
}
