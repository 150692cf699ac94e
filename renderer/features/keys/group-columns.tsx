// Columns of the table of key groups. It is the narrower pane: name, state and next rotation by default.
import type { GridColDef } from '@mui/x-data-grid';
import type { KeyGroupView } from '../../../shared/schemas/key-groups';
import { text } from '../../text/text';
import { Identifier } from '../../ui/identifier';
import { StatusChip } from '../../ui/status-chip';
import { TimeText } from '../../ui/time-text';
import { nextRotationText } from './group-words';

const words = text.keys.groups;

export const groupColumns: readonly GridColDef<KeyGroupView>[] = [
  {
    field: 'name',
    headerName: words.columns.name,
    flex: 1,
    minWidth: 110,
    renderCell: ({ row }) => <bdi title={row.name}>{row.name}</bdi>,
  },
  {
    field: 'state',
    headerName: words.columns.state,
    width: 158,
    renderCell: ({ row }) => <StatusChip of="group" state={row.state} />,
  },
  {
    field: 'nextRotationAt',
    headerName: words.columns.nextRotation,
    width: 106,
    renderCell: ({ row }) => nextRotationText(row) ?? <TimeText at={row.nextRotationAt} />,
  },
  {
    field: 'alias',
    headerName: words.columns.alias,
    width: 190,
    renderCell: ({ row }) => <Identifier value={row.alias} what={words.columns.alias} maxLength={24} />,
  },
  { field: 'region', headerName: words.columns.region, width: 120 },
  { field: 'keyCount', headerName: words.columns.keyCount, type: 'number', width: 70 },
  {
    field: 'credentialName',
    headerName: words.columns.credential,
    width: 140,
    renderCell: ({ row }) => <bdi title={row.credentialName}>{row.credentialName}</bdi>,
  },
  {
    field: 'rotationMethod',
    headerName: words.columns.method,
    width: 130,
    valueFormatter: (method: KeyGroupView['rotationMethod']) => text.keys.methods[method],
  },
  {
    field: 'lastRotatedAt',
    headerName: words.columns.lastRotated,
    width: 130,
    renderCell: ({ row }) => <TimeText at={row.lastRotatedAt} absent={text.keys.group.never} />,
  },
  {
    field: 'activeKeyId',
    headerName: words.columns.activeKeyId,
    width: 180,
    renderCell: ({ row }) =>
      row.activeKeyId === null ? words.noKey : <Identifier value={row.activeKeyId} what={words.columns.activeKeyId} />,
  },
  {
    field: 'changedAt',
    headerName: words.columns.changed,
    width: 130,
    renderCell: ({ row }) => <TimeText at={row.changedAt} />,
  },
];

/** Hidden until the officer shows them. */
export const hiddenGroupColumns: readonly string[] = [
  'alias',
  'region',
  'keyCount',
  'credentialName',
  'rotationMethod',
  'lastRotatedAt',
  'activeKeyId',
  'changedAt',
];
