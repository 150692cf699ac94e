// Dashboard: what needs a person, what comes next, what happened; and the way from nothing to the first key while there is none.
import DashboardOutlined from '@mui/icons-material/DashboardOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { DashboardView } from '../../../shared/schemas/dashboard';
import { useCall } from '../../api/use-call';
import { useMay, useStatus } from '../../api/use-status';
import { text } from '../../text/text';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNotice } from '../../ui/error-notice';
import { PageHeader } from '../../ui/page-header';
import { RowSkeletons } from '../../ui/skeletons';
import { PeopleNotices } from '../identities/people-notices';
import { JobsPlot, UpcomingPlot } from './dashboard-plots';
import { FirstSteps } from './first-steps';
import { NeedTile } from './need-tile';
import { NextDates } from './next-dates';
import { TroubleList } from './trouble-list';

const words = text.dashboard;

export function DashboardScreen() {
  const maySeeKeys = useMay('Keys:View');
  const maySeeCredentials = useMay('Credentials:View');
  const mayManage = useMay('Identities:Manage');
  const status = useStatus();
  const navigate = useNavigate();
  const answer = useCall('dashboard.get', {});
  const { refetch } = answer;
  // Dates fall due without anything having changed: whoever comes here sees them as of now.
  useEffect(() => void refetch(), [refetch]);
  // Until a job was done there is nothing to plot: the first steps come first.
  const beginning = answer.data?.days?.every(({ completed }) => completed === 0) ?? true;
  const steps = maySeeKeys && maySeeCredentials && answer.error === null ? <FirstSteps /> : null;
  return (
    <Box sx={{ maxWidth: 1280, padding: 3 }}>
      <PageHeader title={words.title} description={words.lead} />
      <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {answer.error === null ? null : (
          <ErrorNotice error={answer.error} takeFocus={false} onRetry={() => void refetch()} />
        )}
        {answer.data === undefined ? null : <Overview view={answer.data} />}
        {status === null ? null : (
          <PeopleNotices
            status={status}
            mayManage={mayManage}
            elsewhere
            onAdd={() => void navigate('/identities')}
            onShares={() => void navigate('/identities')}
          />
        )}
        {answer.isPending ? <RowSkeletons what={words.loading} rows={8} rowHeight={56} /> : null}
        {beginning ? steps : null}
        {answer.data === undefined ? null : <Plots view={answer.data} />}
        {beginning ? null : steps}
      </Box>
    </Box>
  );
}

function Overview({ view }: { readonly view: DashboardView }) {
  const { troubles, needs, upcoming, days } = view;
  const blind = needs.length === 0 && upcoming === null && days === null;
  return (
    <>
      <TroubleList troubles={troubles} />
      {blind ? (
        <EmptyState icon={DashboardOutlined} title={words.nothingToSee.title} body={words.nothingToSee.body} />
      ) : (
        <Box component="section" aria-label={words.needsTitle}>
          <Typography variant="h2" sx={{ marginBottom: 1 }}>
            {words.needsTitle}
          </Typography>
          <Box sx={{ display: 'grid', gap: 1.25, gridTemplateColumns: 'repeat(auto-fill, minmax(184px, 1fr))' }}>
            {needs.map((need) => (
              <NeedTile key={need.kind} need={need} />
            ))}
          </Box>
        </Box>
      )}
    </>
  );
}

function Plots({ view }: { readonly view: DashboardView }) {
  const { at, upcoming, days } = view;
  return (
    <>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(min(440px, 100%), 1fr))' }}>
        {upcoming === null ? null : <UpcomingPlot weeks={upcoming.weeks} />}
        {days === null ? null : <JobsPlot days={days} />}
      </Box>
      {upcoming === null ? null : <NextDates items={upcoming.first} now={at} />}
    </>
  );
}
