// The two plots of the dashboard: when dates fall, and how jobs ended.
import Button from '@mui/material/Button';
import { useNavigate } from 'react-router';
import { upcomingKinds, type JobDay, type UpcomingKind, type UpcomingWeek } from '../../../shared/schemas/dashboard';
import type { Tone } from '../../app/theme';
import { text } from '../../text/text';
import { BarPlot } from '../../ui/bar-plot';

const tones: Record<UpcomingKind, Tone> = {
  rotation: 'information',
  'material-expires': 'attention',
  'key-valid-until': 'neutral',
  deletion: 'danger',
};
const shortDay = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const shortDate = (day: string): string => shortDay.format(new Date(day));

export function UpcomingPlot({ weeks }: { readonly weeks: readonly UpcomingWeek[] }) {
  const words = text.dashboard.upcomingPlot;
  const navigate = useNavigate();
  return (
    <BarPlot
      title={words.title}
      x={words.x}
      y={words.y}
      none={words.none}
      categories={weeks.map(({ from }) => from.slice(0, 10))}
      shortCategory={shortDate}
      series={upcomingKinds.map((kind) => ({
        id: kind,
        label: text.dashboard.kinds[kind],
        tone: tones[kind],
        values: weeks.map(({ counts }) => counts[kind]),
      }))}
      action={
        <Button size="small" onClick={() => void navigate('/upcoming')}>
          {words.open}
        </Button>
      }
    />
  );
}

export function JobsPlot({ days }: { readonly days: readonly JobDay[] }) {
  const words = text.dashboard.jobsPlot;
  const navigate = useNavigate();
  const series = [
    { id: 'completed', label: words.completed, tone: 'good' },
    { id: 'failed', label: words.failed, tone: 'danger' },
    { id: 'cancelled', label: words.cancelled, tone: 'neutral' },
  ] as const;
  return (
    <BarPlot
      title={words.title}
      x={words.x}
      y={words.y}
      none={words.none}
      categories={days.map(({ day }) => day)}
      shortCategory={shortDate}
      series={series.map((each) => ({ ...each, values: days.map((day) => day[each.id]) }))}
      action={
        <Button size="small" onClick={() => void navigate('/jobs?ended=30')}>
          {words.open}
        </Button>
      }
    />
  );
}
