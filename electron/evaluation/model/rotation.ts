// On-demand rotation of imported symmetric keys: what may rotate, and how materials are listed.
import { AwsError, invalidState } from '../aws-error';
import { timestamp } from './key-metadata';
import type { KeyRecord, Material } from './key-record';
import { isAttached } from './key-state';

/**
 * The key with its pending material on the way to become current. The rotation completes by itself after `takesMs`.
 * Throws LimitExceeded, or KMSInvalidState when nothing is pending or a rotation is under way.
 */
export function beginRotation(
  key: KeyRecord,
  arn: string,
  options: { readonly nowMs: number; readonly takesMs: number; readonly limit: number },
): KeyRecord {
  if (key.onDemandRotations >= options.limit) {
    throw new AwsError(
      'LimitExceededException',
      `The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: ${arn}`,
    );
  }
  const pending = key.materials.find((material) => material.state === 'PENDING_ROTATION');
  if (key.rotating !== null || pending === undefined || pending.secret === null) {
    throw invalidState(`No available key material pending rotation for the key: ${arn}.`);
  }
  const { nowMs, takesMs } = options;
  return {
    ...key,
    onDemandRotations: key.onDemandRotations + 1,
    rotating: { startedAtMs: nowMs, completesAtMs: nowMs + takesMs, materialId: pending.id },
  };
}

/** Default listing leaves out the first material and pending ones (AWS KMS API: IncludeKeyMaterial). */
export function listedMaterials(key: KeyRecord, include: 'ALL_KEY_MATERIAL' | 'ROTATIONS_ONLY'): readonly Material[] {
  return key.materials.filter((material) => include === 'ALL_KEY_MATERIAL' || material.rotation !== null);
}

/** One entry of ListKeyRotations. */
export function rotationEntry(key: KeyRecord, material: Material): Record<string, unknown> {
  return {
    KeyId: key.keyId,
    KeyMaterialId: material.id,
    KeyMaterialState: material.state,
    ...(key.origin === 'EXTERNAL' ? importedMembers(material) : {}),
    ...(material.rotation === null || !isAttached(material)
      ? {}
      : { RotationDate: timestamp(material.rotation.atMs), RotationType: material.rotation.type }),
  };
}

function importedMembers(material: Material): Record<string, unknown> {
  const imported = material.secret !== null;
  return {
    ...(material.description === null ? {} : { KeyMaterialDescription: material.description }),
    ImportState: imported ? 'IMPORTED' : 'PENDING_IMPORT',
    ...(imported ? expiryMembers(material) : {}),
  };
}

function expiryMembers(material: Material): Record<string, unknown> {
  if (material.validToMs === null) return { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' };
  return { ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: timestamp(material.validToMs) };
}
