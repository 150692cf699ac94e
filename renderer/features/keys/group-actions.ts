// What can be done with a key group, the same by right click, context-menu key, "…" and buttons.
import ContentCopyOutlined from '@mui/icons-material/ContentCopyOutlined';
import CompareArrowsOutlined from '@mui/icons-material/CompareArrowsOutlined';
import DeleteOutlineOutlined from '@mui/icons-material/DeleteOutlineOutlined';
import EditOutlined from '@mui/icons-material/EditOutlined';
import EventAvailableOutlined from '@mui/icons-material/EventAvailableOutlined';
import EventBusyOutlined from '@mui/icons-material/EventBusyOutlined';
import PauseOutlined from '@mui/icons-material/PauseOutlined';
import PlayArrowOutlined from '@mui/icons-material/PlayArrowOutlined';
import PlaylistPlayOutlined from '@mui/icons-material/PlaylistPlayOutlined';
import ReceiptLongOutlined from '@mui/icons-material/ReceiptLongOutlined';
import SyncOutlined from '@mui/icons-material/SyncOutlined';
import type { KeyGroupView } from '../../../shared/schemas/key-groups';
import { text } from '../../text/text';
import type { MenuAction } from '../../ui/context-menu';

export interface GroupPermissions {
  readonly modify: boolean;
  readonly delete: boolean;
  readonly rotate: boolean;
}
export interface GroupActs {
  readonly edit: (group: KeyGroupView) => void;
  readonly rotate: (group: KeyGroupView) => void;
  readonly reconcile: (group: KeyGroupView) => void;
  readonly remove: (group: KeyGroupView) => void;
  readonly approveSchedule: (group: KeyGroupView) => void;
  readonly pauseSchedule: (group: KeyGroupView) => void;
  readonly resumeSchedule: (group: KeyGroupView) => void;
  readonly endScheduleApproval: (group: KeyGroupView) => void;
  readonly showJob: (jobId: string) => void;
  /** Audit entries about a group or a key. */
  readonly showAudit: (id: string) => void;
  readonly copy: (value: string) => void;
}

const words = text.keys.actions;

/** Why Force Rotate has to wait; undefined when it need not. */
export function rotateBlockedBecause(group: KeyGroupView): string | undefined {
  return group.openJobId === null ? undefined : words.openJob;
}

function scheduleActions(group: KeyGroupView, may: GroupPermissions, acts: GroupActs): MenuAction[] {
  const state = group.scheduleState ?? null;
  if (!may.rotate || state === null) return [];
  const { menu } = text.schedules;
  return [
    {
      id: 'approve-schedule',
      label: menu.approve,
      icon: EventAvailableOutlined,
      divided: true,
      onSelect: () => acts.approveSchedule(group),
    },
    state.paused === null
      ? { id: 'pause-schedule', label: menu.pause, icon: PauseOutlined, onSelect: () => acts.pauseSchedule(group) }
      : {
          id: 'resume-schedule',
          label: menu.resume,
          icon: PlayArrowOutlined,
          onSelect: () => acts.resumeSchedule(group),
        },
    ...(state.approval.state === 'none'
      ? []
      : [
          {
            id: 'end-approval',
            label: menu.end,
            icon: EventBusyOutlined,
            onSelect: () => acts.endScheduleApproval(group),
          },
        ]),
  ];
}

export function groupActions(group: KeyGroupView, may: GroupPermissions, acts: GroupActs): MenuAction[] {
  const { openJobId, activeKeyId } = group;
  const blocked = rotateBlockedBecause(group);
  const actions: (MenuAction | false)[] = [
    may.rotate && {
      id: 'rotate',
      label: words.forceRotate,
      icon: SyncOutlined,
      ...(blocked === undefined ? {} : { disabledBecause: blocked }),
      onSelect: () => acts.rotate(group),
    },
    may.modify && {
      id: 'edit',
      label: words.edit,
      icon: EditOutlined,
      shortcut: 'Enter',
      onSelect: () => acts.edit(group),
    },
    group.keyCount > 0 && {
      id: 'reconcile',
      label: text.reconcile.menu,
      icon: CompareArrowsOutlined,
      ...(blocked === undefined ? {} : { disabledBecause: blocked }),
      onSelect: () => acts.reconcile(group),
    },
    ...scheduleActions(group, may, acts),
    openJobId !== null && {
      id: 'job',
      label: words.showJob,
      icon: PlaylistPlayOutlined,
      onSelect: () => acts.showJob(openJobId),
    },
    { id: 'audit', label: words.showAudit, icon: ReceiptLongOutlined, onSelect: () => acts.showAudit(group.id) },
    {
      id: 'alias',
      label: words.copyAlias,
      icon: ContentCopyOutlined,
      divided: true,
      onSelect: () => acts.copy(group.alias),
    },
    activeKeyId !== null && {
      id: 'key-id',
      label: words.copyActiveKeyId,
      icon: ContentCopyOutlined,
      onSelect: () => acts.copy(activeKeyId),
    },
    may.delete && {
      id: 'delete',
      label: words.delete,
      icon: DeleteOutlineOutlined,
      danger: true,
      divided: true,
      ...(openJobId === null ? {} : { disabledBecause: words.busyJob }),
      onSelect: () => acts.remove(group),
    },
  ];
  return actions.filter((action): action is MenuAction => action !== false);
}
