// Whether the audit log was verified, up to where, and what to do when it does not verify.
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import GppMaybeOutlined from '@mui/icons-material/GppMaybeOutlined';
import VerifiedUserOutlined from '@mui/icons-material/VerifiedUserOutlined';
import Autorenew from '@mui/icons-material/Autorenew';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { AppStatus } from '../../../shared/schemas/status';
import { text } from '../../text/text';
import { Chip } from '../../ui/status-chip';
import { TimeText } from '../../ui/time-text';

type Integrity = AppStatus['integrity'];
const words = text.audit.integrity;
const looks = {
  'not-verified': ['neutral', GppMaybeOutlined],
  verifying: ['information', Autorenew],
  verified: ['good', VerifiedUserOutlined],
  broken: ['danger', ErrorOutlineOutlined],
} as const;

function detailOf({ state, verifiedTo, firstBad }: Integrity): string | null {
  if (state === 'verified' && verifiedTo !== null) return words.verifiedTo(verifiedTo.toLocaleString('en'));
  if (state === 'broken' && firstBad !== null)
    return `${words.firstBad(firstBad.toLocaleString('en'))} ${words.brokenHelp}`;
  return null;
}

export function IntegrityState({ integrity }: { readonly integrity: Integrity }) {
  const [tone, icon] = looks[integrity.state];
  const detail = detailOf(integrity);
  return (
    <Box
      role="status"
      aria-label={words.label}
      sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}
    >
      <Chip tone={tone} icon={icon} label={words[integrity.state]} />
      {detail === null ? null : (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {detail} {integrity.at === null ? null : <TimeText at={integrity.at} />}
        </Typography>
      )}
    </Box>
  );
}
