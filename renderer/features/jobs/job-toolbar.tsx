// The filters above the jobs: text, status, operation, when they ended, and one key group where somebody came from it.
import Button from '@mui/material/Button';
import MuiChip from '@mui/material/Chip';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { jobKinds, jobStatuses } from '../../../shared/schemas/jobs';
import { text } from '../../text/text';
import { FilterField } from '../../ui/filter-field';
import { FilterSelect } from '../../ui/filter-select';
import { jobEnds, type JobEnd } from './job-filter';
import type { JobFilter } from './use-job-filter';

const words = text.jobs.filters;
const statusOptions = jobStatuses.map((value) => ({ value, label: value }));
const kindOptions = jobKinds.map((value) => ({ value, label: text.jobs.kinds[value] }));

export function JobToolbar({ filter }: { readonly filter: JobFilter }) {
  const { choice, setChoice } = filter;
  return (
    <>
      <FilterField label={words.text} value={filter.text} onChange={filter.setText} width={220} />
      <FilterSelect
        label={words.status}
        allLabel={words.statusAll}
        severalLabel={words.several}
        options={statusOptions}
        value={choice.statuses}
        onChange={(statuses) => setChoice({ ...choice, statuses })}
      />
      <FilterSelect
        label={words.kind}
        allLabel={words.kindAll}
        severalLabel={words.several}
        options={kindOptions}
        value={choice.kinds}
        onChange={(kinds) => setChoice({ ...choice, kinds })}
      />
      <FormControl sx={{ width: 180 }}>
        <InputLabel id="jobs-ended">{words.ended}</InputLabel>
        <Select<JobEnd>
          labelId="jobs-ended"
          label={words.ended}
          value={choice.ended}
          onChange={(event) => setChoice({ ...choice, ended: event.target.value })}
        >
          {jobEnds.map((end) => (
            <MenuItem key={end} value={end} dense>
              {words.endedWithin[end]}
            </MenuItem>
          ))}
        </Select>
      </FormControl>
      {choice.groupId === null ? null : (
        <MuiChip label={words.group} onDelete={() => setChoice({ ...choice, groupId: null })} />
      )}
      {filter.filtered ? (
        <Button color="inherit" onClick={filter.clear}>
          {words.clear}
        </Button>
      ) : null}
    </>
  );
}
