// Above the facts of a key group: what keeps its schedule from running, and the way out. Nothing while all is well.
import Button from '@mui/material/Button';
import type { KeyGroupView } from '../../../shared/schemas/key-groups';
import type { ScheduleView } from '../../../shared/schemas/schedules';
import { text } from '../../text/text';
import { Notice } from '../../ui/notice';
import { TimeText } from '../../ui/time-text';

export interface ScheduleBandProps {
  readonly group: KeyGroupView;
  readonly mayRotate: boolean;
  readonly onApprove: () => void;
  readonly onResume: () => void;
}

const words = text.schedules.band;
const small = { size: 'small', variant: 'outlined', color: 'inherit' } as const;

const unapproved = ({ approval, nextRunAt }: ScheduleView): string | null => {
  if (approval.state !== 'valid') return words.states[approval.state];
  const { validUntil } = approval;
  return nextRunAt !== null && validUntil !== null && nextRunAt >= validUntil ? words.endsBefore : null;
};

export function ScheduleBand({ group, mayRotate, onApprove, onResume }: ScheduleBandProps) {
  const state = group.scheduleState ?? null;
  if (state === null) return null;
  if (state.paused !== null) {
    const resume = (
      <Button {...small} onClick={onResume}>
        {words.resume}
      </Button>
    );
    return (
      <Notice band tone="information" {...(mayRotate ? { action: resume } : {})}>
        <bdi>{words.paused(state.paused.by)}</bdi>
      </Notice>
    );
  }
  const missing = unapproved(state);
  const approve = (
    <Button {...small} onClick={onApprove}>
      {state.approval.state === 'none' ? words.approve : words.renew}
    </Button>
  );
  const action = missing !== null && mayRotate ? { action: approve } : {};
  if (state.waiting !== null) {
    const { reason, error, dueAt } = state.waiting;
    return (
      <Notice band tone="attention" title={words.waitingTitle} {...action}>
        {words.waiting(reason)} {error === null ? null : `${text.errors[error.code].happened(error.facts)} `}
        {words.due} <TimeText at={dueAt} />.
      </Notice>
    );
  }
  return missing === null ? null : (
    <Notice band tone={state.approval.state === 'valid' ? 'information' : 'attention'} {...action}>
      {missing}
    </Notice>
  );
}
