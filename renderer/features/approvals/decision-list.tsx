// The signed decisions of a request: who, what, when, why, and whether each still counts.
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import HighlightOffOutlined from '@mui/icons-material/HighlightOffOutlined';
import LinkOffOutlined from '@mui/icons-material/LinkOffOutlined';
import VerifiedUserOutlined from '@mui/icons-material/VerifiedUserOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { DecisionView } from '../../../shared/schemas/approvals';
import { text } from '../../text/text';
import { Chip } from '../../ui/status-chip';
import { TimeText } from '../../ui/time-text';

const words = text.approvals.decision;

function Decision({ decision }: { readonly decision: DecisionView }) {
  const approved = decision.verdict === 'approve';
  const SignatureIcon = decision.counts ? VerifiedUserOutlined : LinkOffOutlined;
  return (
    <Box component="li" sx={{ display: 'grid', gap: 0.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Chip
          tone={approved ? 'good' : 'danger'}
          icon={approved ? CheckCircleOutlined : HighlightOffOutlined}
          label={approved ? words.approve : words.deny}
        />
        <Typography variant="body2" component="span" sx={{ fontWeight: 560 }}>
          <bdi>{decision.identity}</bdi>
        </Typography>
        <Typography variant="body2" component="span" sx={{ color: 'text.secondary' }}>
          <TimeText at={decision.at} />
        </Typography>
      </Box>
      {decision.reason === '' ? null : (
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          <bdi>{words.reason(decision.reason)}</bdi>
        </Typography>
      )}
      <Box
        sx={(theme) => ({
          display: 'flex',
          alignItems: 'center',
          gap: 0.75,
          fontSize: '0.75rem',
          color: decision.counts ? theme.vars!.palette.text.secondary : theme.vars!.palette.tone.attention.fg,
        })}
      >
        <SignatureIcon aria-hidden sx={{ fontSize: 15 }} />
        {decision.counts ? words.counts : words.lapsed}
      </Box>
    </Box>
  );
}

export function DecisionList({ decisions }: { readonly decisions: readonly DecisionView[] }) {
  if (decisions.length === 0)
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {text.approvals.details.noDecisions}
      </Typography>
    );
  return (
    <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 1.75 }}>
      {decisions.map((decision) => (
        <Decision key={`${decision.identityId}-${decision.at}`} decision={decision} />
      ))}
    </Box>
  );
}
