// One thing that may need a person: how many, how urgent, and the list that holds them one click away.
import ArrowForward from '@mui/icons-material/ArrowForward';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import WarningAmberOutlined from '@mui/icons-material/WarningAmberOutlined';
import ButtonBase from '@mui/material/ButtonBase';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useNavigate } from 'react-router';
import type { Need, NeedKind } from '../../../shared/schemas/dashboard';
import { text } from '../../text/text';

const words = text.dashboard;

/** Where each leads; the address carries the filter. */
export const needPaths: Readonly<Record<NeedKind, string>> = {
  approvals: '/approvals',
  'jobs-needing-attention': '/jobs?status=Needs+attention',
  'jobs-failed': '/jobs?status=Failed&ended=7',
  'rotations-due': '/upcoming?kind=rotation&when=past',
  'material-expiring': '/upcoming?kind=material-expires&when=month',
  'deletions-scheduled': '/upcoming?kind=deletion',
  drift: '/reconcile',
};

/** Failed jobs and what is overdue are urgent; requests of others only wait. */
function looksOf({ kind, count, urgent }: Need) {
  if (count === 0) return ['good', CheckCircleOutlined, words.clear] as const;
  const danger = kind === 'jobs-failed' || (kind !== 'approvals' && urgent > 0);
  return danger
    ? (['danger', ErrorOutlineOutlined, words.urgent] as const)
    : (['attention', WarningAmberOutlined, words.waits] as const);
}

export function NeedTile({ need }: { readonly need: Need }) {
  const navigate = useNavigate();
  const { title, detail, open } = words.needs[need.kind];
  const [tone, Icon, state] = looksOf(need);
  return (
    <ButtonBase
      onClick={() => void navigate(needPaths[need.kind])}
      sx={(theme) => {
        const { palette } = theme.vars!;
        return {
          display: 'grid',
          gridTemplate: 'auto auto 1fr auto / minmax(0, 1fr)',
          justifyContent: 'stretch',
          fontFamily: theme.typography.fontFamily,
          gap: '2px',
          width: '100%',
          minHeight: 132,
          padding: '12px 14px 10px',
          textAlign: 'left',
          borderRadius: '10px',
          border: `1px solid ${need.count === 0 ? palette.divider : palette.tone[tone].line}`,
          backgroundColor: palette.background.paper,
          '&:hover': { backgroundColor: palette.surface.raised },
          '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 1 },
        };
      }}
    >
      <Typography variant="subtitle2" component="span">
        {title}
      </Typography>
      <Box component="span" sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box
          component="span"
          sx={{ fontSize: '1.625rem', fontWeight: 640, lineHeight: 1.25, fontVariantNumeric: 'tabular-nums' }}
        >
          {need.count.toLocaleString('en')}
        </Box>
        <Box
          component="span"
          sx={(theme) => ({
            display: 'inline-flex',
            alignItems: 'center',
            gap: '4px',
            fontSize: '0.75rem',
            fontWeight: 560,
            color: theme.vars!.palette.tone[tone].fg,
          })}
        >
          <Icon aria-hidden sx={{ fontSize: 15 }} />
          {state}
        </Box>
      </Box>
      <Typography variant="caption" component="span" sx={{ color: 'text.secondary' }}>
        {detail(need.count, need.urgent)}
      </Typography>
      <Box
        component="span"
        sx={(theme) => ({
          display: 'inline-flex',
          alignItems: 'center',
          gap: '4px',
          fontSize: '0.75rem',
          fontWeight: 560,
          color: theme.vars!.palette.primary.main,
        })}
      >
        {open}
        <ArrowForward aria-hidden sx={{ fontSize: 14 }} />
      </Box>
    </ButtonBase>
  );
}
