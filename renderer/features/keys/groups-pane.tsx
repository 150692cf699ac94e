// The left pane: the key groups, with the right-click menu of the area (Add > Key Group) and of each group.
import AddOutlined from '@mui/icons-material/AddOutlined';
import FolderOutlined from '@mui/icons-material/FolderOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { KeyGroupView } from '../../../shared/schemas/key-groups';
import type { CallError } from '../../api/call-error';
import { useCall } from '../../api/use-call';
import { useMay } from '../../api/use-status';
import { text } from '../../text/text';
import type { MenuAction } from '../../ui/context-menu';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterField } from '../../ui/filter-field';
import { groupColumns, hiddenGroupColumns } from './group-columns';

export interface GroupsPaneProps {
  readonly groups: readonly KeyGroupView[];
  readonly loading: boolean;
  readonly error: CallError | null;
  readonly onRetry: () => void;
  readonly selectedId: string | null;
  readonly onSelect: (group: KeyGroupView) => void;
  readonly onEdit: (group: KeyGroupView) => void;
  readonly onAdd: () => void;
  readonly actionsOf: (group: KeyGroupView) => readonly MenuAction[];
}

const words = text.keys.groups;

/** Before the first group: what one is, and the one button to start, which may be the credential it needs. */
function NoGroups({ onAdd }: Pick<GroupsPaneProps, 'onAdd'>) {
  const navigate = useNavigate();
  const mayAdd = useMay('Keys:Add');
  const maySeeCredentials = useMay('Credentials:View');
  const credentials = useCall('credentials.list', {}, { enabled: maySeeCredentials });
  const needsCredential = credentials.data?.credentials.length === 0;
  const button = needsCredential ? (
    <Button variant="contained" onClick={() => void navigate('/credentials')}>
      {words.empty.credentialAction}
    </Button>
  ) : mayAdd ? (
    <Button variant="contained" startIcon={<AddOutlined aria-hidden />} onClick={onAdd}>
      {words.empty.action}
    </Button>
  ) : null;
  const body = needsCredential ? `${words.empty.body}\n\n${words.empty.needsCredential}` : words.empty.body;
  return <EmptyState icon={FolderOutlined} title={words.empty.title} body={body} action={button} />;
}

function matches(group: KeyGroupView, wanted: string): boolean {
  const seen = [group.name, group.alias, group.region, group.activeKeyId ?? '', group.credentialName, group.owner];
  return seen.some((part) => part.toLowerCase().includes(wanted));
}

export function GroupsPane(props: GroupsPaneProps) {
  const { groups, onAdd } = props;
  const mayAdd = useMay('Keys:Add');
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const rows = useMemo(
    () => (wanted === '' ? groups : groups.filter((group) => matches(group, wanted))),
    [groups, wanted],
  );
  const add: MenuAction = { id: 'add', label: text.keys.actions.addMenu, icon: AddOutlined, onSelect: onAdd };
  return (
    <Box
      component="section"
      aria-label={words.label}
      sx={{ height: '100%', display: 'flex', flexDirection: 'column', minHeight: 0 }}
    >
      {groups.length === 0 ? null : (
        <Box sx={{ padding: '10px 12px' }}>
          <FilterField label={words.search} value={filter} onChange={setFilter} />
        </Box>
      )}
      <Box sx={{ flex: 1, minHeight: 0 }}>
        <DataTable
          id="key-groups"
          label={words.label}
          rows={rows}
          columns={groupColumns}
          nameOf={(group) => group.name}
          hiddenByDefault={hiddenGroupColumns}
          defaultSort={{ field: 'name', sort: 'asc' }}
          loading={props.loading}
          error={props.error}
          onRetry={props.onRetry}
          filtered={wanted !== ''}
          selectedId={props.selectedId}
          onSelect={props.onSelect}
          onOpen={props.onEdit}
          actionsOf={props.actionsOf}
          backgroundActions={mayAdd ? [add] : []}
          empty={<NoGroups onAdd={onAdd} />}
        />
      </Box>
    </Box>
  );
}
