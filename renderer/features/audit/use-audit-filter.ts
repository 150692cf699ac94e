// The audit filter as chosen: category, outcome and time remembered, text of the moment, one job from the address.
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { AuditFilter } from '../../../shared/schemas/audit';
import { usePreference } from '../../api/use-preference';
import { useSettled } from '../../ui/use-settled';
import { auditFilterOf, readAuditChoice, type AuditChoice } from './audit-filter';

export function useAuditFilter(): {
  readonly choice: AuditChoice;
  readonly setChoice: (choice: AuditChoice) => void;
  readonly filter: AuditFilter;
  readonly exportFilter: () => AuditFilter;
} {
  const [params, setParams] = useSearchParams();
  const remembered = usePreference('audit.filter', readAuditChoice);
  const [ofTheMoment, setOfTheMoment] = useState({ text: '', from: '', to: '', custom: false });
  const jobId = params.get('job');
  const { value: kept, set: keep } = remembered;
  const choice: AuditChoice = {
    ...kept,
    time: ofTheMoment.custom ? 'custom' : kept.time,
    text: ofTheMoment.text,
    from: ofTheMoment.from,
    to: ofTheMoment.to,
    jobId,
  };
  const setChoice = useCallback(
    (next: AuditChoice) => {
      setOfTheMoment({ text: next.text, from: next.from, to: next.to, custom: next.time === 'custom' });
      const { categories, outcomes } = next;
      keep({
        ...next,
        categories,
        outcomes,
        text: '',
        from: '',
        to: '',
        jobId: null,
        time: next.time === 'custom' ? 'all' : next.time,
      });
      if (next.jobId !== jobId) setParams(next.jobId === null ? {} : { job: next.jobId }, { replace: true });
    },
    [keep, jobId, setParams],
  );
  const settled = useSettled(JSON.stringify(choice));
  // One "now" for a filter: its pages and its export agree, and nothing is asked again at each drawing.
  const filter = useMemo(() => auditFilterOf(JSON.parse(settled) as AuditChoice, new Date()), [settled]);
  // What is exported is what the fields say at the click, even if the table has not caught up with the typing.
  const exportFilter = (): AuditFilter =>
    JSON.stringify(choice) === settled ? filter : auditFilterOf(choice, new Date());
  return { choice, setChoice, filter, exportFilter };
}
