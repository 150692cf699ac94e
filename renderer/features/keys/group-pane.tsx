// The right pane: one key group with its state, its facts, its keys, and the details of the chosen key.
import EditOutlined from '@mui/icons-material/EditOutlined';
import KeyOutlined from '@mui/icons-material/KeyOutlined';
import CompareArrowsOutlined from '@mui/icons-material/CompareArrowsOutlined';
import ContentCopyOutlined from '@mui/icons-material/ContentCopyOutlined';
import SyncOutlined from '@mui/icons-material/SyncOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import type { KeyOperationKind } from '../../../shared/schemas/key-operations';
import type { KeyGroupView, KeyView } from '../../../shared/schemas/key-groups';
import type { Drift } from '../../../shared/schemas/reconcile';
import { useCall } from '../../api/use-call';
import { useMay } from '../../api/use-status';
import { text } from '../../text/text';
import type { MenuAction } from '../../ui/context-menu';
import { DataTable } from '../../ui/data-table';
import { DetailsPane } from '../../ui/details-pane';
import { EmptyState } from '../../ui/empty-state';
import { SplitPane } from '../../ui/split-pane';
import { StatusChip } from '../../ui/status-chip';
import { rotateBlockedBecause, type GroupActs, type GroupPermissions } from './group-actions';
import { GroupFacts } from './group-facts';
import { rotationsLeftByRecord } from './group-words';
import { ChosenKeysBar } from './chosen-keys-bar';
import { chooseKeyColumn, columnsWithDrift, hiddenKeyColumns } from './key-columns';
import { MarkCompromisedDialog } from './mark-compromised-dialog';
import { KeyDetailsPane } from './key-details-pane';
import { isDangerous, offeredOperations, useKeyOperationPermissions } from './key-operation-actions';
import { DriftChip } from '../reconcile/drift-chip';
import { ReconcileDialog } from '../reconcile/reconcile-dialog';
import { KeyOperationDialog } from './key-operation-dialog';
import { ScheduleBand } from './schedule-band';

export interface GroupPaneProps {
  readonly group: KeyGroupView;
  /** A key to be open from the beginning, from where somebody followed it. */
  readonly keyId?: string | null;
  readonly may: GroupPermissions;
  readonly acts: GroupActs;
}

const words = text.keys;
const noKeys: readonly KeyView[] = [];
const noDrifts: readonly Drift[] = [];

function RotateButton({ group, onRotate }: { readonly group: KeyGroupView; readonly onRotate: () => void }) {
  const blocked = rotateBlockedBecause(group);
  return (
    <Tooltip title={blocked ?? ''}>
      {/* The span carries the tooltip: a disabled button has no events. */}
      <span>
        <Button
          variant="contained"
          startIcon={<SyncOutlined aria-hidden />}
          disabled={blocked !== undefined}
          onClick={onRotate}
        >
          {words.actions.forceRotateButton}
        </Button>
      </span>
    </Tooltip>
  );
}

function OpenJob({ jobId, onShow }: { readonly jobId: string; readonly onShow: (jobId: string) => void }) {
  return (
    <Typography variant="body2" component="span">
      {words.group.jobOpen}{' '}
      <Link
        component="button"
        type="button"
        variant="body2"
        onClick={() => onShow(jobId)}
        sx={{ verticalAlign: 'baseline' }}
      >
        {words.group.jobLink}
      </Link>
    </Typography>
  );
}

/** The operations that a key offers, as entries of its menu. */
function operationActions(
  kinds: readonly KeyOperationKind[],
  blocked: boolean,
  onOperate: (kind: KeyOperationKind) => void,
): MenuAction[] {
  return kinds.map((kind, index) => ({
    id: kind,
    label: text.keyOperations.menu[kind],
    danger: isDangerous(kind),
    divided: index === 0,
    ...(blocked ? { disabledBecause: text.keyOperations.openJob } : {}),
    onSelect: () => onOperate(kind),
  }));
}

