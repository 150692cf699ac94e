// The panel of jobs that run or wait, each with its steps as a bar.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useNavigate } from 'react-router';
import type { JobView } from '../../../shared/schemas/jobs';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { RowSkeletons } from '../../ui/skeletons';
import { StatusChip } from '../../ui/status-chip';

export function RunningJobs() {
  const words = text.frame.activity;
  const navigate = useNavigate();
  const jobs = useCall('jobs.list', { status: ['Running', 'Queued', 'Needs attention'], limit: 20 });
  const open = (path: string) => (): void => void navigate(path);
  return (
    <Box
      sx={{ maxHeight: 220, overflow: 'auto', padding: '10px 16px', borderBottom: '1px solid', borderColor: 'divider' }}
    >
      <ErrorNotice error={jobs.error} onRetry={() => void jobs.refetch()} takeFocus={false} />
      {jobs.isPending ? <RowSkeletons what={text.frame.areas.jobs} rows={2} rowHeight={32} /> : null}
      {jobs.data?.jobs.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {words.none}
        </Typography>
      ) : null}
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 0.5 }}>
        {jobs.data?.jobs.map((job) => (
          <li key={job.id}>
            <RunningJob job={job} onOpen={open(`/jobs/${job.id}`)} />
          </li>
        ))}
      </Box>
      <Button size="small" onClick={open('/jobs')} sx={{ marginTop: 0.5 }}>
        {words.allJobs}
      </Button>
    </Box>
  );
}

function RunningJob({ job, onOpen }: { readonly job: JobView; readonly onOpen: () => void }) {
  const share = job.stepsTotal === 0 ? 0 : Math.round((job.stepsDone / job.stepsTotal) * 100);
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: '150px minmax(120px, 1fr) 180px 110px',
        alignItems: 'center',
        gap: 1.5,
      }}
    >
      <span>
        <StatusChip of="job" state={job.status} />
      </span>
      <Button
        size="small"
        color="inherit"
        onClick={onOpen}
        sx={{ justifyContent: 'flex-start', minWidth: 0, textAlign: 'left' }}
      >
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          <bdi>{job.name}</bdi>
        </Box>
      </Button>
      <LinearProgress variant="determinate" value={share} aria-label={job.name} sx={{ borderRadius: 2 }} />
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {text.frame.activity.steps(job.stepsDone, job.stepsTotal)}
      </Typography>
    </Box>
  );
}
