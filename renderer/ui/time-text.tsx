// A point in time: relative with the exact time on hover, or exact where the switch says so.
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { monospace } from '../app/theme';
import { text } from '../text/text';
import { exactTime, relativeTime } from './format-time';
import { useTimeDisplay } from './time-display';

export interface TimeTextProps {
  /** ISO 8601 in UTC; null shows `absent`. */
  readonly at: string | null;
  /** Default "—". */
  readonly absent?: string;
  /** Always exact, whatever the switch says (log lines). */
  readonly exact?: boolean;
  /** The zone is said elsewhere, above the column: exact, and without it. */
  readonly zoneStated?: boolean;
}

export function TimeText({ at, absent = text.common.notSet, exact = false, zoneStated = false }: TimeTextProps) {
  const { relative, utc, nowMs } = useTimeDisplay();
  if (at === null) return <Box component="span">{absent}</Box>;
  const exactly = exactTime(at, utc);
  const worded = relative && !exact && !zoneStated;
  const shown = worded ? relativeTime(Date.parse(at), nowMs) : zoneStated ? exactly.slice(0, 19) : exactly;
  const hover = worded ? exactly : exactTime(at, !utc);
  return (
    <Tooltip title={hover} describeChild>
      <Box
        component="time"
        dateTime={at}
        sx={{ whiteSpace: 'nowrap', ...(worded ? {} : { fontFamily: monospace, fontSize: '0.75rem' }) }}
      >
        {shown}
      </Box>
    </Tooltip>
  );
}
