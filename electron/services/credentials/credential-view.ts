// A cloud credential as the window may see it: everything but the secret.
import type { Credential, RowId } from '../../domain/entities';
import type { StoreReader } from '../../ports/store';
import type { CredentialView } from '../../../shared/schemas/credentials';
import { identityName } from '../identity-names';

export async function credentialView(tx: StoreReader, credential: Credential): Promise<CredentialView> {
  const { endpoint } = credential;
  return {
    id: credential.id,
    name: credential.name,
    service: credential.service,
    accessKeyId: credential.accessKeyId,
    region: credential.region,
    endpoint: endpoint.kind === 'custom' ? endpoint.url : null,
    simulator: endpoint.kind === 'simulator',
    accountId: credential.accountId,
    callerArn: credential.callerArn,
    createdAt: credential.createdAt,
    createdBy: await identityName(tx, credential.createdBy),
    usedByGroups: (await groupsUsing(tx, credential.id)).length,
  };
}

/** Names of the key groups that use a credential. */
export async function groupsUsing(tx: StoreReader, credentialId: RowId): Promise<readonly string[]> {
  return (await tx.groups.list())
    .filter((group) => group.template.credentialId === credentialId)
    .map((group) => group.template.name);
}
