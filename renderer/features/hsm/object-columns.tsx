// Columns of the inventory of the token.
import type { GridColDef } from '@mui/x-data-grid';
import type { InventoryItem } from '../../../shared/schemas/inventory';
import { text } from '../../text/text';
import { Identifier } from '../../ui/identifier';
import { StatusChip } from '../../ui/status-chip';
import { ObjectKindChip } from './object-kind-chip';

const words = text.hsm;

/** The key's name where it is a key of the console, else the label it has on the token. */
export function objectName(item: InventoryItem): string {
  return item.key?.name ?? (item.label === '' ? words.unnamed : item.label);
}

export function protectionText({ sensitive, extractable }: InventoryItem): string {
  if (sensitive === null) return text.common.notSet;
  if (!sensitive) return words.readable;
  return extractable === true ? words.extractable : words.notExtractable;
}

export function typeText({ keyType, lengthBits }: InventoryItem): string {
  return keyType === '' ? text.common.notSet : words.type(keyType, lengthBits);
}

export const objectColumns: readonly GridColDef<InventoryItem>[] = [
  {
    field: 'kind',
    headerName: words.columns.kind,
    width: 140,
    renderCell: ({ row }) => <ObjectKindChip item={row} />,
  },
  {
    field: 'name',
    headerName: words.columns.name,
    flex: 1,
    minWidth: 160,
    valueGetter: (_value, row) => objectName(row),
    renderCell: ({ row }) => <bdi title={objectName(row)}>{objectName(row)}</bdi>,
  },
  {
    field: 'group',
    headerName: words.columns.group,
    width: 140,
    valueGetter: (_value, row) => (row.key === null ? '' : (row.key.groupName ?? words.groupDeleted)),
    renderCell: ({ value }) => <bdi title={String(value)}>{value === '' ? text.common.notSet : String(value)}</bdi>,
  },
  {
    field: 'state',
    headerName: words.columns.state,
    width: 150,
    valueGetter: (_value, row) => row.key?.state ?? '',
    renderCell: ({ row }) => (row.key === null ? text.common.notSet : <StatusChip of="key" state={row.key.state} />),
  },
  {
    field: 'objectClass',
    headerName: words.columns.objectClass,
    width: 110,
    valueGetter: (_value, row) => (row.objectClass === null ? text.common.notSet : words.classes[row.objectClass]),
  },
  { field: 'keyType', headerName: words.columns.keyType, width: 110, valueGetter: (_value, row) => typeText(row) },
  {
    field: 'checkValue',
    headerName: words.columns.checkValue,
    width: 110,
    valueGetter: (_value, row) => row.checkValue?.value ?? '',
    renderCell: ({ row }) =>
      row.checkValue === null ? (
        text.common.notSet
      ) : (
        <Identifier value={row.checkValue.value} what={words.columns.checkValue} />
      ),
  },
  {
    field: 'protection',
    headerName: words.columns.protection,
    width: 190,
    valueGetter: (_value, row) => protectionText(row),
  },
  {
    field: 'reference',
    headerName: words.columns.reference,
    width: 190,
    renderCell: ({ row }) =>
      row.reference === '' ? text.common.notSet : <Identifier value={row.reference} what={words.columns.reference} />,
  },
];
