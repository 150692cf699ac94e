// How long a job ran; moves on each second while it runs.
import { useEffect, useState } from 'react';
import type { JobView } from '../../../shared/schemas/jobs';
import { text } from '../../text/text';
import { jobDurationMs } from './job-times';

/** `4 s`, `2 min 05 s`, `1 h 12 min`. */
export function durationText(ms: number): string {
  const { seconds, minutes, hours } = text.jobs.duration;
  const total = Math.floor(ms / 1000);
  if (total < 60) return seconds(total);
  if (total < 3600) return minutes(Math.floor(total / 60), total % 60);
  return hours(Math.floor(total / 3600), Math.floor((total % 3600) / 60));
}

export function JobDuration({ job }: { readonly job: Pick<JobView, 'startedAt' | 'finishedAt'> }) {
  const [now, setNow] = useState(() => new Date());
  const runs = job.startedAt !== null && job.finishedAt === null;
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, [runs]);
  const ms = jobDurationMs(job, now);
  return <>{ms === null ? text.common.notSet : durationText(ms)}</>;
}
