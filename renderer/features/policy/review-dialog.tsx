// The review of a change of the policy: each rule before and after, whether it is weaker or stricter; then its approval.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import DifferenceOutlined from '@mui/icons-material/DifferenceOutlined';
import ShieldOutlined from '@mui/icons-material/ShieldOutlined';
import WarningAmberOutlined from '@mui/icons-material/WarningAmberOutlined';
import type { EffectFact } from '../../../shared/schemas/approvals';
import type { RoleView } from '../../../shared/schemas/identities';
import { operationNames } from '../../../shared/text/operation-names';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { FactList } from '../../ui/fact-list';
import { Chip } from '../../ui/status-chip';
import { useToast } from '../../ui/toast';
import { EffectTable } from '../approvals/effect-table';
import { useApprovalWords } from '../approvals/use-approval-words';
import { useControlledCommand } from '../approvals/use-controlled-command';
import { rolesText } from './policy-columns';
import { nextRows, strength, type DraftRule } from './policy-draft';

const words = text.policy.review;
const looks = {
  weaker: ['attention', WarningAmberOutlined],
  stricter: ['good', ShieldOutlined],
  different: ['neutral', DifferenceOutlined],
} as const;

function changesOf({ now, next }: DraftRule, roles: readonly RoleView[]): readonly EffectFact[] {
  const columns = text.policy.columns;
  const facts: EffectFact[] = [
    {
      name: columns.approvals,
      before: text.policy.approvals(now.approvalsRequired),
      value: text.policy.approvals(next.approvalsRequired),
    },
    {
      name: columns.approvers,
      before: rolesText(now.approverRoleIds, roles),
      value: rolesText(next.approverRoleIds, roles),
    },
    { name: columns.ttl, before: text.policy.span(now.ttlMs), value: text.policy.span(next.ttlMs) },
  ];
  return facts.filter(({ before, value }) => before !== value);
}

export interface ReviewDialogProps {
  readonly revision: number;
  readonly rules: readonly DraftRule[];
  readonly roles: readonly RoleView[];
  readonly onClose: () => void;
  /** Changed, or requested: the draft is done with. */
  readonly onSent: () => void;
}

/** Mounted only while it is open. */
export function ReviewDialog({ revision, rules, roles, onClose, onSent }: ReviewDialogProps) {
  const change = useControlledCommand('policy.change');
  const approves = useApprovalWords('policy.change');
  const toast = useToast();
  const changed = rules.filter((rule) => rule.changed);
  const send = (): void =>
    change.start(
      { revision, rows: nextRows(rules) },
      {
        onDone: () => {
          toast(words.done);
          onSent();
        },
        onRequested: onSent,
      },
    );
  return (
    <DialogFrame
      open
      width="md"
      title={words.title}
      onClose={onClose}
      pending={change.pending}
      error={change.error}
      onSubmit={send}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close} disabled={change.pending}>
            {text.common.cancel}
          </Button>
          <Button type="submit" variant="contained" loading={change.pending} autoFocus>
            {words.button(changed.length)}
          </Button>
        </>
      )}
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {words.lead}
        </Typography>
        {changed.map((rule) => {
          const how = strength(rule);
          const [tone, icon] = looks[how];
          return (
            <Box
              key={rule.id}
              component="section"
              aria-label={operationNames[rule.id]}
              sx={{ display: 'grid', gap: 0.75 }}
            >
              <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
                <Typography variant="subtitle2" component="h3">
                  {operationNames[rule.id]}
                </Typography>
                <Chip tone={tone} icon={icon} label={words[how]} />
              </Box>
              <EffectTable effect={changesOf(rule, roles)} label={operationNames[rule.id]} />
            </Box>
          );
        })}
        <FactList facts={[{ label: words.approves, value: approves }]} />
      </Box>
    </DialogFrame>
  );
}
