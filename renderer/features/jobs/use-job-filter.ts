// The filter of the Jobs screen as it stands: an address that carries one wins over what is remembered, until it is changed by hand.
import { useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { usePreference } from '../../api/use-preference';
import { useSettled } from '../../ui/use-settled';
import type { TableSort } from '../../ui/use-table-state';
import {
  allJobs,
  choiceOfAddress,
  isLimited,
  jobListQuery,
  readJobMemory,
  type JobChoice,
  type JobListQuery,
} from './job-filter';

export interface JobFilter {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly choice: JobChoice;
  readonly setChoice: (choice: JobChoice) => void;
  readonly clear: () => void;
  readonly filtered: boolean;
  /** For `jobs.list`. */
  readonly query: JobListQuery;
  readonly sorting: { readonly sort: TableSort | null; readonly onSort: (sort: TableSort | null) => void };
}

export function useJobFilter(): JobFilter {
  const [params] = useSearchParams();
  const { jobId } = useParams();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [ofTheMoment, setOfTheMoment] = useState<JobChoice | null>(null);
  const memory = usePreference('jobs.filter', readJobMemory);
  const { statuses, kinds, sort } = memory.value;
  const choice = choiceOfAddress(params) ?? ofTheMoment ?? { ...allJobs, statuses, kinds };
  const setChoice = (next: JobChoice): void => {
    setOfTheMoment(next);
    memory.set({ statuses: next.statuses, kinds: next.kinds, sort });
    if (params.size > 0) void navigate(jobId === undefined ? '/jobs' : `/jobs/${jobId}`, { replace: true });
  };
  const wanted = useSettled(text.trim());
  const key = JSON.stringify([choice, wanted, sort]);
  // One "now" for a filter, so that nothing is asked again at each drawing.
  const query = useMemo(() => {
    const [chosen, words, order] = JSON.parse(key) as [JobChoice, string, TableSort | null];
    return jobListQuery(chosen, words, order, new Date());
  }, [key]);
  return {
    ...{ text, setText, choice, setChoice, query },
    clear: () => {
      setText('');
      setChoice(allJobs);
    },
    filtered: text.trim() !== '' || isLimited(choice),
    sorting: { sort, onSort: (next) => memory.set({ statuses, kinds, sort: next }) },
  };
}
