// What needs a person now: jobs that stopped, groups whose rotation is due; each leads where it can be looked at.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import { useNavigate } from 'react-router';
import type { AppStatus } from '../../../shared/schemas/status';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { StatusChip } from '../../ui/status-chip';
import type { ReactNode } from 'react';

const urgent = new Set(['Rotation due', 'Rotation overdue', 'Needs attention']);

export function NeedsPerson({ status }: { readonly status: AppStatus }) {
  const words = text.frame.home;
  const navigate = useNavigate();
  const { permissions } = status.session;
  const jobs = useCall(
    'jobs.list',
    { status: ['Needs attention'], limit: 10 },
    { enabled: permissions.includes('Jobs:View') },
  );
  const groups = useCall('groups.list', {}, { enabled: permissions.includes('Keys:View') });
  const due = (groups.data?.groups ?? []).filter(({ state }) => urgent.has(state));
  const stopped = jobs.data?.jobs ?? [];
  const error = jobs.error ?? groups.error;
  const quiet = error === null && !jobs.isLoading && !groups.isLoading && due.length === 0 && stopped.length === 0;
  return (
    <Box component="section" aria-label={words.attention}>
      <Typography variant="h2" sx={{ marginBottom: 1 }}>
        {words.attention}
      </Typography>
      <ErrorNotice
        error={error}
        takeFocus={false}
        onRetry={() => {
          void jobs.refetch();
          void groups.refetch();
        }}
      />
      <Box
        sx={{
          display: error === null ? 'block' : 'none',
          border: '1px solid',
          borderColor: 'divider',
          borderRadius: '10px',
          backgroundColor: 'background.paper',
          minHeight: 46,
        }}
      >
        {quiet ? (
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, padding: '12px 16px' }}>
            <CheckCircleOutlined
              aria-hidden
              fontSize="small"
              sx={(theme) => ({ color: theme.vars!.palette.tone.good.fg })}
            />
            <Typography variant="body2">{words.nothing}</Typography>
          </Box>
        ) : null}
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {stopped.map((job) => (
            <Item
              key={job.id}
              chip={<StatusChip of="job" state={job.status} />}
              name={job.name}
              label={words.openJob(job.name)}
              onOpen={() => void navigate(`/jobs/${job.id}`)}
            />
          ))}
          {due.map((group) => (
            <Item
              key={group.id}
              chip={<StatusChip of="group" state={group.state} />}
              name={group.name}
              label={words.openGroup(group.name)}
              onOpen={() => void navigate(`/keys?group=${group.id}`)}
            />
          ))}
        </Box>
      </Box>
    </Box>
  );
}

interface ItemProps {
  readonly chip: ReactNode;
  readonly name: string;
  readonly label: string;
  readonly onOpen: () => void;
}

function Item({ chip, name, label, onOpen }: ItemProps) {
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 1.5, padding: '7px 8px 7px 16px' }}>
      <Box sx={{ width: 150, flexShrink: 0 }}>{chip}</Box>
      <Typography variant="body2" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <bdi>{name}</bdi>
      </Typography>
      <Button size="small" onClick={onOpen} aria-label={label}>
        {text.frame.home.open}
      </Button>
    </Box>
  );
}
