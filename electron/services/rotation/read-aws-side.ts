// Reads what a rotation is planned from. Reads only: a server that lacks a listing does not stop the main job.
import type { KeyGroup } from '../../domain/entities';
import type { AwsSide } from '../../domain/rotation-plan';
import type { CloudKms, KmsKeyDescription, KmsRotation } from '../../ports/cloud-kms';

export async function readAwsSide(kms: CloudKms, group: KeyGroup, accountId: string | null): Promise<AwsSide> {
  const { activeKeyId } = group;
  // None waits for another's answer.
  const [alias, active] = await Promise.all([
    kms.findAlias(group.template.alias),
    activeKeyId === null ? null : readActiveKey(kms, activeKeyId),
  ]);
  const aliasTarget = alias?.targetKeyId ?? null;
  if (active === null) return { accountId, aliasTarget, activeKey: null, rotationsUsed: null, pendingMaterialId: null };
  const { key, materials } = active;
  return {
    accountId,
    aliasTarget,
    activeKey: {
      keyId: key.keyId,
      state: key.state,
      origin: key.origin,
      // A key that never had material has no current material and no material listed (product.md section 4).
      hadMaterial: key.currentKeyMaterialId !== null || (materials ?? []).length > 0,
      currentKeyMaterialId: key.currentKeyMaterialId,
    },
    rotationsUsed: materials === null ? null : materials.filter((material) => material.rotationDate !== null).length,
    pendingMaterialId:
      materials?.find((material) => material.keyMaterialState?.startsWith('PENDING_') === true)?.keyMaterialId ?? null,
  };
}

/** Materials are null where the server does not list them, and for a key that is not ours to import into. */
async function readActiveKey(
  kms: CloudKms,
  keyId: string,
): Promise<{ readonly key: KmsKeyDescription; readonly materials: readonly KmsRotation[] | null }> {
  const [key, materials] = await Promise.allSettled([kms.describeKey(keyId), kms.listKeyRotations(keyId)]);
  if (key.status === 'rejected') throw key.reason;
  if (key.value.origin !== 'EXTERNAL') return { key: key.value, materials: null };
  if (materials.status === 'rejected') throw materials.reason;
  return { key: key.value, materials: materials.value };
}
