// Last page: the steps of the set-up as main does them, then done, or what went wrong and the way back.
import Autorenew from '@mui/icons-material/Autorenew';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import RadioButtonUncheckedOutlined from '@mui/icons-material/RadioButtonUncheckedOutlined';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { setupSteps } from '../../../shared/schemas/setup';
import type { CallError } from '../../api/call-error';
import type { Progress } from '../../api/use-progress';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { StepFrame } from './step-frame';

export interface FinishStepProps {
  readonly progress: Progress | null;
  readonly state: 'running' | 'failed' | 'done';
  readonly error: CallError | null;
  readonly onBack: () => void;
  readonly onRetry: () => void;
  readonly onDone: () => void;
}

export function FinishStep({ progress, state, error, onBack, onRetry, onDone }: FinishStepProps) {
  const words = text.setup.finish;
  const current = state === 'done' ? setupSteps.length : (progress?.done ?? 0);
  const title = state === 'done' ? words.doneTitle : state === 'failed' ? words.failedTitle : words.title;
  return (
    <StepFrame
      key={state}
      title={title}
      lead={state === 'done' ? words.doneLead : state === 'failed' ? '' : words.lead}
      {...(state === 'failed' ? { onBack } : {})}
      {...(state === 'done' ? { onNext: onDone, nextLabel: words.toLogin } : {})}
    >
      <Box sx={{ display: 'grid', gap: 2, maxWidth: 560 }}>
        <ErrorNotice error={state === 'failed' ? error : null} onRetry={onRetry} />
        <Box>
          <LinearProgress
            variant="determinate"
            aria-label={words.label}
            value={Math.round((current / setupSteps.length) * 100)}
            color={state === 'failed' ? 'error' : 'primary'}
            sx={{ height: 6, borderRadius: 3 }}
          />
          <Typography variant="caption" role="status" sx={{ color: 'text.secondary' }}>
            {words.percent(current, setupSteps.length)}
          </Typography>
        </Box>
        <Box component="ol" sx={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 0.75 }}>
          {setupSteps.map((step, index) => {
            const of =
              index < current ? 'done' : index > current ? 'waiting' : state === 'failed' ? 'failed' : 'running';
            return <Step key={step} label={words.progress[step]} state={of} />;
          })}
        </Box>
      </Box>
    </StepFrame>
  );
}

const looks = {
  done: [CheckCircleOutlined, 'good'],
  running: [Autorenew, 'information'],
  failed: [ErrorOutlineOutlined, 'danger'],
  waiting: [RadioButtonUncheckedOutlined, 'neutral'],
} as const;

function Step({ label, state }: { readonly label: string; readonly state: keyof typeof looks }) {
  const [Icon, tone] = looks[state];
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <Icon
        titleAccess={text.setup.finish[state]}
        sx={(theme) => ({ fontSize: 18, color: theme.vars!.palette.tone[tone].fg })}
      />
      <Typography
        variant="body2"
        sx={{
          color: state === 'waiting' ? 'text.secondary' : 'text.primary',
          fontWeight: state === 'running' ? 600 : 400,
        }}
      >
        {label}
      </Typography>
    </Box>
  );
}
