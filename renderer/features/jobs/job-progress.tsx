// The progress of a job: a bar with its count. A bar that stands still still says how far it came.
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import type { JobView } from '../../../shared/schemas/jobs';
import { text } from '../../text/text';

export interface JobProgressProps {
  readonly job: Pick<JobView, 'name' | 'status' | 'stepsDone' | 'stepsTotal'>;
}

const colors = { Completed: 'success', Failed: 'error', 'Needs attention': 'warning', Cancelled: 'inherit' } as const;
const colorOf = (status: JobView['status']) => (status in colors ? colors[status as keyof typeof colors] : 'primary');

export function JobProgress({ job }: JobProgressProps) {
  const { stepsDone, stepsTotal } = job;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, width: '100%' }}>
      <LinearProgress
        variant="determinate"
        color={colorOf(job.status)}
        value={stepsTotal === 0 ? 0 : Math.min(100, (100 * stepsDone) / stepsTotal)}
        aria-label={text.jobs.progressLabel(job.name, stepsDone, stepsTotal)}
        sx={{ flex: 1, minWidth: 40, height: 6, borderRadius: 3, color: 'text.disabled' }}
      />
      <Box component="span" sx={{ fontSize: '0.75rem', color: 'text.secondary', whiteSpace: 'nowrap' }}>
        {text.jobs.progress(stepsDone, stepsTotal)}
      </Box>
    </Box>
  );
}
