// What can be done with a request, the same by right click, context-menu key, "…" and buttons.
import AssignmentReturnOutlined from '@mui/icons-material/AssignmentReturnOutlined';
import BlockOutlined from '@mui/icons-material/BlockOutlined';
import CheckOutlined from '@mui/icons-material/CheckOutlined';
import ContentCopyOutlined from '@mui/icons-material/ContentCopyOutlined';
import OpenInNewOutlined from '@mui/icons-material/OpenInNewOutlined';
import PlayArrowOutlined from '@mui/icons-material/PlayArrowOutlined';
import PlaylistPlayOutlined from '@mui/icons-material/PlaylistPlayOutlined';
import ReceiptLongOutlined from '@mui/icons-material/ReceiptLongOutlined';
import type { RequestView } from '../../../shared/schemas/approvals';
import { text } from '../../text/text';
import type { MenuAction } from '../../ui/context-menu';
import type { RequestActs } from './use-request-acts';

const words = text.approvals.actions;

export interface RequestActionWays {
  readonly acts: RequestActs;
  readonly open: (id: string) => void;
  readonly showJob: (jobId: string) => void;
  readonly showAudit: (requestId: string) => void;
  readonly copy: (value: string) => void;
}

export function requestActions(
  request: RequestView,
  { acts, open, showJob, showAudit, copy }: RequestActionWays,
): MenuAction[] {
  const { jobId } = request;
  const can = (action: RequestView['actions'][number]): boolean => request.actions.includes(action);
  const actions: (MenuAction | false)[] = [
    { id: 'open', label: words.open, icon: OpenInNewOutlined, shortcut: 'Enter', onSelect: () => open(request.id) },
    can('approve') && {
      id: 'approve',
      label: words.approveMenu,
      icon: CheckOutlined,
      onSelect: () => acts.approve([request]),
    },
    can('deny') && {
      id: 'deny',
      label: words.denyMenu,
      icon: BlockOutlined,
      danger: true,
      onSelect: () => acts.deny([request]),
    },
    can('execute') && {
      id: 'execute',
      label: words.execute,
      icon: PlayArrowOutlined,
      onSelect: () => acts.execute(request),
    },
    can('withdraw') && {
      id: 'withdraw',
      label: words.withdrawMenu,
      icon: AssignmentReturnOutlined,
      onSelect: () => acts.withdraw(request),
    },
    jobId !== null && { id: 'job', label: words.showJob, icon: PlaylistPlayOutlined, onSelect: () => showJob(jobId) },
    { id: 'audit', label: words.showAudit, icon: ReceiptLongOutlined, onSelect: () => showAudit(request.id) },
    {
      id: 'copy',
      label: words.copyDigest,
      icon: ContentCopyOutlined,
      divided: true,
      onSelect: () => copy(request.digest),
    },
  ];
  return actions.filter((action): action is MenuAction => action !== false);
}
