// Four steps to the first key; each knows by itself whether it is done.
import ArrowForward from '@mui/icons-material/ArrowForward';
import CheckCircle from '@mui/icons-material/CheckCircle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useNavigate } from 'react-router';
import { useCall } from '../../api/use-call';
import { usePreference } from '../../api/use-preference';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { RowSkeletons } from '../../ui/skeletons';

interface StepView {
  readonly words: { readonly title: string; readonly body: string; readonly act: string };
  readonly path: string;
  readonly done: boolean;
}

export function FirstSteps() {
  const words = text.dashboard.firstSteps;
  const credentials = useCall('credentials.list', {});
  const groups = useCall('groups.list', {});
  const hidden = usePreference('home.steps-hidden', (stored) => stored === true);
  const error = credentials.error ?? groups.error;
  if (error !== null)
    return (
      <ErrorNotice
        error={error}
        takeFocus={false}
        onRetry={() => {
          void credentials.refetch();
          void groups.refetch();
        }}
      />
    );
  if (credentials.data === undefined || groups.data === undefined)
    return <RowSkeletons what={words.title} rows={4} rowHeight={64} />;
  const rotated = groups.data.groups.some(({ lastRotatedAt, keyCount }) => lastRotatedAt !== null || keyCount > 0);
  const steps: readonly StepView[] = [
    { words: words.credential, path: '/credentials', done: credentials.data.credentials.length > 0 },
    { words: words.group, path: '/keys', done: groups.data.groups.length > 0 },
    { words: words.rotate, path: '/keys', done: rotated },
    { words: words.proof, path: '/audit', done: false },
  ];
  if (rotated && hidden.value) return null;
  const next = steps.findIndex(({ done }) => !done);
  return (
    <Box component="section" aria-label={words.title}>
      <Box sx={{ display: 'flex', alignItems: 'flex-end', gap: 2, marginBottom: 1.25 }}>
        <Box sx={{ flex: 1 }}>
          <Typography variant="h2">{words.title}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {words.lead}
          </Typography>
        </Box>
        {rotated ? (
          <Button size="small" color="inherit" onClick={() => hidden.set(true)}>
            {words.hide}
          </Button>
        ) : null}
      </Box>
      <Box
        component="ol"
        sx={{
          listStyle: 'none',
          margin: 0,
          padding: 0,
          border: '1px solid',
          borderColor: 'divider',
          borderRadius: '10px',
          backgroundColor: 'background.paper',
          overflow: 'hidden',
        }}
      >
        {steps.map((step, index) => (
          <Step
            key={step.words.title}
            step={step}
            number={index + 1}
            isNext={index === next}
            last={index === steps.length - 1}
          />
        ))}
      </Box>
    </Box>
  );
}

interface StepProps {
  readonly step: StepView;
  readonly number: number;
  readonly isNext: boolean;
  readonly last: boolean;
}

function Step({ step, number, isNext, last }: StepProps) {
  const navigate = useNavigate();
  return (
    <Box
      component="li"
      {...(isNext ? { 'aria-current': 'step' as const } : {})}
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        padding: '12px 16px',
        borderBottom: last ? 'none' : `1px solid ${theme.vars!.palette.surface.line}`,
        backgroundColor: isNext ? theme.vars!.palette.tone.accent.bg : 'transparent',
      })}
    >
      <Box sx={{ width: 28, display: 'grid', placeItems: 'center', flexShrink: 0 }}>
        {step.done ? (
          <CheckCircle
            titleAccess={text.dashboard.firstSteps.done}
            sx={(theme) => ({ color: theme.vars!.palette.tone.good.fg })}
          />
        ) : (
          <Box
            component="span"
            sx={(theme) => ({
              display: 'grid',
              placeItems: 'center',
              width: 24,
              height: 24,
              borderRadius: '50%',
              fontSize: '0.75rem',
              fontWeight: 650,
              border: `1.5px solid ${isNext ? theme.vars!.palette.primary.main : theme.vars!.palette.text.disabled}`,
              color: isNext ? theme.vars!.palette.primary.main : theme.vars!.palette.text.secondary,
            })}
          >
            {number}
          </Box>
        )}
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="h3" component="p">
          {step.words.title}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {step.words.body}
        </Typography>
      </Box>
      <Button
        size="small"
        variant={isNext ? 'contained' : 'text'}
        {...(isNext ? {} : { color: 'inherit' as const })}
        endIcon={<ArrowForward aria-hidden />}
        aria-label={`${step.words.act}: ${step.words.title}`}
        onClick={() => void navigate(step.path)}
        sx={{ flexShrink: 0 }}
      >
        {step.words.act}
      </Button>
    </Box>
  );
}
