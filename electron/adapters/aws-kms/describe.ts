// The SDK's shapes as the port's: dates as ISO 8601, what is absent as null.
import type { KeyMetadata, RotationsListEntry } from '@aws-sdk/client-kms';
import type { KmsKeyDescription, KmsRotation } from '../../ports/cloud-kms';
import type { KmsKeyState } from '../../../shared/aws-terms';
import { ConsoleError } from '../../../shared/errors';
import type { AwsOperation } from './operations';

/** A member that AWS always sends; without it the answer is not KMS's. */
export function required<T>(
  value: T | undefined,
  operation: AwsOperation,
  member: string,
  certainty: 'not-done' | 'unknown',
): T {
  if (value === undefined)
    throw new ConsoleError('kms.endpoint-refused', { certainty, facts: { operation, missing: member } });
  return value;
}

export function keyDescription(
  metadata: KeyMetadata | undefined,
  operation: 'CreateKey' | 'DescribeKey',
  awsRequestId: string | null,
): KmsKeyDescription {
  const certainty = operation === 'CreateKey' ? 'unknown' : 'not-done';
  const key = required(metadata, operation, 'KeyMetadata', certainty);
  const keyId = required(key.KeyId, operation, 'KeyId', certainty);
  return {
    keyId,
    arn: required(key.Arn, operation, 'Arn', certainty),
    state: required<KmsKeyState>(key.KeyState, operation, 'KeyState', certainty),
    origin: key.Origin ?? 'AWS_KMS',
    keySpec: key.KeySpec ?? 'SYMMETRIC_DEFAULT',
    keyUsage: key.KeyUsage ?? 'ENCRYPT_DECRYPT',
    enabled: key.Enabled ?? key.KeyState === 'Enabled',
    multiRegion: key.MultiRegion ?? false,
    description: key.Description ?? '',
    createdAt: required(key.CreationDate, operation, 'CreationDate', certainty).toISOString(),
    currentKeyMaterialId: key.CurrentKeyMaterialId ?? null,
    expirationModel: key.ExpirationModel ?? null,
    validTo: key.ValidTo?.toISOString() ?? null,
    deletionDate: key.DeletionDate?.toISOString() ?? null,
    awsRequestId,
  };
}

export function rotation(entry: RotationsListEntry): KmsRotation {
  return {
    keyMaterialId: entry.KeyMaterialId ?? null,
    keyMaterialDescription: entry.KeyMaterialDescription ?? null,
    importState: entry.ImportState ?? null,
    keyMaterialState: entry.KeyMaterialState ?? null,
    expirationModel: entry.ExpirationModel ?? null,
    validTo: entry.ValidTo?.toISOString() ?? null,
    rotationDate: entry.RotationDate?.toISOString() ?? null,
    rotationType: entry.RotationType ?? null,
  };
}
