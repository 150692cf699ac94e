// What a report holds: the filters of its kind, and the columns of its CSV.
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { requestStatuses } from '../../../shared/schemas/approvals';
import { keyStates } from '../../../shared/schemas/key-groups';
import type { ReportKindView } from '../../../shared/schemas/reports';
import { useCall } from '../../api/use-call';
import { useMay } from '../../api/use-status';
import { text } from '../../text/text';
import { FilterSelect } from '../../ui/filter-select';
import { isFiltered } from '../audit/audit-filter';
import { AuditToolbar } from '../audit/audit-toolbar';
import { draftRangeIsWrong, type ReportDraft } from './report-draft';

const words = text.reports.filters;
const keyStateOptions = keyStates.map((value) => ({ value, label: value }));
const statusOptions = requestStatuses.map((value) => ({ value, label: value }));

export interface ReportFiltersProps {
  readonly kind: ReportKindView;
  readonly draft: ReportDraft;
  readonly onDraft: (draft: ReportDraft) => void;
}

export function ReportFilters({ kind, draft, onDraft }: ReportFiltersProps) {
  const takes = (name: string): boolean => kind.filters.includes(name);
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {kind.filters.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {words.none}
        </Typography>
      ) : null}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, paddingTop: 0.75 }}>
        {takes('audit') ? (
          <AuditToolbar choice={draft.audit} onChoice={(audit) => onDraft({ ...draft, audit })} />
        ) : null}
        {takes('groupIds') ? <GroupFilter draft={draft} onDraft={onDraft} /> : null}
        {takes('keyStates') ? (
          <FilterSelect
            label={words.keyStates}
            allLabel={words.keyStatesAll}
            severalLabel={words.several}
            options={keyStateOptions}
            value={draft.keyStates}
            onChange={(states) => onDraft({ ...draft, keyStates: states })}
          />
        ) : null}
        {takes('requestStatuses') ? (
          <FilterSelect
            label={words.requestStatuses}
            allLabel={words.requestStatusesAll}
            severalLabel={words.several}
            options={statusOptions}
            value={draft.requestStatuses}
            onChange={(statuses) => onDraft({ ...draft, requestStatuses: statuses })}
          />
        ) : null}
        {takes('from') ? <TimeLimit part="from" draft={draft} onDraft={onDraft} /> : null}
        {takes('to') ? <TimeLimit part="to" draft={draft} onDraft={onDraft} /> : null}
        <FilterSelect
          label={words.columns}
          allLabel={words.columnsAll}
          severalLabel={words.several}
          options={kind.columns.map(({ id, title }) => ({ value: id, label: title }))}
          value={draft.columns}
          onChange={(columns) => onDraft({ ...draft, columns })}
          width={200}
        />
      </Box>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {words.columnsHint} {takes('from') ? words.local : ''}{' '}
        {takes('audit') && isFiltered(draft.audit) ? words.auditGap : ''}
      </Typography>
    </Box>
  );
}

type FieldProps = Omit<ReportFiltersProps, 'kind'>;

function GroupFilter({ draft, onDraft }: FieldProps) {
  const groups = useCall('groups.list', {}, { enabled: useMay('Keys:View') });
  return (
    <FilterSelect
      label={words.groupIds}
      allLabel={words.groupsAll}
      severalLabel={words.several}
      options={(groups.data?.groups ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={draft.groupIds}
      onChange={(groupIds) => onDraft({ ...draft, groupIds })}
    />
  );
}

function TimeLimit({ part, draft, onDraft }: FieldProps & { readonly part: 'from' | 'to' }) {
  const wrong = draftRangeIsWrong(draft);
  return (
    <TextField
      type="datetime-local"
      label={words[part]}
      value={draft[part]}
      onChange={(event) => onDraft({ ...draft, [part]: event.target.value })}
      error={wrong}
      helperText={wrong && part === 'from' ? words.rangeWrong : undefined}
      sx={{ width: 200 }}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}
