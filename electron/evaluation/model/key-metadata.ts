// KeyMetadata, as CreateKey, DescribeKey and ReplicateKey answer it; which fields are there follows recordings of AWS.
import { keyArn } from './arns';
import type { KeyRecord } from './key-record';
import { algorithmLists } from './key-specs';
import { isAttached, keyState } from './key-state';

/** AWS JSON timestamps are seconds since 1970, with a fraction. */
export function timestamp(ms: number): number {
  return ms / 1000;
}

export function keyMetadata(key: KeyRecord, accountId: string): Record<string, unknown> {
  const state = keyState(key);
  return {
    AWSAccountId: accountId,
    KeyId: key.keyId,
    Arn: keyArn(accountId, key.region, key.keyId),
    CreationDate: timestamp(key.createdAtMs),
    Enabled: state === 'Enabled',
    Description: key.description,
    KeyUsage: key.keyUsage,
    KeyState: state,
    ...deletionMembers(key),
    ...expiry(key),
    Origin: key.origin,
    KeyManager: 'CUSTOMER',
    CustomerMasterKeySpec: key.keySpec,
    KeySpec: key.keySpec,
    ...algorithmLists(key.keySpec, key.keyUsage),
    MultiRegion: key.multiRegion !== null,
    ...multiRegionConfiguration(key, accountId),
    // Only symmetric keys have material ids (recorded: HMAC keys carry none).
    ...(key.keySpec === 'SYMMETRIC_DEFAULT' && key.currentMaterialId !== null
      ? { CurrentKeyMaterialId: key.currentMaterialId }
      : {}),
  };
}

/** A primary that waits for its replicas has no date yet, but shows its window (AWS KMS API: KeyMetadata). */
function deletionMembers(key: KeyRecord): Record<string, unknown> {
  if (key.deletion === null) return {};
  const { dueAtMs, windowDays } = key.deletion;
  return dueAtMs === null ? { PendingDeletionWindowInDays: windowDays } : { DeletionDate: timestamp(dueAtMs) };
}

/** ExpirationModel is absent once material is missing (recorded); ValidTo is the earliest among the attached materials. */
function expiry(key: KeyRecord): Record<string, unknown> {
  const attached = key.materials.filter(isAttached);
  if (key.origin !== 'EXTERNAL' || attached.length === 0 || attached.some((material) => material.secret === null)) {
    return {};
  }
  const ends = attached.flatMap((material) => (material.validToMs === null ? [] : [material.validToMs]));
  if (ends.length === 0) return { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' };
  return { ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: timestamp(Math.min(...ends)) };
}

function multiRegionConfiguration(key: KeyRecord, accountId: string): Record<string, unknown> {
  if (key.multiRegion === null) return {};
  const { primaryRegion, replicaRegions } = key.multiRegion;
  const place = (region: string): Record<string, string> => ({
    Arn: keyArn(accountId, region, key.keyId),
    Region: region,
  });
  return {
    MultiRegionConfiguration: {
      MultiRegionKeyType: key.region === primaryRegion ? 'PRIMARY' : 'REPLICA',
      PrimaryKey: place(primaryRegion),
      ReplicaKeys: replicaRegions.map(place),
    },
  };
}
