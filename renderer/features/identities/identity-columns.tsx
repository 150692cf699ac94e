// Columns of the table of identities.
import Box from '@mui/material/Box';
import type { GridColDef } from '@mui/x-data-grid';
import type { IdentityView } from '../../../shared/schemas/identities';
import { text } from '../../text/text';
import { useTimeDisplay } from '../../ui/time-display';
import { TimeText } from '../../ui/time-text';
import { IdentityChips, identityStates } from './identity-status';

const words = text.identities;

function StatusCell({ identity }: { readonly identity: IdentityView }) {
  const { nowMs } = useTimeDisplay();
  return <IdentityChips states={identityStates(identity, nowMs).slice(0, 1)} />;
}

export const rolesOf = (identity: IdentityView): string => identity.roles.map(({ name }) => name).join(', ');

export function identityColumns(me: readonly string[]): readonly GridColDef<IdentityView>[] {
  return [
    {
      field: 'name',
      headerName: words.columns.name,
      flex: 0.8,
      minWidth: 130,
      renderCell: ({ row }) => (
        <>
          <bdi title={row.name}>{row.name}</bdi>
          {me.includes(row.id) ? (
            <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.75rem', marginLeft: 0.75 }}>
              ({words.you})
            </Box>
          ) : null}
        </>
      ),
    },
    {
      field: 'fullName',
      headerName: words.columns.fullName,
      flex: 1,
      minWidth: 150,
      renderCell: ({ row }) => <bdi title={row.fullName}>{row.fullName}</bdi>,
    },
    {
      field: 'roles',
      headerName: words.columns.roles,
      flex: 1.2,
      minWidth: 160,
      valueGetter: (_value, row) => rolesOf(row),
      renderCell: ({ row }) => <bdi title={rolesOf(row)}>{rolesOf(row)}</bdi>,
    },
    {
      field: 'status',
      headerName: words.columns.status,
      width: 170,
      renderCell: ({ row }) => <StatusCell identity={row} />,
    },
    {
      field: 'lastLoginAt',
      headerName: words.columns.lastLogin,
      width: 130,
      renderCell: ({ row }) => <TimeText at={row.lastLoginAt} absent={words.neverLoggedIn} />,
    },
    {
      field: 'secondFactor',
      headerName: words.columns.secondFactor,
      width: 130,
      valueGetter: (_value, row) => words.secondFactor[row.secondFactor],
    },
    {
      field: 'createdAt',
      headerName: words.columns.created,
      width: 130,
      renderCell: ({ row }) => <TimeText at={row.createdAt} />,
    },
  ];
}
