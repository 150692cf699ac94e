// Identity Management > Identities: who may log in, with what roles; add, edit, disable, enable, reset, delete; and the recovery shares.
import AddOutlined from '@mui/icons-material/AddOutlined';
import PeopleAltOutlined from '@mui/icons-material/PeopleAltOutlined';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useMemo, useState } from 'react';
import type { IdentityView, RoleView } from '../../../shared/schemas/identities';
import { useCall } from '../../api/use-call';
import { useMay, useStatus } from '../../api/use-status';
import { text } from '../../text/text';
import type { MenuAction } from '../../ui/context-menu';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterField } from '../../ui/filter-field';
import { PageHeader } from '../../ui/page-header';
import { ScreenFrame } from '../../ui/screen-frame';
import { SharesDialog } from '../recovery/shares-dialog';
import { IdentityActDialog, type IdentityAct } from './identity-act-dialog';
import { identityActions } from './identity-actions';
import { identityColumns, rolesOf } from './identity-columns';
import { IdentityEditorDialog } from './identity-editor-dialog';
import { PeopleNotices } from './people-notices';

const words = text.identities;
const noIdentities: readonly IdentityView[] = [];
const noRoles: readonly RoleView[] = [];

type OpenDialog =
  | { readonly kind: 'add' | 'shares' }
  | { readonly kind: 'edit'; readonly identity: IdentityView }
  | { readonly kind: 'act'; readonly act: IdentityAct; readonly identity: IdentityView }
  | null;

function matches(identity: IdentityView, wanted: string): boolean {
  return [identity.name, identity.fullName, rolesOf(identity)].some((part) => part.toLowerCase().includes(wanted));
}

export function IdentitiesScreen() {
  const answer = useCall('identities.list', {});
  const mayManage = useMay('Identities:Manage');
  const mayViewRoles = useMay('Roles:View');
  const roles = useCall('roles.list', {}, { enabled: mayViewRoles }).data?.roles ?? noRoles;
  const status = useStatus();
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [filter, setFilter] = useState('');
  const [showDeleted, setShowDeleted] = useState(false);
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const close = (): void => setDialog(null);

  const all = answer.data?.identities ?? noIdentities;
  const wanted = filter.trim().toLowerCase();
  const rows = useMemo(
    () =>
      all.filter(
        (identity) => (showDeleted || identity.status !== 'deleted') && (wanted === '' || matches(identity, wanted)),
      ),
    [all, wanted, showDeleted],
  );
  const meKey = (status?.session.identities ?? []).map(({ id }) => id).join(' ');
  const columns = useMemo(() => identityColumns(meKey.split(' ')), [meKey]);
  const add: MenuAction = {
    id: 'add',
    label: words.actions.addMenu,
    icon: AddOutlined,
    onSelect: () => setDialog({ kind: 'add' }),
  };
  const addButton = mayManage ? (
    <Button variant="contained" startIcon={<AddOutlined aria-hidden />} onClick={add.onSelect}>
      {words.actions.add}
    </Button>
  ) : null;
  const hasDeleted = all.some((identity) => identity.status === 'deleted');

  return (
    <ScreenFrame
      header={
        <PageHeader
          title={words.title}
          description={words.intro}
          actions={
            <>
              <Button variant="outlined" color="inherit" onClick={() => setDialog({ kind: 'shares' })}>
                {words.recovery.menu}
              </Button>
              {addButton}
            </>
          }
        />
      }
      toolbar={
        <>
          <FilterField label={words.search} value={filter} onChange={setFilter} />
          {hasDeleted ? (
            <FormControlLabel
              label={words.showDeleted}
              sx={{ marginLeft: 0.5 }}
              control={
                <Switch size="small" checked={showDeleted} onChange={(event) => setShowDeleted(event.target.checked)} />
              }
            />
          ) : null}
        </>
      }
      notice={
        status === null ? null : (
          <PeopleNotices
            status={status}
            mayManage={mayManage}
            onAdd={add.onSelect}
            onShares={() => setDialog({ kind: 'shares' })}
          />
        )
      }
    >
      <DataTable
        id="identities"
        label={words.tableLabel}
        rows={rows}
        columns={columns}
        nameOf={(identity) => identity.name}
        hiddenByDefault={['createdAt']}
        defaultSort={{ field: 'name', sort: 'asc' }}
        loading={answer.isPending}
        error={answer.error}
        onRetry={() => void answer.refetch()}
        filtered={wanted !== ''}
        selectedId={selectedId}
        onSelect={(identity) => setSelectedId(identity.id)}
        onOpen={(identity) => setDialog({ kind: 'edit', identity })}
        actionsOf={(identity) =>
          identityActions(identity, {
            mayManage,
            own: meKey.split(' ').includes(identity.id),
            open: () => setDialog({ kind: 'edit', identity }),
            act: (act) => setDialog({ kind: 'act', act, identity }),
          })
        }
        backgroundActions={mayManage ? [add] : []}
        empty={
          <EmptyState icon={PeopleAltOutlined} title={words.empty.title} body={words.empty.body} action={addButton} />
        }
      />
      {dialog?.kind === 'add' || dialog?.kind === 'edit' ? (
        <IdentityEditorDialog
          identity={dialog.kind === 'edit' ? dialog.identity : null}
          roles={roles}
          takenNames={all.map(({ name }) => name)}
          mayManage={mayManage}
          onClose={close}
        />
      ) : null}
      {dialog?.kind === 'act' ? (
        <IdentityActDialog act={dialog.act} identity={dialog.identity} onClose={close} />
      ) : null}
      {dialog?.kind === 'shares' ? <SharesDialog mayMake={mayManage} onClose={close} /> : null}
    </ScreenFrame>
  );
}
