// Cloud Credentials: the AWS access keys of the console; add and delete. The secret is never shown again.
import AddOutlined from '@mui/icons-material/AddOutlined';
import CloudOutlined from '@mui/icons-material/CloudOutlined';
import ContentCopyOutlined from '@mui/icons-material/ContentCopyOutlined';
import DeleteOutlineOutlined from '@mui/icons-material/DeleteOutlineOutlined';
import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import type { CredentialView } from '../../../shared/schemas/credentials';
import { useCall } from '../../api/use-call';
import { useMay, useStatus } from '../../api/use-status';
import { text } from '../../text/text';
import type { MenuAction } from '../../ui/context-menu';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterField } from '../../ui/filter-field';
import { PageHeader } from '../../ui/page-header';
import { ScreenFrame } from '../../ui/screen-frame';
import { useCopy } from '../../ui/use-copy';
import { AddCredentialDialog } from './add-credential-dialog';
import { credentialColumns, endpointText } from './credential-columns';
import { DeleteCredentialDialog } from './delete-credential-dialog';

const words = text.credentials;
const noCredentials: readonly CredentialView[] = [];

type OpenDialog = { readonly kind: 'add' } | { readonly kind: 'delete'; readonly credential: CredentialView } | null;

/** Does the text occur in what the table shows of it? */
function matches(credential: CredentialView, wanted: string): boolean {
  const seen = [
    credential.name,
    credential.accessKeyId,
    credential.region,
    credential.accountId ?? '',
    endpointText(credential),
  ];
  return seen.some((part) => part.toLowerCase().includes(wanted));
}

export function CredentialsScreen() {
  const answer = useCall('credentials.list', {});
  const status = useStatus();
  const mayAdd = useMay('Credentials:Add');
  const mayDelete = useMay('Credentials:Delete');
  const { copy } = useCopy();
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [filter, setFilter] = useState('');
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const evaluation = status?.environment === 'EVALUATION';

  const all = answer.data?.credentials ?? noCredentials;
  const wanted = filter.trim().toLowerCase();
  const rows = useMemo(
    () => (wanted === '' ? all : all.filter((credential) => matches(credential, wanted))),
    [all, wanted],
  );

  const add: MenuAction = {
    id: 'add',
    label: words.actions.addMenu,
    icon: AddOutlined,
    onSelect: () => setDialog({ kind: 'add' }),
  };
  const actionsOf = (credential: CredentialView): MenuAction[] => {
    const { accessKeyId, callerArn, usedByGroups } = credential;
    return [
      {
        id: 'copy',
        label: words.actions.copyAccessKeyId,
        icon: ContentCopyOutlined,
        onSelect: () => copy(accessKeyId),
      },
      ...(callerArn === null
        ? []
        : [{ id: 'arn', label: words.actions.copyArn, icon: ContentCopyOutlined, onSelect: () => copy(callerArn) }]),
      ...(mayDelete
        ? [
            {
              id: 'delete',
              label: words.actions.deleteMenu,
              icon: DeleteOutlineOutlined,
              danger: true,
              divided: true,
              ...(usedByGroups > 0 ? { disabledBecause: words.deleteInUse(usedByGroups) } : {}),
              onSelect: () => setDialog({ kind: 'delete', credential }),
            },
          ]
        : []),
    ];
  };
  const addButton = mayAdd ? (
    <Button variant="contained" startIcon={<AddOutlined aria-hidden />} onClick={() => setDialog({ kind: 'add' })}>
      {words.actions.add}
    </Button>
  ) : null;

  return (
    <ScreenFrame
      header={<PageHeader title={words.title} description={words.intro} actions={addButton} />}
      toolbar={all.length === 0 ? null : <FilterField label={words.search} value={filter} onChange={setFilter} />}
    >
      <DataTable
        id="credentials"
        label={words.tableLabel}
        rows={rows}
        columns={credentialColumns}
        nameOf={(credential) => credential.name}
        hiddenByDefault={['callerArn', 'createdBy', 'service']}
        defaultSort={{ field: 'name', sort: 'asc' }}
        loading={answer.isPending}
        error={answer.error}
        onRetry={() => void answer.refetch()}
        filtered={wanted !== ''}
        selectedId={selectedId}
        onSelect={(credential) => setSelectedId(credential.id)}
        actionsOf={actionsOf}
        backgroundActions={mayAdd ? [add] : []}
        empty={
          <EmptyState
            icon={CloudOutlined}
            title={words.empty.title}
            body={evaluation ? words.empty.evaluationBody : words.empty.body}
            action={addButton}
          />
        }
      />
      {dialog?.kind === 'add' ? (
        <AddCredentialDialog
          evaluation={evaluation}
          takenNames={all.map(({ name }) => name)}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog?.kind === 'delete' ? (
        <DeleteCredentialDialog credential={dialog.credential} onClose={() => setDialog(null)} />
      ) : null}
    </ScreenFrame>
  );
}
