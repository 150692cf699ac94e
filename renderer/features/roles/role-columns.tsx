// Columns of the table of roles.
import type { GridColDef } from '@mui/x-data-grid';
import VerifiedOutlined from '@mui/icons-material/VerifiedOutlined';
import { permissions } from '../../../shared/permissions';
import type { RoleView } from '../../../shared/schemas/identities';
import { text } from '../../text/text';
import { Chip } from '../../ui/status-chip';

const words = text.roles;

export function excludesText(role: RoleView, roles: readonly RoleView[]): string {
  if (role.excludes === '*') return words.excludesAll;
  const names = roles.filter(({ id }) => role.excludes.includes(id)).map(({ name }) => name);
  return names.length === 0 ? words.excludesNone : names.join(', ');
}

export function roleColumns(roles: readonly RoleView[]): readonly GridColDef<RoleView>[] {
  return [
    {
      field: 'name',
      headerName: words.columns.name,
      flex: 1,
      minWidth: 200,
      renderCell: ({ row }) => (
        <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center', minWidth: 0 }}>
          <bdi title={row.name} style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
            {row.name}
          </bdi>
          {row.builtIn ? (
            <Chip
              tone="neutral"
              icon={VerifiedOutlined}
              label={words.defaultRole}
              explanation={words.defaultRoleHint}
            />
          ) : null}
        </span>
      ),
    },
    { field: 'type', headerName: words.columns.type, width: 130 },
    { field: 'loginsRequired', headerName: words.columns.logins, type: 'number', width: 130 },
    {
      field: 'permissions',
      headerName: words.columns.permissions,
      width: 120,
      valueGetter: (_value, row) => words.permissionCount(row.permissions.length, permissions.length),
    },
    { field: 'identities', headerName: words.columns.identities, type: 'number', width: 100 },
    {
      field: 'excludes',
      headerName: words.columns.excludes,
      width: 160,
      valueGetter: (_value, row) => excludesText(row, roles),
    },
    {
      field: 'description',
      headerName: words.columns.description,
      flex: 1.6,
      minWidth: 200,
      renderCell: ({ row }) => <bdi title={row.description}>{row.description}</bdi>,
    },
  ];
}
