// The band that says EVALUATION and why, over every screen; PRODUCTION shows none, it says so plainly in the header.
import ScienceOutlined from '@mui/icons-material/ScienceOutlined';
import Box from '@mui/material/Box';
import type { AppStatus } from '../../shared/schemas/status';
import { text } from '../text/text';

export function EnvironmentBand({ status }: { readonly status: AppStatus }) {
  if (status.environment !== 'EVALUATION') return null;
  const reasons = status.evaluationReasons.map((reason) => text.frame.evaluationReasons[reason]);
  return (
    <Box
      component="section"
      aria-label={text.frame.environment}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.25,
        minHeight: 28,
        paddingInline: 2,
        paddingBlock: '3px',
        color: '#241a00',
        fontSize: '0.75rem',
        backgroundColor: '#f5c242',
        // Stripes at both ends: it is a band even where colour is not seen.
        borderInline: '20px solid transparent',
        backgroundImage: 'repeating-linear-gradient(-45deg, #241a00 0 7px, #f5c242 7px 14px)',
        backgroundOrigin: 'border-box',
        // Above dialogs as well: nothing that is open dims it.
        position: 'relative',
        zIndex: 'tooltip',
        isolation: 'isolate',
        '&::before': { content: '""', position: 'absolute', inset: 0, backgroundColor: '#f5c242', zIndex: -1 },
        '@media (forced-colors: active)': { border: '1px solid' },
      }}
    >
      <ScienceOutlined aria-hidden sx={{ fontSize: 16 }} />
      <Box component="strong" sx={{ fontWeight: 750, letterSpacing: '0.08em' }}>
        {text.frame.evaluation}
      </Box>
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {text.frame.evaluationMeans} {reasons.join(' · ')}
      </Box>
    </Box>
  );
}
