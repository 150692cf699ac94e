// A point in time: relative with the exact time on hover, or exact where the switch says so.
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
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
}

export function TimeText({ at, absent = text.common.notSet, exact = false }: TimeTextProps) {
  const { relative, utc, nowMs } = useTimeDisplay();
  if (at === null) return <Box component="span">{absent}</Box>;
  const exactLocal = exactTime(at, utc);
  const shown = relative && !exact ? relativeTime(Date.parse(at), Math.max(nowMs, 0)) : exactLocal;
  const hover = relative && !exact ? exactLocal : exactTime(at, !utc);
  return (
    <Tooltip title={hover} describeChild>
      <Box component="time" dateTime={at} sx={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
        {shown}
      </Box>
    </Tooltip>
  );
}
