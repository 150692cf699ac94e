// Columns of the approval policy: each value as it would be, with what it was where it was changed.
import EditNoteOutlined from '@mui/icons-material/EditNoteOutlined';
import Box from '@mui/material/Box';
import type { GridColDef } from '@mui/x-data-grid';
import type { RoleView } from '../../../shared/schemas/identities';
import { operationNames } from '../../../shared/text/operation-names';
import { text } from '../../text/text';
import { Chip } from '../../ui/status-chip';
import type { DraftRule } from './policy-draft';

const words = text.policy;

export function rolesText(ids: readonly string[], roles: readonly RoleView[]): string {
  if (ids.length === 0) return words.nobody;
  // Where roles cannot be seen, their number is all that can be said.
  const names = ids.map((id) => roles.find((role) => role.id === id)?.name ?? words.unknownRole);
  return names.join(', ');
}

export const areaText = (operation: string): string => words.areas[operation.split('.')[0] ?? ''] ?? operation;

/** The value that would hold; the one that holds now behind it where they differ. */
function Value({ next, now }: { readonly next: string; readonly now: string }) {
  return (
    <Box
      component="span"
      title={next}
      sx={{ overflow: 'hidden', textOverflow: 'ellipsis', fontWeight: next === now ? 400 : 600 }}
    >
      {next}
      {next === now ? null : (
        <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>
          {' · '}
          {words.wasBefore(now)}
        </Box>
      )}
    </Box>
  );
}

export function policyColumns(roles: readonly RoleView[]): readonly GridColDef<DraftRule>[] {
  return [
    {
      field: 'area',
      headerName: words.columns.area,
      width: 140,
      valueGetter: (_value, row) => areaText(row.id),
    },
    {
      field: 'operation',
      headerName: words.columns.operation,
      flex: 1,
      minWidth: 180,
      valueGetter: (_value, row) => operationNames[row.id],
      renderCell: ({ row }) => (
        <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, minWidth: 0 }}>
          <Box component="span" title={operationNames[row.id]} sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
            {operationNames[row.id]}
          </Box>
          {row.changed ? <Chip tone="accent" icon={EditNoteOutlined} label={words.changedMark} /> : null}
        </Box>
      ),
    },
    {
      field: 'approvals',
      headerName: words.columns.approvals,
      width: 170,
      valueGetter: (_value, row) => row.next.approvalsRequired,
      renderCell: ({ row }) => (
        <Value next={words.approvals(row.next.approvalsRequired)} now={words.approvals(row.now.approvalsRequired)} />
      ),
    },
    {
      field: 'floor',
      headerName: words.columns.floor,
      width: 90,
      valueGetter: (_value, row) => row.now.floor,
      valueFormatter: (floor: number) => words.approvalsShort(floor),
    },
    {
      field: 'approvers',
      headerName: words.columns.approvers,
      flex: 1.4,
      minWidth: 200,
      valueGetter: (_value, row) => rolesText(row.next.approverRoleIds, roles),
      renderCell: ({ row }) => (
        <Value next={rolesText(row.next.approverRoleIds, roles)} now={rolesText(row.now.approverRoleIds, roles)} />
      ),
    },
    {
      field: 'ttl',
      headerName: words.columns.ttl,
      width: 150,
      valueGetter: (_value, row) => row.next.ttlMs,
      renderCell: ({ row }) => <Value next={words.span(row.next.ttlMs)} now={words.span(row.now.ttlMs)} />,
    },
  ];
}
