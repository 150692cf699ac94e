// First screen of a start: the PIN of the HSM, with what is known of token and module before anything is typed.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { AppStatus } from '../../../shared/schemas/status';
import { GateFrame } from '../../app/gate-frame';
import { text } from '../../text/text';
import { TokenFacts } from './token-facts';
import { UnlockForm } from './unlock-form';

export function UnlockScreen({ status }: { readonly status: AppStatus }) {
  const words = text.frame.unlock;
  return (
    <GateFrame status={status} width={520}>
      <Box>
        <Typography variant="h1">{words.title}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', marginTop: 0.5 }}>
          {words.lead}
        </Typography>
      </Box>
      <UnlockForm status={status} />
      <Box
        component="section"
        aria-label={words.moduleDetails}
        sx={{ borderTop: '1px solid', borderColor: 'divider', paddingTop: 2 }}
      >
        <TokenFacts hsm={status.hsm} />
      </Box>
    </GateFrame>
  );
}
