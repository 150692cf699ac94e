// The first few dates that come, or have come, by themselves; each leads to its key group.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useNavigate } from 'react-router';
import type { UpcomingItem } from '../../../shared/schemas/dashboard';
import { text } from '../../text/text';
import { TimeText } from '../../ui/time-text';
import { UpcomingKindChip } from './upcoming-kind-chip';

export interface NextDatesProps {
  readonly items: readonly UpcomingItem[];
  /** Now, by main's clock. */
  readonly now: string;
}

export function NextDates({ items, now }: NextDatesProps) {
  const words = text.dashboard;
  const navigate = useNavigate();
  return (
    <Box component="section" aria-label={words.nextTitle}>
      <Typography variant="h2" sx={{ marginBottom: 1 }}>
        {words.nextTitle}
      </Typography>
      <Box
        component="ul"
        sx={(theme) => ({
          listStyle: 'none',
          margin: 0,
          padding: '4px 0',
          border: `1px solid ${theme.vars!.palette.divider}`,
          borderRadius: '10px',
          backgroundColor: 'background.paper',
        })}
      >
        {items.length === 0 ? (
          <Typography component="li" variant="body2" sx={{ padding: '8px 16px' }}>
            {words.nextNone}
          </Typography>
        ) : null}
        {items.map((item) => (
          <Box
            key={item.id}
            component="li"
            sx={{ display: 'flex', alignItems: 'center', gap: 1.5, padding: '4px 8px 4px 16px', flexWrap: 'wrap' }}
          >
            <Box sx={{ width: 170, flexShrink: 0 }}>
              <UpcomingKindChip kind={item.kind} past={item.at <= now} />
            </Box>
            <Typography variant="body2" component="span" sx={{ flex: 1, minWidth: 120, overflowWrap: 'anywhere' }}>
              <bdi>{item.name}</bdi>
            </Typography>
            <TimeText at={item.at} />
            <Button
              size="small"
              aria-label={`${words.upcoming.showGroup}: ${item.group}`}
              onClick={() => void navigate(`/keys?group=${item.groupId}`)}
            >
              {words.upcoming.showGroup}
            </Button>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
