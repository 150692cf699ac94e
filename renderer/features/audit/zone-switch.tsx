// In which zone times are shown: always said, switched with one click, for the whole window.
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { text } from '../../text/text';
import { zoneOffset } from '../../ui/format-time';
import { useTimeDisplay } from '../../ui/time-display';

export function ZoneSwitch() {
  const { utc, setUtc, nowMs } = useTimeDisplay();
  const words = text.audit.zone;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={utc ? 'utc' : 'local'}
      onChange={(_event, next: 'utc' | 'local' | null) => next !== null && setUtc(next === 'utc')}
      aria-label={words.label}
      sx={{
        '& .MuiToggleButton-root': {
          textTransform: 'none',
          paddingBlock: '4px',
          fontSize: '0.8125rem',
          color: 'text.secondary',
        },
      }}
    >
      <ToggleButton value="utc">{text.common.time.utc}</ToggleButton>
      <ToggleButton value="local">{words.local(zoneOffset(new Date(nowMs)))}</ToggleButton>
    </ToggleButtonGroup>
  );
}
