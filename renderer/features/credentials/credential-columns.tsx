// Columns of the table of cloud credentials, and what a row says of its endpoint and account.
import Typography from '@mui/material/Typography';
import type { GridColDef } from '@mui/x-data-grid';
import type { CredentialView } from '../../../shared/schemas/credentials';
import { text } from '../../text/text';
import { Identifier } from '../../ui/identifier';
import { TimeText } from '../../ui/time-text';

const words = text.credentials;

/** Where calls of this credential go, in words. */
export function endpointText(credential: Pick<CredentialView, 'endpoint' | 'simulator'>): string {
  if (credential.simulator) return words.endpointSimulator;
  return credential.endpoint ?? words.endpointAws;
}

export const credentialColumns: readonly GridColDef<CredentialView>[] = [
  {
    field: 'name',
    headerName: words.columns.name,
    flex: 1.4,
    minWidth: 140,
    renderCell: ({ row }) => <bdi title={row.name}>{row.name}</bdi>,
  },
  { field: 'service', headerName: words.columns.service, width: 160 },
  {
    field: 'accessKeyId',
    headerName: words.columns.accessKeyId,
    width: 190,
    renderCell: ({ row }) => <Identifier value={row.accessKeyId} what={words.columns.accessKeyId} maxLength={20} />,
  },
  { field: 'region', headerName: words.columns.region, width: 120 },
  {
    field: 'endpoint',
    headerName: words.columns.endpoint,
    flex: 1,
    minWidth: 130,
    valueGetter: (_value, row) => endpointText(row),
  },
  {
    field: 'accountId',
    headerName: words.columns.account,
    width: 140,
    renderCell: ({ row }) =>
      row.accountId === null ? (
        <Typography component="span" variant="body2" title={words.accountUnknownHint} sx={{ color: 'text.secondary' }}>
          {words.accountUnknown}
        </Typography>
      ) : (
        <Identifier value={row.accountId} what={words.columns.account} />
      ),
  },
  {
    field: 'callerArn',
    headerName: words.columns.caller,
    flex: 1,
    minWidth: 160,
    renderCell: ({ row }) =>
      row.callerArn === null ? (
        words.accountUnknown
      ) : (
        <Identifier value={row.callerArn} what={words.columns.caller} maxLength={34} />
      ),
  },
  {
    field: 'usedByGroups',
    headerName: words.columns.usedBy,
    width: 120,
    valueFormatter: (count: number) => words.usedBy(count),
  },
  {
    field: 'createdAt',
    headerName: words.columns.created,
    width: 140,
    renderCell: ({ row }) => <TimeText at={row.createdAt} />,
  },
  {
    field: 'createdBy',
    headerName: words.columns.createdBy,
    width: 120,
    renderCell: ({ row }) => <bdi title={row.createdBy}>{row.createdBy}</bdi>,
  },
];
