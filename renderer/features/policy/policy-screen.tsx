// Administration > Approval policy: operation × approvals × who may approve × time to live. Edited as a draft, reviewed, then approved itself.
import EditOutlined from '@mui/icons-material/EditOutlined';
import GavelOutlined from '@mui/icons-material/GavelOutlined';
import OpenInNewOutlined from '@mui/icons-material/OpenInNewOutlined';
import UndoOutlined from '@mui/icons-material/UndoOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import type { Operation } from '../../../shared/permissions';
import type { PolicyRow } from '../../../shared/schemas/approvals';
import type { RoleView } from '../../../shared/schemas/identities';
import { operationNames } from '../../../shared/text/operation-names';
import { useCall } from '../../api/use-call';
import { useMay, useStatus } from '../../api/use-status';
import { text } from '../../text/text';
import type { MenuAction } from '../../ui/context-menu';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { ScreenFrame } from '../../ui/screen-frame';
import { policyColumns } from './policy-columns';
import { draftRules, type DraftRule, type PolicyDraft } from './policy-draft';
import { ReviewDialog } from './review-dialog';
import { RuleDialog } from './rule-dialog';

const words = text.policy;
const noRoles: readonly RoleView[] = [];
const noRules: readonly DraftRule[] = [];
const noDraft: PolicyDraft = new Map();

export function PolicyScreen() {
  const answer = useCall('policy.get', {});
  const mayViewRoles = useMay('Roles:View');
  const mayManage = useMay('Settings:Manage');
  const roles = useCall('roles.list', {}, { enabled: mayViewRoles }).data?.roles ?? noRoles;
  const environment = useStatus()?.environment ?? 'PRODUCTION';
  const [draft, setDraft] = useState<PolicyDraft>(noDraft);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [opened, setOpened] = useState<Operation | null>(null);
  const [reviewing, setReviewing] = useState(false);

  const policy = answer.data;
  const rules = useMemo(() => (policy === undefined ? noRules : draftRules(policy, draft)), [policy, draft]);
  const columns = useMemo(() => policyColumns(roles), [roles]);
  const changes = rules.filter((rule) => rule.changed).length;
  const rule = rules.find(({ id }) => id === opened);
  const keep = (row: PolicyRow): void => {
    setDraft(new Map(draft).set(row.operation, row));
    setOpened(null);
  };
  const undo = (operation: Operation): void => {
    const next = new Map(draft);
    next.delete(operation);
    setDraft(next);
  };
  const actionsOf = (row: DraftRule): MenuAction[] => [
    {
      id: 'edit',
      label: mayManage ? words.actions.edit : words.actions.view,
      icon: mayManage ? EditOutlined : OpenInNewOutlined,
      shortcut: 'Enter',
      onSelect: () => setOpened(row.id),
    },
    ...(row.changed
      ? [{ id: 'undo', label: words.actions.undo, icon: UndoOutlined, onSelect: () => undo(row.id) }]
      : []),
  ];
  return (
    <ScreenFrame
      header={<PageHeader title={words.title} description={words.intro} />}
      notice={
        changes > 0 ? (
          <Box
            role="region"
            aria-label={words.pending.label}
            sx={(theme) => ({
              display: 'flex',
              alignItems: 'center',
              gap: 1,
              padding: '7px 8px 7px 14px',
              borderRadius: '8px',
              border: `1px solid ${theme.vars!.palette.tone.accent.line}`,
              backgroundColor: theme.vars!.palette.tone.accent.bg,
            })}
          >
            <Typography role="status" variant="body2" sx={{ flex: 1, fontWeight: 560 }}>
              {words.pending.count(changes)}
            </Typography>
            <Button size="small" color="inherit" onClick={() => setDraft(noDraft)}>
              {words.pending.discard}
            </Button>
            <Button size="small" variant="contained" onClick={() => setReviewing(true)}>
              {words.pending.review}
            </Button>
          </Box>
        ) : (
          <Notice tone="information">
            {words.floorsNote[environment]} {words.stricterNote}
          </Notice>
        )
      }
    >
      <DataTable
        id="approval-policy"
        label={words.tableLabel}
        rows={rules}
        columns={columns}
        nameOf={(row) => operationNames[row.id]}
        hiddenByDefault={environment === 'PRODUCTION' ? [] : ['floor']}
        loading={answer.isPending}
        error={answer.error}
        onRetry={() => void answer.refetch()}
        selectedId={selectedId}
        onSelect={(row) => setSelectedId(row.id)}
        onOpen={(row) => setOpened(row.id)}
        actionsOf={actionsOf}
        empty={<EmptyState icon={GavelOutlined} title={words.title} body={words.intro} />}
      />
      {rule === undefined ? null : (
        <RuleDialog
          key={rule.id}
          rule={rule}
          roles={roles}
          mayManage={mayManage}
          onClose={() => setOpened(null)}
          onKeep={keep}
        />
      )}
      {reviewing && policy !== undefined ? (
        <ReviewDialog
          revision={policy.revision}
          rules={rules}
          roles={roles}
          onClose={() => setReviewing(false)}
          onSent={() => {
            setReviewing(false);
            setDraft(noDraft);
          }}
        />
      ) : null}
    </ScreenFrame>
  );
}
