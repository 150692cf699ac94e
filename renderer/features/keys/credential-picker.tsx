// The window behind [ Select ]: the cloud credentials, one of which the group uses.
import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { GridColDef } from '@mui/x-data-grid';
import { useState } from 'react';
import type { CredentialView } from '../../../shared/schemas/credentials';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { DataTable } from '../../ui/data-table';
import { DialogFrame } from '../../ui/dialog-frame';
import { Identifier } from '../../ui/identifier';

export interface CredentialPickerProps {
  readonly chosenId: string | null;
  readonly onChoose: (credential: CredentialView) => void;
  readonly onClose: () => void;
}

const words = text.keyGroupDialogs.credentialPicker;
const noCredentials: readonly CredentialView[] = [];

const columns: readonly GridColDef<CredentialView>[] = [
  {
    field: 'name',
    headerName: words.columns.name,
    flex: 1,
    minWidth: 140,
    renderCell: ({ row }) => <bdi title={row.name}>{row.name}</bdi>,
  },
  {
    field: 'accessKeyId',
    headerName: words.columns.accessKeyId,
    width: 190,
    renderCell: ({ row }) => <Identifier value={row.accessKeyId} what={words.columns.accessKeyId} maxLength={20} />,
  },
  { field: 'region', headerName: words.columns.region, width: 120 },
  {
    field: 'accountId',
    headerName: words.columns.account,
    width: 130,
    valueGetter: (_value, row) => row.accountId ?? text.credentials.accountUnknown,
  },
];

export function CredentialPicker({ chosenId, onChoose, onClose }: CredentialPickerProps) {
  const answer = useCall('credentials.list', {});
  const [selectedId, setSelectedId] = useState(chosenId);
  const credentials = answer.data?.credentials ?? noCredentials;
  const selected = credentials.find((credential) => credential.id === selectedId) ?? null;
  return (
    <DialogFrame
      open
      width="md"
      title={words.title}
      onClose={onClose}
      onSubmit={() => {
        if (selected !== null) onChoose(selected);
      }}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close}>
            {text.keyGroupDialogs.cancel}
          </Button>
          <Button type="submit" variant="contained" disabled={selected === null}>
            {text.keyGroupDialogs.ok}
          </Button>
        </>
      )}
    >
      <Box sx={{ height: 280, border: '1px solid', borderColor: 'divider', borderRadius: '8px', overflow: 'hidden' }}>
        <DataTable
          id="credential-picker"
          label={words.label}
          rows={credentials}
          columns={columns}
          nameOf={(credential) => credential.name}
          loading={answer.isPending}
          error={answer.error}
          onRetry={() => void answer.refetch()}
          selectedId={selectedId}
          onSelect={(credential) => setSelectedId(credential.id)}
          onOpen={onChoose}
          empty={
            <Typography variant="body2" sx={{ color: 'text.secondary', padding: 3, textAlign: 'center' }}>
              {words.empty}
            </Typography>
          }
        />
      </Box>
    </DialogFrame>
  );
}