function keyActions(
  key: KeyView,
  acts: GroupActs,
  onOpen: () => void,
  operations: readonly MenuAction[],
  reconcile: MenuAction | null,
): MenuAction[] {
  const { kmsKeyArn, keyMaterialId, awsRequestId, jobId } = key;
  const copying = (id: string, label: string, value: string | null): MenuAction[] =>
    value === null ? [] : [{ id, label, icon: ContentCopyOutlined, onSelect: () => acts.copy(value) }];
  return [
    { id: 'open', label: words.actions.details, icon: KeyOutlined, shortcut: 'Enter', onSelect: onOpen },
    ...(jobId === null ? [] : [{ id: 'job', label: words.actions.showJob, onSelect: () => acts.showJob(jobId) }]),
    { id: 'audit', label: words.actions.showAudit, onSelect: () => acts.showAudit(key.id) },
    ...operations,
    ...(reconcile === null ? [] : [reconcile]),
    ...copying('arn', words.actions.copyArn, kmsKeyArn).map((action) => ({ ...action, divided: true })),
    ...copying('material', words.actions.copyMaterialId, keyMaterialId),
    ...copying('request', words.actions.copyRequest, awsRequestId),
  ];
}

export function GroupPane({ group, keyId = null, may, acts }: GroupPaneProps) {
  const answer = useCall('groups.keys', { id: group.id });
  const [selectedId, setSelectedId] = useState<string | null>(keyId);
  const [opened, setOpened] = useState(keyId !== null);
  const keys = answer.data?.keys ?? noKeys;
  const selected = keys.find((key) => key.id === selectedId) ?? null;
  const mayOperate = useKeyOperationPermissions();
  const mayAny = Object.values(mayOperate).some(Boolean);
  const [operating, setOperating] = useState<{
    readonly kind: KeyOperationKind;
    readonly keys: readonly KeyView[];
  } | null>(null);
  const [marking, setMarking] = useState<KeyView | null>(null);
  const mayMark = useMay('Keys:Modify');
  const [chosenIds, setChosenIds] = useState<readonly string[]>([]);
  const chosen = keys.filter((key) => chosenIds.includes(key.id));
  const blocked = group.openJobId !== null;
  const reconciled = useCall('reconcile.get', { groupId: group.id });
  const drifts = reconciled.data?.drifts ?? noDrifts;
  const differing = useMemo(() => new Set(drifts.map(({ kmsKeyId }) => kmsKeyId)), [drifts]);
  const columns = useMemo(
    () =>
      mayAny && keys.length > 0
        ? [
            chooseKeyColumn(
              new Set(chosenIds),
              keys.map((key) => key.id),
              setChosenIds,
            ),
            ...columnsWithDrift(differing),
          ]
        : columnsWithDrift(differing),
    [mayAny, keys, chosenIds, differing],
  );
  const [reconciling, setReconciling] = useState<{ readonly run: boolean; readonly only: KeyView | null } | null>(null);
  const reconcileAction = (key: KeyView): MenuAction | null =>
    key.kmsKeyId === null
      ? null
      : {
          id: 'reconcile',
          label: text.reconcile.menu,
          icon: CompareArrowsOutlined,
          ...(blocked ? { disabledBecause: text.keyOperations.openJob } : {}),
          onSelect: () => setReconciling({ run: true, only: key }),
        };
  const open = (key: KeyView): void => {
    setSelectedId(key.id);
    setOpened(true);
  };
  const firstRotate =
    may.rotate && group.openJobId === null ? (
      <Button variant="contained" startIcon={<SyncOutlined aria-hidden />} onClick={() => acts.rotate(group)}>
        {words.table.empty.action(group.name)}
      </Button>
    ) : null;
  const table = (
    <DataTable
      id="keys"
      label={words.table.label(group.name)}
      rows={keys}
      columns={columns}
      nameOf={(key) => key.name}
      hiddenByDefault={hiddenKeyColumns}
      defaultSort={{ field: 'generation', sort: 'desc' }}
      loading={answer.isPending}
      error={answer.error}
      onRetry={() => void answer.refetch()}
      selectedId={selectedId}
      onSelect={(key) => setSelectedId(key.id)}
      onOpen={open}
      actionsOf={(key) =>
        keyActions(
          key,
          acts,
          () => open(key),
          [
            ...operationActions(offeredOperations([key], mayOperate), blocked, (kind) =>
              setOperating({ kind, keys: [key] }),
            ),
            ...(mayMark && key.compromised == null && key.state !== 'Destroyed'
              ? [
                  {
                    id: 'compromised',
                    label: text.keyOperations.compromised.menu,
                    danger: true,
                    onSelect: () => setMarking(key),
                  },
                ]
              : []),
          ],
          reconcileAction(key),
        )
      }
      empty={
        <EmptyState
          icon={KeyOutlined}
          title={words.table.empty.title}
          body={words.table.empty.body}
          action={firstRotate}
        />
      }
    />
  );
  return (
    <DetailsPane
      label={words.group.label(group.name)}
      title={group.name}
      status={
        <>
          <StatusChip of="group" state={group.state} />
          {drifts.length === 0 ? null : (
            <DriftChip count={drifts.length} onOpen={() => setReconciling({ run: false, only: null })} />
          )}
          {group.openJobId === null ? null : <OpenJob jobId={group.openJobId} onShow={acts.showJob} />}
        </>
      }
      actions={
        <>
          {may.modify ? (
            <Button
              variant="outlined"
              color="inherit"
              startIcon={<EditOutlined aria-hidden />}
              onClick={() => acts.edit(group)}
            >
              {words.actions.editButton}
            </Button>
          ) : null}
          {may.rotate && group.keyCount > 0 ? <RotateButton group={group} onRotate={() => acts.rotate(group)} /> : null}
        </>
      }
    >
      <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', minHeight: 420 }}>
        <ScheduleBand
          group={group}
          mayRotate={may.rotate}
          onApprove={() => acts.approveSchedule(group)}
          onResume={() => acts.resumeSchedule(group)}
        />
        <GroupFacts group={group} rotationsLeft={rotationsLeftByRecord(group, keys)} />
        <Box sx={{ flex: 1, minHeight: 0, borderTop: '1px solid', borderColor: 'divider' }}>
          <SplitPane
            id="keys-details"
            direction="vertical"
            firstSize={42}
            minPx={140}
            first={
              <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', minHeight: 0 }}>
                {chosen.length === 0 ? null : (
                  <ChosenKeysBar
                    count={chosen.length}
                    kinds={offeredOperations(chosen, mayOperate)}
                    blocked={blocked}
                    onOperate={(kind) => setOperating({ kind, keys: chosen })}
                    onClear={() => setChosenIds([])}
                  />
                )}
                <Box sx={{ flex: 1, minHeight: 0 }}>{table}</Box>
              </Box>
            }
            second={
              opened && selected !== null ? (
                <KeyDetailsPane
                  keyShown={selected}
                  operations={offeredOperations([selected], mayOperate)}
                  blocked={blocked}
                  onOperate={(kind) => setOperating({ kind, keys: [selected] })}
                  onShowJob={acts.showJob}
                  onShowAudit={acts.showAudit}
                  onClose={() => setOpened(false)}
                />
              ) : null
            }
          />
        </Box>
      </Box>
      {reconciling === null ? null : (
        <ReconcileDialog
          group={group}
          {...(reconciling.only === null ? {} : { only: reconciling.only })}
          run={reconciling.run}
          onClose={() => setReconciling(null)}
        />
      )}
      {marking === null ? null : <MarkCompromisedDialog keyShown={marking} onClose={() => setMarking(null)} />}
      {operating === null ? null : (
        <KeyOperationDialog
          group={group}
          kind={operating.kind}
          keys={operating.keys}
          onClose={() => setOperating(null)}
          onDone={() => {
            setOperating(null);
            setChosenIds([]);
          }}
        />
      )}
    </DetailsPane>
  );
}
