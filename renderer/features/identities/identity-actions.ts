// What can be done with an identity, the same by right click, context-menu key and "…".
import BlockOutlined from '@mui/icons-material/BlockOutlined';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import DeleteOutlineOutlined from '@mui/icons-material/DeleteOutlineOutlined';
import EditOutlined from '@mui/icons-material/EditOutlined';
import OpenInNewOutlined from '@mui/icons-material/OpenInNewOutlined';
import PasswordOutlined from '@mui/icons-material/PasswordOutlined';
import type { IdentityView } from '../../../shared/schemas/identities';
import { text } from '../../text/text';
import type { MenuAction } from '../../ui/context-menu';
import type { IdentityAct } from './identity-act-dialog';

const words = text.identities.actions;

export interface IdentityActionWays {
  readonly mayManage: boolean;
  /** Is this one of the identities logged in here? */
  readonly own: boolean;
  readonly open: () => void;
  readonly act: (act: IdentityAct) => void;
}

export function identityActions(identity: IdentityView, ways: IdentityActionWays): MenuAction[] {
  const { status } = identity;
  const { mayManage, own, open, act } = ways;
  const changeable = mayManage && status !== 'deleted';
  const notOwn = own ? { disabledBecause: words.own } : {};
  const actions: (MenuAction | false)[] = [
    changeable
      ? { id: 'edit', label: words.edit, icon: EditOutlined, shortcut: 'Enter', onSelect: open }
      : { id: 'view', label: words.view, icon: OpenInNewOutlined, shortcut: 'Enter', onSelect: open },
    changeable &&
      status === 'enabled' && {
        id: 'reset',
        label: words.reset,
        icon: PasswordOutlined,
        divided: true,
        onSelect: () => act('reset'),
      },
    changeable &&
      status === 'enabled' && {
        id: 'disable',
        label: words.disable,
        icon: BlockOutlined,
        ...notOwn,
        onSelect: () => act('disable'),
      },
    changeable &&
      status === 'disabled' && {
        id: 'enable',
        label: words.enable,
        icon: CheckCircleOutlined,
        onSelect: () => act('enable'),
      },
    changeable && {
      id: 'delete',
      label: words.delete,
      icon: DeleteOutlineOutlined,
      danger: true,
      divided: true,
      ...notOwn,
      onSelect: () => act('delete'),
    },
  ];
  return actions.filter((action): action is MenuAction => action !== false);
}
