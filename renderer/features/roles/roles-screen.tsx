// Identity Management > Roles: the default roles and the organisation's own, with their permissions and exclusions.
import AddOutlined from '@mui/icons-material/AddOutlined';
import BadgeOutlined from '@mui/icons-material/BadgeOutlined';
import ContentCopyOutlined from '@mui/icons-material/ContentCopyOutlined';
import DeleteOutlineOutlined from '@mui/icons-material/DeleteOutlineOutlined';
import EditOutlined from '@mui/icons-material/EditOutlined';
import OpenInNewOutlined from '@mui/icons-material/OpenInNewOutlined';
import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import type { RoleView } from '../../../shared/schemas/identities';
import { useCall } from '../../api/use-call';
import { useMay } from '../../api/use-status';
import { text } from '../../text/text';
import type { MenuAction } from '../../ui/context-menu';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';
import { ScreenFrame } from '../../ui/screen-frame';
import { DeleteRoleDialog } from './delete-role-dialog';
import { roleColumns } from './role-columns';
import { RoleEditorDialog } from './role-editor-dialog';

const words = text.roles;
const noRoles: readonly RoleView[] = [];

type OpenDialog =
  { readonly kind: 'add' } | { readonly kind: 'copy' | 'edit' | 'delete'; readonly role: RoleView } | null;

export function RolesScreen() {
  const answer = useCall('roles.list', {});
  const mayManage = useMay('Roles:Manage');
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const close = (): void => setDialog(null);
  const roles = answer.data?.roles ?? noRoles;
  const columns = useMemo(() => roleColumns(roles), [roles]);

  const add: MenuAction = {
    id: 'add',
    label: words.actions.addMenu,
    icon: AddOutlined,
    onSelect: () => setDialog({ kind: 'add' }),
  };
  const actionsOf = (role: RoleView): MenuAction[] => {
    const open = (): void => setDialog({ kind: 'edit', role });
    if (!mayManage)
      return [{ id: 'view', label: words.actions.view, icon: OpenInNewOutlined, shortcut: 'Enter', onSelect: open }];
    const blocked = role.builtIn
      ? words.actions.builtIn
      : role.identities > 0
        ? words.actions.held(role.identities)
        : null;
    return [
      { id: 'edit', label: words.actions.edit, icon: EditOutlined, shortcut: 'Enter', onSelect: open },
      {
        id: 'copy',
        label: words.actions.copy,
        icon: ContentCopyOutlined,
        onSelect: () => setDialog({ kind: 'copy', role }),
      },
      {
        id: 'delete',
        label: words.actions.delete,
        icon: DeleteOutlineOutlined,
        danger: true,
        divided: true,
        ...(blocked === null ? {} : { disabledBecause: blocked }),
        onSelect: () => setDialog({ kind: 'delete', role }),
      },
    ];
  };
  const addButton = mayManage ? (
    <Button variant="contained" startIcon={<AddOutlined aria-hidden />} onClick={add.onSelect}>
      {words.actions.add}
    </Button>
  ) : null;
  return (
    <ScreenFrame header={<PageHeader title={words.title} description={words.intro} actions={addButton} />}>
      <DataTable
        id="roles"
        label={words.tableLabel}
        rows={roles}
        columns={columns}
        nameOf={(role) => role.name}
        loading={answer.isPending}
        error={answer.error}
        onRetry={() => void answer.refetch()}
        selectedId={selectedId}
        onSelect={(role) => setSelectedId(role.id)}
        onOpen={(role) => setDialog({ kind: 'edit', role })}
        actionsOf={actionsOf}
        backgroundActions={mayManage ? [add] : []}
        empty={<EmptyState icon={BadgeOutlined} title={words.empty.title} body={words.empty.body} action={addButton} />}
      />
      {dialog?.kind === 'add' || dialog?.kind === 'edit' || dialog?.kind === 'copy' ? (
        <RoleEditorDialog
          role={dialog.kind === 'edit' ? dialog.role : null}
          {...(dialog.kind === 'copy' ? { copyOf: dialog.role } : {})}
          roles={roles}
          mayManage={mayManage}
          onClose={close}
        />
      ) : null}
      {dialog?.kind === 'delete' ? <DeleteRoleDialog role={dialog.role} onClose={close} /> : null}
    </ScreenFrame>
  );
}
