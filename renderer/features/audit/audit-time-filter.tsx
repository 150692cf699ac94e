// When: a span back from now, or two dates in the zone that times are shown in, which is said beside them.
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import TextField from '@mui/material/TextField';
import { auditTimes, type AuditTime } from '../../../shared/schemas/audit';
import { text } from '../../text/text';
import { instantOf, wallTimeOf } from '../../ui/format-time';
import { useTimeDisplay, useZoneName } from '../../ui/time-display';
import { rangeIsWrong, type AuditChoice } from './audit-filter';

const words = text.audit.filters;

export interface AuditTimeFilterProps {
  readonly choice: AuditChoice;
  readonly onChoice: (choice: AuditChoice) => void;
}

export function AuditTimeFilter({ choice, onChoice }: AuditTimeFilterProps) {
  const { utc } = useTimeDisplay();
  const zone = useZoneName();
  const wrong = rangeIsWrong(choice);
  const limit = (part: 'from' | 'to') => (
    <TextField
      type="datetime-local"
      label={words[part](zone)}
      value={wallTimeOf(choice[part], utc)}
      onChange={(event) => onChoice({ ...choice, [part]: instantOf(event.target.value, utc) })}
      error={wrong}
      helperText={wrong && part === 'from' ? words.rangeWrong : undefined}
      sx={{ width: 200 }}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
  return (
    <>
      <FormControl sx={{ width: 140 }}>
        <InputLabel id="audit-time">{words.time}</InputLabel>
        <Select<AuditTime>
          labelId="audit-time"
          label={words.time}
          value={choice.time}
          onChange={(event) => onChoice({ ...choice, time: event.target.value })}
        >
          {auditTimes.map((time) => (
            <MenuItem key={time} value={time} dense>
              {words.times[time]}
            </MenuItem>
          ))}
        </Select>
      </FormControl>
      {choice.time === 'custom' ? (
        <>
          {limit('from')}
          {limit('to')}
        </>
      ) : null}
    </>
  );
}
