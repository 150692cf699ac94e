// How long a request still waits, counted down; the exact time on hover. Close to its end it says so with an icon as well.
import TimerOutlined from '@mui/icons-material/TimerOutlined';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { text } from '../../text/text';
import { exactTime } from '../../ui/format-time';
import { useTimeDisplay } from '../../ui/time-display';

/** From here on the end is near enough to hurry. */
const NEAR_MS = 60 * 60_000;

export interface TimeLeftProps {
  /** ISO 8601 in UTC. */
  readonly until: string;
  /** Around the span: "2 hours left". */
  readonly phrase?: (left: string) => string;
}

export function TimeLeft({ until, phrase = (left) => left }: TimeLeftProps) {
  const { nowMs, utc } = useTimeDisplay();
  const left = Date.parse(until) - nowMs;
  const words = left <= 0 ? text.approvals.timeOver : phrase(text.approvals.timeLeft(left));
  const near = left < NEAR_MS;
  return (
    <Tooltip title={exactTime(until, utc)} describeChild>
      <Box
        component="time"
        dateTime={until}
        sx={(theme) => ({
          display: 'inline-flex',
          alignItems: 'center',
          gap: 0.5,
          whiteSpace: 'nowrap',
          fontVariantNumeric: 'tabular-nums',
          ...(near ? { color: theme.vars!.palette.tone.attention.fg, fontWeight: 560 } : {}),
        })}
      >
        {near ? <TimerOutlined aria-hidden sx={{ fontSize: 15 }} /> : null}
        {words}
      </Box>
    </Tooltip>
  );
}
