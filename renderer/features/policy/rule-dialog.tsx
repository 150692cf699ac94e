// One rule of the policy: how many approvals, by whom, for how long. OK keeps it in the draft; nothing is changed before the review.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import type { PolicyRow } from '../../../shared/schemas/approvals';
import type { RoleView } from '../../../shared/schemas/identities';
import { operationNames } from '../../../shared/text/operation-names';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { sameRule, ttlChoices, type DraftRule } from './policy-draft';

const words = text.policy.editor;
const MOST_APPROVALS = 5;

export interface RuleDialogProps {
  readonly rule: DraftRule;
  readonly roles: readonly RoleView[];
  readonly mayManage: boolean;
  readonly onClose: () => void;
  readonly onKeep: (row: PolicyRow) => void;
}

/** Mounted only while it is open. */
export function RuleDialog({ rule, roles, mayManage, onClose, onKeep }: RuleDialogProps) {
  const [row, setRow] = useState<PolicyRow>(rule.next);
  const [judged, setJudged] = useState(false);
  const id = useId();
  const { floor } = rule.now;
  const needsRole = row.approvalsRequired > 0 && row.approverRoleIds.length === 0;
  const counts = Array.from({ length: MOST_APPROVALS + 1 - floor }, (_, index) => floor + index);
  const spans = ttlChoices.includes(row.ttlMs)
    ? ttlChoices
    : [...ttlChoices, row.ttlMs].sort((one, other) => one - other);
  const setRole = (roleId: string, on: boolean): void =>
    setRow({
      ...row,
      approverRoleIds: on ? [...row.approverRoleIds, roleId] : row.approverRoleIds.filter((other) => other !== roleId),
    });
  return (
    <DialogFrame
      open
      title={words.title(operationNames[rule.id])}
      onClose={onClose}
      dirty={!sameRule(row, rule.next)}
      onSubmit={() => {
        setJudged(true);
        if (!mayManage) onClose();
        else if (!needsRole) onKeep(row);
      }}
      actions={(close) => (
        <>
          {mayManage ? (
            <Button color="inherit" onClick={close}>
              {text.common.cancel}
            </Button>
          ) : null}
          <Button type="submit" variant="contained">
            {words.keep}
          </Button>
        </>
      )}
    >
      <Box sx={{ display: 'grid', gap: 2.5, paddingTop: 1 }}>
        <TextField
          select
          label={words.approvals}
          value={row.approvalsRequired}
          onChange={(event) => setRow({ ...row, approvalsRequired: Number(event.target.value) })}
          helperText={words.approvalsHint(floor)}
          disabled={!mayManage}
          autoFocus
        >
          {counts.map((count) => (
            <MenuItem key={count} value={count}>
              {text.policy.approvals(count)}
            </MenuItem>
          ))}
        </TextField>
        <Box role="group" aria-labelledby={`${id}-who`} aria-describedby={`${id}-help`}>
          <Typography id={`${id}-who`} variant="subtitle2" component="p">
            {words.approvers}
          </Typography>
          <FormHelperText id={`${id}-help`} sx={{ marginInline: 0, marginBottom: 0.5 }}>
            {words.approversHint}
          </FormHelperText>
          {roles.map((role) => {
            const able = role.permissions.includes('Approvals:Decide');
            const chosen = row.approverRoleIds.includes(role.id);
            return (
              <Box key={role.id}>
                <FormControlLabel
                  disabled={!mayManage || (!able && !chosen)}
                  label={
                    <Box component="span" sx={{ display: 'inline-flex', gap: 1, alignItems: 'baseline' }}>
                      <bdi>{role.name}</bdi>
                      {able ? null : (
                        <Box component="span" sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
                          {words.cannotDecide}
                        </Box>
                      )}
                    </Box>
                  }
                  control={
                    <Checkbox
                      size="small"
                      checked={chosen}
                      onChange={(event) => setRole(role.id, event.target.checked)}
                    />
                  }
                />
              </Box>
            );
          })}
          {judged && needsRole ? (
            <FormHelperText error role="alert" sx={{ marginInline: 0 }}>
              {words.needRole}
            </FormHelperText>
          ) : null}
        </Box>
        <TextField
          select
          label={words.ttl}
          value={row.ttlMs}
          onChange={(event) => setRow({ ...row, ttlMs: Number(event.target.value) })}
          helperText={words.ttlHint}
          disabled={!mayManage}
        >
          {spans.map((span) => (
            <MenuItem key={span} value={span}>
              {text.policy.span(span)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
    </DialogFrame>
  );
}
