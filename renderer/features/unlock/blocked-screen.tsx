// What stops the console, as an error in four parts; nothing else can be done here but to look again.
import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { AppStatus } from '../../../shared/schemas/status';
import { GateFrame } from '../../app/gate-frame';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';

export interface BlockedScreenProps {
  readonly status: AppStatus;
  readonly onRetry: () => void;
}

export function BlockedScreen({ status, onRetry }: BlockedScreenProps) {
  return (
    <GateFrame status={status} width={560}>
      <Typography variant="h1">{text.frame.blocked.title}</Typography>
      <ErrorNotice error={status.problem} />
      <Box>
        <Button variant="outlined" onClick={onRetry}>
          {text.frame.blocked.again}
        </Button>
      </Box>
    </GateFrame>
  );
}
