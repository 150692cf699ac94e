// Statistics of jobs over the last 30 days: how they ended, how long they took, how many keys were made; each as plot and as table.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { JobStatisticsDay } from '../../../shared/schemas/jobs';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { BarPlot } from '../../ui/bar-plot';
import { DialogFrame } from '../../ui/dialog-frame';
import { ErrorNotice } from '../../ui/error-notice';
import { RowSkeletons } from '../../ui/skeletons';

const words = text.jobs.statistics;
const shortDay = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const shortDate = (day: string): string => shortDay.format(new Date(day));
const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 100) / 10);

/** Of what ended by itself: a job that people cancelled says nothing of success. */
function successOf(days: readonly JobStatisticsDay[]): string {
  const completed = days.reduce((sum, day) => sum + day.completed, 0);
  const all = completed + days.reduce((sum, day) => sum + day.failed, 0);
  return all === 0 ? words.noRate : words.rate(Math.round((completed / all) * 1000) / 10, completed, all);
}

function Plots({ days }: { readonly days: readonly JobStatisticsDay[] }) {
  const common = { categories: days.map(({ day }) => day), shortCategory: shortDate, x: words.x, height: 170 };
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Typography variant="body1" component="p" role="status">
        {successOf(days)}
      </Typography>
      <BarPlot
        {...common}
        title={words.ended.title}
        y={words.ended.y}
        none={words.ended.none}
        series={(['completed', 'failed', 'cancelled'] as const).map((id) => ({
          id,
          label: words.ended[id],
          tone: ({ completed: 'good', failed: 'danger', cancelled: 'neutral' } as const)[id],
          values: days.map((day) => day[id]),
        }))}
      />
      <BarPlot
        {...common}
        title={words.duration.title}
        y={words.duration.y}
        none={words.duration.none}
        stacked={false}
        series={[
          {
            id: 'median',
            label: words.duration.median,
            tone: 'information',
            values: days.map(({ medianMs }) => seconds(medianMs)),
          },
          {
            id: 'longest',
            label: words.duration.longest,
            tone: 'neutral',
            values: days.map(({ longestMs }) => seconds(longestMs)),
          },
        ]}
      />
      <BarPlot
        {...common}
        title={words.keys.title}
        y={words.keys.y}
        none={words.keys.none}
        series={[{ id: 'keys', label: words.keys.keys, tone: 'accent', values: days.map(({ keys }) => keys) }]}
      />
    </Box>
  );
}

export function JobStatisticsDialog({ onClose }: { readonly onClose: () => void }) {
  const answer = useCall('jobs.statistics', {});
  return (
    <DialogFrame
      open
      width="md"
      title={words.title}
      onClose={onClose}
      form={false}
      actions={(close) => (
        <Button variant="contained" onClick={close}>
          {text.common.close}
        </Button>
      )}
    >
      {answer.error !== null ? (
        <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} takeFocus={false} />
      ) : answer.data === undefined ? (
        <RowSkeletons what={words.loading} rows={8} />
      ) : (
        <Plots days={answer.data.days} />
      )}
    </DialogFrame>
  );
}
