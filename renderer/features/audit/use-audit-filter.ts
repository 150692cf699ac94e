// The audit filter as chosen: lists and time remembered, words and dates of the moment, one job or object from the address.
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { AuditFilter } from '../../../shared/schemas/audit';
import { usePreference } from '../../api/use-preference';
import { useSettled } from '../../ui/use-settled';
import { auditFilterOf, everything, readAuditChoice, type AuditChoice } from './audit-filter';

type OfTheMoment = Pick<AuditChoice, 'text' | 'target' | 'from' | 'to'> & { readonly custom: boolean };
const noneYet: OfTheMoment = { text: '', target: '', from: null, to: null, custom: false };

export interface UsedAuditFilter {
  readonly choice: AuditChoice;
  readonly setChoice: (choice: AuditChoice) => void;
  readonly filter: AuditFilter;
  readonly exportFilter: () => AuditFilter;
}

export function useAuditFilter(): UsedAuditFilter {
  const [params, setParams] = useSearchParams();
  const remembered = usePreference('audit.filter', readAuditChoice);
  const [{ custom, ...moment }, setMoment] = useState(noneYet);
  const [jobId, targetId] = [params.get('job'), params.get('target')];
  const { value: kept, set: keep } = remembered;
  // Whoever follows a job or an object here sees all of it, whatever was filtered for before.
  const base = jobId === null && targetId === null ? kept : everything;
  const [following, setFollowing] = useState<{ readonly of: string; readonly choice: AuditChoice } | null>(null);
  const place = `${jobId ?? ''} ${targetId ?? ''}`;
  const followed = following !== null && following.of === place ? following.choice : base;
  const choice: AuditChoice = { ...followed, ...moment, time: custom ? 'custom' : followed.time, jobId, targetId };
  const setChoice = useCallback(
    (next: AuditChoice) => {
      const { text, target, from, to, time } = next;
      setMoment({ text, target, from, to, custom: time === 'custom' });
      const lasting = readAuditChoice(next);
      if (next.jobId === null && next.targetId === null) keep(lasting);
      setFollowing({ of: `${next.jobId ?? ''} ${next.targetId ?? ''}`, choice: lasting });
      if (next.jobId === jobId && next.targetId === targetId) return;
      setParams(
        (before) => {
          const address = new URLSearchParams(before);
          for (const [name, id] of [
            ['job', next.jobId],
            ['target', next.targetId],
          ] as const)
            if (id === null) address.delete(name);
            else address.set(name, id);
          return address;
        },
        { replace: true },
      );
    },
    [keep, jobId, targetId, setParams],
  );
  const settled = useSettled(JSON.stringify(choice));
  // One "now" for a filter: its pages and its export agree, and nothing is asked again at each drawing.
  const filter = useMemo(() => auditFilterOf(JSON.parse(settled) as AuditChoice, new Date()), [settled]);
  // What is exported is what the fields say at the click, even if the table has not caught up with the typing.
  const exportFilter = (): AuditFilter =>
    JSON.stringify(choice) === settled ? filter : auditFilterOf(choice, new Date());
  return { choice, setChoice, filter, exportFilter };
}
