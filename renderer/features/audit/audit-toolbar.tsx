// The filters above the audit log: words, time, category, outcome, severity, identity, target, and one job or object that was followed here.
import Button from '@mui/material/Button';
import MuiChip from '@mui/material/Chip';
import { auditCategories, auditOutcomes, auditSeverities } from '../../../shared/schemas/audit';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { FilterField } from '../../ui/filter-field';
import { FilterSelect } from '../../ui/filter-select';
import { everything, isFiltered, type AuditChoice } from './audit-filter';
import { AuditTimeFilter } from './audit-time-filter';

export interface AuditToolbarProps {
  readonly choice: AuditChoice;
  readonly onChoice: (choice: AuditChoice) => void;
}

const words = text.audit.filters;
const categoryOptions = auditCategories.map((value) => ({ value, label: value }));
const outcomeOptions = auditOutcomes.map((value) => ({ value, label: text.status.outcome[value] }));
const severityOptions = auditSeverities.map((value) => ({ value, label: text.status.severity[value] }));

/** Everybody, and the console itself; somebody chosen who is no longer there keeps their id. */
function useIdentityOptions(chosen: readonly string[]) {
  const people = useCall('audit.identities', {}).data?.identities ?? [];
  const gone = chosen.filter((id) => id !== 'console' && !people.some((person) => person.id === id));
  return [
    ...people.map(({ id, name }) => ({ value: id, label: name })),
    ...gone.map((id) => ({ value: id, label: id })),
    { value: 'console', label: text.audit.nobody },
  ];
}

export function AuditToolbar({ choice, onChoice }: AuditToolbarProps) {
  const identityOptions = useIdentityOptions(choice.identityIds);
  return (
    <>
      <FilterField
        label={words.text}
        value={choice.text}
        onChange={(typed) => onChoice({ ...choice, text: typed })}
        width={200}
      />
      <AuditTimeFilter choice={choice} onChoice={onChoice} />
      <FilterSelect
        label={words.category}
        allLabel={words.categoryAll}
        severalLabel={words.several}
        options={categoryOptions}
        value={choice.categories}
        onChange={(categories) => onChoice({ ...choice, categories: [...categories] })}
        width={150}
      />
      <FilterSelect
        label={words.outcome}
        allLabel={words.outcomeAll}
        severalLabel={words.several}
        options={outcomeOptions}
        value={choice.outcomes}
        onChange={(outcomes) => onChoice({ ...choice, outcomes: [...outcomes] })}
        width={140}
      />
      <FilterSelect
        label={words.severity}
        allLabel={words.severityAll}
        severalLabel={words.several}
        options={severityOptions}
        value={choice.severities}
        onChange={(severities) => onChoice({ ...choice, severities: [...severities] })}
        width={136}
      />
      <FilterSelect
        label={words.identity}
        allLabel={words.identityAll}
        severalLabel={words.several}
        options={identityOptions}
        value={choice.identityIds}
        onChange={(identityIds) => onChoice({ ...choice, identityIds: [...identityIds] })}
        width={150}
      />
      <FilterField
        label={words.target}
        value={choice.target}
        onChange={(typed) => onChoice({ ...choice, target: typed })}
        width={180}
      />
      {choice.jobId === null ? null : (
        <MuiChip label={words.job} onDelete={() => onChoice({ ...choice, jobId: null })} />
      )}
      {choice.targetId === null ? null : (
        <MuiChip label={words.targetId} onDelete={() => onChoice({ ...choice, targetId: null })} />
      )}
      {isFiltered(choice) ? (
        <Button color="inherit" onClick={() => onChoice(everything)}>
          {words.clear}
        </Button>
      ) : null}
    </>
  );
}
