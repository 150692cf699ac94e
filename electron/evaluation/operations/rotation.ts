// RotateKeyOnDemand, ListKeyRotations, GetKeyRotationStatus, and the refusal of automatic rotation for imported material.
import { unsupported } from '../aws-error';
import { generateMaterial } from '../crypto/private-key';
import { timestamp } from '../model/key-metadata';
import { attachOwnMaterial } from '../model/key-material';
import type { KeyRecord } from '../model/key-record';
import { requireState } from '../model/key-state';
import { keyFamily } from '../model/key-specs';
import { isReplica } from '../model/multi-region';
import { beginRotation, listedMaterials, rotationEntry } from '../model/rotation';
import type { Operation, OperationContext, OperationFamily } from './operation';
import { page } from './paging';

function requireSymmetric(key: KeyRecord, context: OperationContext): void {
  if (keyFamily(key.keySpec) === 'symmetric') return;
  throw unsupported(
    `${context.records.arn(key.keyId)} key spec is ${key.keySpec} which is not valid for this operation.`,
  );
}

const rotateKeyOnDemand: Operation = async (input, context) => {
  const key = context.records.resolveForChange(input.keyId());
  const arn = context.records.arn(key.keyId);
  requireSymmetric(key, context);
  if (isReplica(key)) {
    throw unsupported(`${arn} is a replica key. Rotate the primary key.`);
  }
  requireState(key, arn, ['Enabled']);
  const { rotationTakesMs: takesMs, onDemandRotationLimit: limit } = context.settings;
  const ready = key.origin === 'EXTERNAL' ? key : attachOwnMaterial(key, await generateMaterial(key.keySpec));
  const begun = beginRotation(ready, arn, { nowMs: context.nowMs, takesMs, limit });
  context.records.putKey(begun);
  for (const region of key.multiRegion?.replicaRegions ?? []) rotateReplica(region, begun, context);
  return { KeyId: arn };
};

/** Replicas rotate with their primary. */
function rotateReplica(region: string, primary: KeyRecord, context: OperationContext): void {
  const records = context.records.elsewhere(region);
  const replica = records.key(primary.keyId, 'current');
  if (replica === null) return;
  const materials = primary.origin === 'EXTERNAL' ? replica.materials : primary.materials;
  records.putKey({ ...replica, materials, rotating: primary.rotating });
}

const listKeyRotations: Operation = (input, context) => {
  const include = input.optionalOneOf('IncludeKeyMaterial', ['ALL_KEY_MATERIAL', 'ROTATIONS_ONLY']) ?? 'ROTATIONS_ONLY';
  const key = context.records.resolve(input.keyId(), 'no-aliases');
  requireSymmetric(key, context);
  const { items, paging } = page(input, listedMaterials(key, include), (material) => material.id, {
    fallback: 100,
    max: 1000,
  });
  return { Rotations: items.map((material) => rotationEntry(key, material)), ...paging };
};

const getKeyRotationStatus: Operation = (input, context) => {
  const key = context.records.resolve(input.keyId(), 'no-aliases');
  requireSymmetric(key, context);
  const arn = context.records.arn(key.keyId);
  const { rotating } = key;
  return {
    KeyId: arn,
    KeyRotationEnabled: false,
    ...(rotating === null ? {} : { OnDemandRotationStartDate: timestamp(rotating.startedAtMs) }),
  };
};

const enableKeyRotation: Operation = (input, context) => {
  const key = context.records.resolveForChange(input.keyId());
  requireSymmetric(key, context);
  if (key.origin === 'AWS_KMS') throw unsupported('The simulator has no automatic rotation.');
  throw unsupported(`${context.records.arn(key.keyId)} origin is EXTERNAL which is not valid for this operation.`);
};

export const rotationOperations: OperationFamily = {
  RotateKeyOnDemand: rotateKeyOnDemand,
  ListKeyRotations: listKeyRotations,
  GetKeyRotationStatus: getKeyRotationStatus,
  EnableKeyRotation: enableKeyRotation,
};
