// Reads what a rotation is planned from. Reads only: a server that lacks a listing does not stop the main job.
import type { KeyGroup } from '../../domain/entities';
import type { AwsSide } from '../../domain/rotation-plan';
import type { CloudKms } from '../../ports/cloud-kms';

export async function readAwsSide(kms: CloudKms, group: KeyGroup, accountId: string | null): Promise<AwsSide> {
  const alias = await kms.findAlias(group.template.alias);
  const aliasTarget = alias?.targetKeyId ?? null;
  if (group.activeKeyId === null)
    return { accountId, aliasTarget, activeKey: null, rotationsUsed: null, pendingMaterialId: null };
  const key = await kms.describeKey(group.activeKeyId);
  const materials = key.origin === 'EXTERNAL' ? await kms.listKeyRotations(group.activeKeyId) : null;
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
