// Below every screen: what runs now, with its progress, one click away and never in the way; and how times are shown.
import ExpandLess from '@mui/icons-material/ExpandLess';
import ExpandMore from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import LinearProgress from '@mui/material/LinearProgress';
import Switch from '@mui/material/Switch';
import { useState } from 'react';
import type { AppStatus } from '../../../shared/schemas/status';
import { useMay } from '../../api/use-status';
import { StopJobsButton } from '../../features/job-switch/job-switch';
import { text } from '../../text/text';
import { useTimeDisplay } from '../../ui/time-display';
import { RunningJobs } from './running-jobs';

export function ActivityBar({ status }: { readonly status: AppStatus }) {
  const words = text.frame.activity;
  const mayView = useMay('Jobs:View');
  const [open, setOpen] = useState(false);
  const { running, queued } = status.jobs;
  const label = running > 0 ? words.running(running, queued) : queued > 0 ? words.queuedOnly(queued) : words.idle;
  return (
    <Box
      component="section"
      aria-label={words.label}
      sx={{ borderTop: '1px solid', borderColor: 'divider', backgroundColor: 'background.paper' }}
    >
      {open && mayView ? <RunningJobs /> : null}
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1.5,
          height: 34,
          paddingInline: '12px 16px',
          fontSize: '0.75rem',
          color: 'text.secondary',
        }}
      >
        {mayView ? (
          <Button
            size="small"
            color="inherit"
            aria-expanded={open}
            aria-label={`${label}. ${open ? words.close : words.open}`}
            endIcon={open ? <ExpandMore aria-hidden /> : <ExpandLess aria-hidden />}
            onClick={() => setOpen(!open)}
            sx={{ fontSize: '0.75rem' }}
          >
            <span aria-live="polite">{label}</span>
          </Button>
        ) : (
          <span>{label}</span>
        )}
        {running > 0 ? <LinearProgress aria-label={label} sx={{ width: 120, borderRadius: 2 }} /> : null}
        <Box sx={{ flex: 1 }} />
        <StopJobsButton small />
        <TimeSwitches />
      </Box>
    </Box>
  );
}

function TimeSwitches() {
  const { relative, utc, setRelative, setUtc } = useTimeDisplay();
  const words = text.frame.header;
  return (
    <Box
      role="group"
      aria-label={words.time}
      sx={{ display: 'flex', gap: 1, '& .MuiFormControlLabel-label': { fontSize: '0.75rem' } }}
    >
      <FormControlLabel
        label={words.relative}
        control={<Switch size="small" checked={relative} onChange={(event) => setRelative(event.target.checked)} />}
      />
      <FormControlLabel
        label={words.utc}
        sx={{ marginRight: 0 }}
        control={<Switch size="small" checked={utc} onChange={(event) => setUtc(event.target.checked)} />}
      />
    </Box>
  );
}
