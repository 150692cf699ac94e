// The filters above the audit log: text, category, outcome, time, and one job where a job was followed here.
import Button from '@mui/material/Button';
import MuiChip from '@mui/material/Chip';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import TextField from '@mui/material/TextField';
import { auditCategories, auditOutcomes } from '../../../shared/schemas/audit';
import { text } from '../../text/text';
import { FilterField } from '../../ui/filter-field';
import { FilterSelect } from '../../ui/filter-select';
import { auditTimes, everything, isFiltered, rangeIsWrong, type AuditChoice, type AuditTime } from './audit-filter';

export interface AuditToolbarProps {
  readonly choice: AuditChoice;
  readonly onChoice: (choice: AuditChoice) => void;
}

const words = text.audit.filters;
const categoryOptions = auditCategories.map((value) => ({ value, label: value }));
const outcomeOptions = auditOutcomes.map((value) => ({ value, label: text.status.outcome[value] }));

function TimeFilter({ choice, onChoice }: AuditToolbarProps) {
  const wrong = rangeIsWrong(choice);
  const limit = (part: 'from' | 'to') => (
    <TextField
      type="datetime-local"
      label={words[part]}
      value={choice[part]}
      onChange={(event) => onChoice({ ...choice, [part]: event.target.value })}
      error={wrong}
      helperText={wrong && part === 'from' ? words.rangeWrong : undefined}
      sx={{ width: 200 }}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
  return (
    <>
      <FormControl sx={{ width: 150 }}>
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

export function AuditToolbar({ choice, onChoice }: AuditToolbarProps) {
  return (
    <>
      <FilterField
        label={words.text}
        value={choice.text}
        onChange={(typed) => onChoice({ ...choice, text: typed })}
        width={220}
      />
      <FilterSelect
        label={words.category}
        allLabel={words.categoryAll}
        severalLabel={words.several}
        options={categoryOptions}
        value={choice.categories}
        onChange={(categories) => onChoice({ ...choice, categories })}
        width={160}
      />
      <FilterSelect
        label={words.outcome}
        allLabel={words.outcomeAll}
        severalLabel={words.several}
        options={outcomeOptions}
        value={choice.outcomes}
        onChange={(outcomes) => onChoice({ ...choice, outcomes })}
        width={150}
      />
      <TimeFilter choice={choice} onChoice={onChoice} />
      {choice.jobId === null ? null : (
        <MuiChip label={words.job} onDelete={() => onChoice({ ...choice, jobId: null })} />
      )}
      {isFiltered(choice) ? (
        <Button color="inherit" onClick={() => onChoice(everything)}>
          {words.clear}
        </Button>
      ) : null}
    </>
  );
}
