// Opens AWS KMS for a key group: its credential, its Region, the endpoint of the credential and nothing else.
import type { Credential, KeyGroup } from '../../domain/entities';
import type { CloudKms, CloudKmsFactory } from '../../ports/cloud-kms';
import type { Simulator } from '../../ports/simulator';
import type { Store } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';

export interface AwsAccessParts {
  readonly store: Store;
  readonly kmsFactory: CloudKmsFactory;
  readonly simulator: Simulator;
}

/** The credential's key pair in a Region. The simulator is unreachable from PRODUCTION. */
export async function openCredential(
  parts: AwsAccessParts,
  credential: Pick<Credential, 'accessKeyId' | 'secretAccessKey' | 'endpoint'>,
  region: string,
): Promise<CloudKms> {
  const { accessKeyId, secretAccessKey, endpoint } = credential;
  const access = { accessKeyId, secretAccessKey, region };
  switch (endpoint.kind) {
    case 'aws':
      return parts.kmsFactory.open(access);
    case 'custom':
      return parts.kmsFactory.open({ ...access, endpoint: endpoint.url });
    case 'simulator':
      if (parts.store.environment !== 'EVALUATION')
        throw new ConsoleError('environment.production-refused', { facts: { what: 'simulator' } });
      return parts.kmsFactory.open({ ...access, endpoint: await parts.simulator.endpoint() });
  }
}

export async function openGroup(
  parts: AwsAccessParts,
  group: KeyGroup,
): Promise<{ kms: CloudKms; credential: Credential }> {
  const credential = await parts.store.read((tx) => tx.credentials.get(group.template.credentialId));
  if (credential === null)
    throw new ConsoleError('not-found', { facts: { kind: 'credential', id: group.template.credentialId } });
  return { kms: await openCredential(parts, credential, group.template.region), credential };
}
