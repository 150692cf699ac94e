// Which material a KMS key takes, and what becomes of the key: the rules of ImportKeyMaterial as pure functions.
import { createHash } from 'node:crypto';
import { AwsError, invalidState, unsupported } from '../aws-error';
import type { KeyRecord, Material } from './key-record';
import { isAttached, keyState, withoutSecret } from './key-state';
import { isReplica } from './multi-region';

/**
 * AWS says only that the id is a hash over key id and material; the construction is made up here. It does not depend
 * on the Region, so that related multi-Region keys share it.
 */
export function keyMaterialId(keyId: string, material: Buffer): string {
  return createHash('sha256').update(`kms-simulator:${keyId}:`).update(material).digest('hex');
}

export interface ImportedMaterial {
  readonly material: Buffer;
  /** null: does not expire */
  readonly validToMs: number | null;
  readonly importType: 'NEW_KEY_MATERIAL' | 'EXISTING_KEY_MATERIAL' | null;
  readonly description: string | null;
  readonly expectedId: string | null;
}

/** The key with material of the simulator's own: its first, or (AWS_KMS keys rotate at once) one to become current. */
export function attachOwnMaterial(key: KeyRecord, secret: Buffer): KeyRecord {
  const isFirst = key.materials.length === 0;
  const material: Material = {
    id: keyMaterialId(key.keyId, secret),
    description: null,
    secret: secret.toString('base64'),
    state: isFirst ? 'CURRENT' : 'PENDING_ROTATION',
    validToMs: null,
    rotation: null,
  };
  const materials = [...key.materials, material];
  return isFirst ? { ...key, materials, currentMaterialId: material.id } : { ...key, materials };
}

function incorrect(message: string): AwsError {
  return new AwsError('IncorrectKeyMaterialException', message);
}

/** The key after the import. Throws IncorrectKeyMaterialException or KMSInvalidStateException. */
export function importMaterial(key: KeyRecord, arn: string, request: ImportedMaterial): KeyRecord {
  const id = keyMaterialId(key.keyId, request.material);
  if (request.expectedId !== null && request.expectedId !== id) {
    throw incorrect(`The key material does not match the key material ID ${request.expectedId}.`);
  }
  const known = key.materials.find((material) => material.id === id);
  const isNew = request.importType === null ? key.materials.length === 0 : request.importType === 'NEW_KEY_MATERIAL';
  if (isNew && isReplica(key)) {
    throw unsupported(
      `New key material cannot be imported into the replica key ${arn}. Import it into the primary key.`,
    );
  }
  if (isNew) return attachNew(key, arn, id, request, known);
  if (known === undefined) {
    throw incorrect(`The key material is not associated with the KMS key ${arn}.`);
  }
  return reimported(key, known, request);
}

function attachNew(
  key: KeyRecord,
  arn: string,
  id: string,
  request: ImportedMaterial,
  known: Material | undefined,
): KeyRecord {
  if (known !== undefined) throw incorrect(`The key material is already associated with the KMS key ${arn}.`);
  const pending = key.materials.find((material) => !isAttached(material));
  if (pending !== undefined) {
    throw invalidState(
      `New key material (id: ${id}) cannot be imported into KMS key ${arn}, because another key material (id: ${pending.id}) is pending rotation.`,
    );
  }
  const isFirst = key.materials.length === 0;
  if (!isFirst && key.keySpec !== 'SYMMETRIC_DEFAULT') {
    throw incorrect(`The key material is not the one that was first imported into ${arn}.`);
  }
  const material: Material = {
    id,
    description: request.description,
    secret: request.material.toString('base64'),
    state: isFirst ? 'CURRENT' : 'PENDING_ROTATION',
    validToMs: request.validToMs,
    rotation: null,
  };
  const materials = [...key.materials, material];
  return isFirst ? { ...key, materials, currentMaterialId: id, enabled: true } : { ...key, materials };
}

/** The same material again: expiry and description renewed, and the key usable once nothing is missing. */
function reimported(key: KeyRecord, known: Material, request: ImportedMaterial): KeyRecord {
  const again: Material = {
    ...known,
    description: request.description ?? known.description,
    secret: request.material.toString('base64'),
    validToMs: request.validToMs,
  };
  const materials = key.materials.map((material) => (material.id === known.id ? again : material));
  // The import takes a key from PendingImport to Enabled; a disabled key that lacked nothing stays disabled.
  return { ...key, materials, enabled: key.enabled || keyState(key) === 'PendingImport' };
}

/**
 * The key after DeleteImportedKeyMaterial of one material, or of the current one when none is named. Pending material
 * is taken off altogether (a replica keeps its id: the primary still has it); attached material leaves its id behind. Deleting what is not there changes nothing.
 */
export function deleteMaterial(key: KeyRecord, materialId: string | null): KeyRecord {
  const target = materialId ?? key.currentMaterialId;
  const found = key.materials.find((material) => material.id === target);
  if (found === undefined) return key;
  const stays = isAttached(found) || isReplica(key);
  const materials = stays
    ? key.materials.map((material) => (material === found ? withoutSecret(material) : material))
    : key.materials.filter((material) => material !== found);
  const rotating = key.rotating?.materialId === found.id ? null : key.rotating;
  return { ...key, materials, rotating };
}

/** The material that encrypts now, with its bytes; null when it is missing. */
export function currentMaterial(key: KeyRecord): { readonly id: string; readonly secret: Buffer } | null {
  return key.currentMaterialId === null ? null : materialById(key, key.currentMaterialId);
}

export function materialById(key: KeyRecord, id: string): { readonly id: string; readonly secret: Buffer } | null {
  const secret = key.materials.find((material) => material.id === id)?.secret;
  return secret === undefined || secret === null ? null : { id, secret: Buffer.from(secret, 'base64') };
}
