// The state of a KMS key as time makes it: expired material, completed rotations, deletion that is due.
import { AwsError, invalidState } from '../aws-error';
import type { KeyRecord, Material } from './key-record';

export type KeyState = 'Enabled' | 'Disabled' | 'PendingImport' | 'PendingDeletion' | 'PendingReplicaDeletion';

/** Is it permanently attached (current or old), so that its absence makes the whole key unusable? */
export function isAttached(material: Material): boolean {
  return material.state === 'CURRENT' || material.state === 'NON_CURRENT';
}

/** The record as it stands at `nowMs`, or null once the deletion was due. Nothing runs on timers: every reader settles. */
export function settleKey(key: KeyRecord, nowMs: number): KeyRecord | null {
  if (isDeleted(key, nowMs)) return null;
  return expireMaterials(completeRotation(key, nowMs), nowMs);
}

/** Was its deletion due? */
export function isDeleted(key: KeyRecord, nowMs: number): boolean {
  const dueAtMs = key.deletion?.dueAtMs ?? null;
  return dueAtMs !== null && dueAtMs <= nowMs;
}

function completeRotation(key: KeyRecord, nowMs: number): KeyRecord {
  const rotating = key.rotating;
  if (rotating === null || rotating.completesAtMs > nowMs) return key;
  const materials = key.materials.map((material): Material => {
    if (material.id === rotating.materialId) {
      return { ...material, state: 'CURRENT', rotation: { atMs: rotating.completesAtMs, type: 'ON_DEMAND' } };
    }
    return material.state === 'CURRENT' ? { ...material, state: 'NON_CURRENT' } : material;
  });
  return { ...key, materials, currentMaterialId: rotating.materialId, rotating: null };
}

function expireMaterials(key: KeyRecord, nowMs: number): KeyRecord {
  const due = (material: Material): boolean =>
    material.secret !== null && material.validToMs !== null && material.validToMs <= nowMs;
  if (!key.materials.some(due)) return key;
  return { ...key, materials: key.materials.map((material) => (due(material) ? withoutSecret(material) : material)) };
}

/** The material after deletion or expiry: its id and description stay, so that it can be imported again. */
export function withoutSecret(material: Material): Material {
  return { ...material, secret: null, validToMs: null };
}

/** AWS KMS Developer Guide, key states: any attached material that is missing makes the key PendingImport. */
export function keyState(key: KeyRecord): KeyState {
  if (key.deletion !== null) return key.deletion.dueAtMs === null ? 'PendingReplicaDeletion' : 'PendingDeletion';
  const attached = key.materials.filter(isAttached);
  if (attached.length === 0 || attached.some((material) => material.secret === null)) return 'PendingImport';
  return key.enabled ? 'Enabled' : 'Disabled';
}

const stateWords: Readonly<Record<Exclude<KeyState, 'Disabled' | 'Enabled'>, string>> = {
  PendingImport: 'is pending import.',
  PendingDeletion: 'is pending deletion.',
  PendingReplicaDeletion: 'is pending replica deletion.',
};

/** Refuses an operation in every state that is not listed, with AWS's exception and text for the state the key is in. */
export function requireState(key: KeyRecord, arn: string, allowed: readonly KeyState[]): void {
  const state = keyState(key);
  if (allowed.includes(state)) return;
  if (state === 'Disabled') throw new AwsError('DisabledException', `${arn} is disabled.`);
  if (state === 'Enabled') throw invalidState(`${arn} is not pending deletion.`);
  throw invalidState(`${arn} ${stateWords[state]}`);
}
