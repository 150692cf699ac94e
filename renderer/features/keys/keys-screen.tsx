// Key Management > Keys: the key groups beside their keys, and the dialogs that add, change, rotate and delete a group.
import AddOutlined from '@mui/icons-material/AddOutlined';
import FolderOpenOutlined from '@mui/icons-material/FolderOpenOutlined';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { KeyGroupView } from '../../../shared/schemas/key-groups';
import { useCall } from '../../api/use-call';
import { useMay } from '../../api/use-status';
import { text } from '../../text/text';
import { EmptyState } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';
import { ErrorNotice } from '../../ui/error-notice';
import { ScreenFrame } from '../../ui/screen-frame';
import { SplitPane } from '../../ui/split-pane';
import { useCopy } from '../../ui/use-copy';
import { ReconcileDialog } from '../reconcile/reconcile-dialog';
import { ApproveScheduleDialog } from './approve-schedule-dialog';
import { DeleteGroupDialog } from './delete-group-dialog';
import { ForceRotateDialog } from './force-rotate-dialog';
import { groupActions, type GroupActs, type GroupPermissions } from './group-actions';
import { GroupEditorDialog } from './group-editor-dialog';
import { GroupPane } from './group-pane';
import { GroupsPane } from './groups-pane';
import { useScheduleSwitch } from './use-schedule-switch';
import type { KeyKind } from './group-form';
import { StorageDialog } from './storage-dialog';

const words = text.keys;
const noGroups: readonly KeyGroupView[] = [];

type OpenDialog =
  | { readonly kind: 'storage' }
  | { readonly kind: 'add'; readonly keys: KeyKind }
  | {
      readonly kind: 'edit' | 'rotate' | 'delete' | 'reconcile' | 'approve-schedule';
      readonly group: KeyGroupView;
    }
  | null;

interface GroupDialogsProps {
  readonly dialog: OpenDialog;
  readonly groups: readonly KeyGroupView[];
  readonly onDialog: (dialog: OpenDialog) => void;
  readonly onShow: (groupId: string) => void;
}

function GroupDialogs({ dialog, groups, onDialog, onShow }: GroupDialogsProps) {
  if (dialog === null) return null;
  const close = (): void => onDialog(null);
  const namesBut = (id: string | null): string[] => groups.filter((group) => group.id !== id).map(({ name }) => name);
  switch (dialog.kind) {
    case 'storage':
      return <StorageDialog onOk={(keys) => onDialog({ kind: 'add', keys })} onClose={close} />;
    case 'add':
      return (
        <GroupEditorDialog
          group={null}
          kind={dialog.keys}
          takenNames={namesBut(null)}
          onClose={close}
          onSaved={onShow}
        />
      );
    case 'edit':
      return (
        <GroupEditorDialog
          group={dialog.group}
          takenNames={namesBut(dialog.group.id)}
          onClose={close}
          onSaved={onShow}
        />
      );
    case 'rotate':
      return <ForceRotateDialog group={dialog.group} onClose={close} onStarted={() => onShow(dialog.group.id)} />;
    case 'reconcile':
      return <ReconcileDialog group={dialog.group} run onClose={close} />;
    case 'delete':
      return <DeleteGroupDialog group={dialog.group} onClose={close} />;
    case 'approve-schedule':
      return <ApproveScheduleDialog group={dialog.group} onClose={close} />;
  }
}

export function KeysScreen() {
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const { copy } = useCopy();
  const answer = useCall('groups.list', {});
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const switched = useScheduleSwitch();
  const mayAdd = useMay('Keys:Add');
  const may: GroupPermissions = {
    modify: useMay('Keys:Modify'),
    delete: useMay('Keys:Delete'),
    rotate: useMay('Keys:Rotate'),
  };

  const groups = answer.data?.groups ?? noGroups;
  const selectedId = params.get('group');
  // By id, or by name where it was just added through an approval: the window has not learnt its id then.
  const selected = groups.find(({ id }) => id === selectedId) ?? groups.find(({ name }) => name === selectedId) ?? null;
  const show = (groupId: string): void => setParams({ group: groupId }, { replace: true });
  const acts: GroupActs = {
    edit: (group) => setDialog({ kind: 'edit', group }),
    rotate: (group) => setDialog({ kind: 'rotate', group }),
    reconcile: (group) => setDialog({ kind: 'reconcile', group }),
    remove: (group) => setDialog({ kind: 'delete', group }),
    approveSchedule: (group) => setDialog({ kind: 'approve-schedule', group }),
    pauseSchedule: ({ id, name }) => switched.pause(id, name),
    resumeSchedule: ({ id, name }) => switched.resume(id, name),
    endScheduleApproval: ({ id, name }) => switched.endApproval(id, name),
    showJob: (jobId) => void navigate(`/jobs/${jobId}`),
    showAudit: (id) => void navigate(`/audit?target=${id}`),
    copy,
  };
  const add = (): void => setDialog({ kind: 'storage' });
  return (
    <ScreenFrame
      header={
        <PageHeader
          title={words.title}
          description={words.intro}
          actions={
            mayAdd && groups.length > 0 ? (
              <Button variant="outlined" startIcon={<AddOutlined aria-hidden />} onClick={add}>
                {words.actions.addKeyGroup}
              </Button>
            ) : null
          }
        />
      }
      notice={switched.error === null ? null : <ErrorNotice error={switched.error} />}
    >
      <SplitPane
        id="keys"
        firstSize={42}
        minPx={300}
        first={
          <GroupsPane
            groups={groups}
            loading={answer.isPending}
            error={answer.error}
            onRetry={() => void answer.refetch()}
            selectedId={selected?.id ?? null}
            onSelect={(group) => group.id !== selectedId && show(group.id)}
            onEdit={(group) => may.modify && acts.edit(group)}
            onAdd={add}
            actionsOf={(group) => groupActions(group, may, acts)}
          />
        }
        second={
          selected !== null ? (
            <GroupPane
              key={`${selected.id} ${params.get('key') ?? ''}`}
              group={selected}
              keyId={params.get('key')}
              may={may}
              acts={acts}
            />
          ) : groups.length > 0 ? (
            <EmptyState icon={FolderOpenOutlined} title={words.group.pick} body={words.group.pickHint} />
          ) : null
        }
      />
      <GroupDialogs dialog={dialog} groups={groups} onDialog={setDialog} onShow={show} />
    </ScreenFrame>
  );
}
