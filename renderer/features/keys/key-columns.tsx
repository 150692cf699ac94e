// Columns of the table of keys of one group.
import CompareArrowsOutlined from '@mui/icons-material/CompareArrowsOutlined';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import type { GridColDef } from '@mui/x-data-grid';
import type { KeyView } from '../../../shared/schemas/key-groups';
import { text } from '../../text/text';
import { Identifier } from '../../ui/identifier';
import { HsmBackupText } from './hsm-backup-text';
import { Chip, StatusChip } from '../../ui/status-chip';
import { TimeText } from '../../ui/time-text';
import { CompromisedChip } from './compromised';

const words = text.keys.table.columns;
const absent = text.common.notSet;

const identifier = (field: 'kmsKeyId' | 'keyMaterialId', headerName: string): GridColDef<KeyView> => ({
  field,
  headerName,
  width: 170,
  renderCell: ({ row }) => {
    const value = row[field];
    return value === null ? absent : <Identifier value={value} what={headerName} />;
  },
});
const time = (
  field: 'importedAt' | 'activatedAt' | 'supersededAt' | 'validUntil' | 'materialExpiresAt' | 'createdAt',
  headerName: string,
): GridColDef<KeyView> => ({
  field,
  headerName,
  width: 130,
  renderCell: ({ row }) => <TimeText at={row[field]} />,
});

export const keyColumns: readonly GridColDef<KeyView>[] = [
  { field: 'generation', headerName: words.generation, type: 'number', width: 80 },
  {
    field: 'name',
    headerName: words.name,
    flex: 1,
    minWidth: 130,
    renderCell: ({ row }) => <bdi title={row.name}>{row.name}</bdi>,
  },
  {
    field: 'state',
    headerName: words.state,
    width: 150,
    renderCell: ({ row }) =>
      row.compromised == null ? <StatusChip of="key" state={row.state} /> : <CompromisedChip state={row.state} />,
  },
  {
    field: 'checkValue',
    headerName: words.checkValue,
    width: 110,
    valueGetter: (_value, row) => row.checkValue?.value ?? '',
    renderCell: ({ row }) =>
      row.checkValue === null ? absent : <Identifier value={row.checkValue.value} what={words.checkValue} />,
  },
  time('activatedAt', words.activated),
  time('validUntil', words.validUntil),
  identifier('kmsKeyId', words.kmsKeyId),
  identifier('keyMaterialId', words.materialId),
  time('importedAt', words.imported),
  time('supersededAt', words.superseded),
  time('materialExpiresAt', words.materialExpires),
  time('createdAt', words.created),
  {
    field: 'hsmBackupAt',
    headerName: text.backup.key.label,
    width: 230,
    renderCell: ({ row }) => <HsmBackupText of={row} />,
  },
  {
    field: 'wrappingAlgorithm',
    headerName: words.wrapping,
    width: 190,
    valueFormatter: (value: string | null) => value ?? absent,
  },
];

/** The state beside a mark where the last comparison with AWS found a difference. */
export function columnsWithDrift(kmsKeyIds: ReadonlySet<string | null>): readonly GridColDef<KeyView>[] {
  if (kmsKeyIds.size === 0) return keyColumns;
  return keyColumns.map((column) =>
    column.field !== 'state'
      ? column
      : {
          ...column,
          width: 215,
          renderCell: ({ row }) => (
            <Box sx={{ display: 'flex', alignItems: 'center', gap: '6px', height: '100%' }}>
              <StatusChip of="key" state={row.state} />
              {row.kmsKeyId !== null && kmsKeyIds.has(row.kmsKeyId) ? (
                <Chip
                  tone="attention"
                  icon={CompareArrowsOutlined}
                  label={text.reconcile.rowChip}
                  explanation={text.reconcile.rowExplanation}
                />
              ) : null}
            </Box>
          ),
        },
  );
}

/** Hidden until the officer shows them: they are in the details. */
export const hiddenKeyColumns: readonly string[] = [
  'generation',
  'activatedAt',
  'kmsKeyId',
  'keyMaterialId',
  'importedAt',
  'supersededAt',
  'materialExpiresAt',
  'createdAt',
  'hsmBackupAt',
  'wrappingAlgorithm',
];

/** The check boxes by which several keys are worked on together. */
export function chooseKeyColumn(
  ids: ReadonlySet<string>,
  all: readonly string[],
  set: (ids: readonly string[]) => void,
): GridColDef<KeyView> {
  const { bar } = text.keyOperations;
  const whole = all.length > 0 && all.every((id) => ids.has(id));
  return {
    field: 'choose',
    headerName: bar.choose,
    width: 46,
    minWidth: 46,
    sortable: false,
    resizable: false,
    hideable: false,
    renderHeader: () => (
      <Checkbox
        size="small"
        checked={whole}
        indeterminate={!whole && ids.size > 0}
        onChange={() => set(whole ? [] : all)}
        slotProps={{ input: { 'aria-label': bar.chooseAll, tabIndex: -1 } }}
        sx={{ padding: '4px', marginLeft: '-4px' }}
      />
    ),
    renderCell: ({ row, hasFocus }) => (
      <Checkbox
        size="small"
        checked={ids.has(row.id)}
        onChange={() => set(ids.has(row.id) ? [...ids].filter((id) => id !== row.id) : [...ids, row.id])}
        slotProps={{ input: { 'aria-label': bar.chooseKey(row.name), tabIndex: hasFocus ? 0 : -1 } }}
        sx={{ padding: '4px', marginLeft: '-4px' }}
      />
    ),
  };
}
