// Step: delete the material of one key from AWS KMS. Only while the HSM holds it: otherwise what it encrypted would be lost.
import { jobLines } from '../../../shared/text/job-lines';
import type { StepContext, StepDefinition, StepDone } from '../jobs/job-definition';
import { assertHeld } from './assert-held';
import type { KeyItem, KeyOperationJobInput } from './key-operation-input';
import { recordKeyState } from './record-key-state';

export function deleteMaterialStep(input: KeyOperationJobInput, item: KeyItem): Omit<StepDefinition, 'kind'> {
  const done = (awsRequestId: string | null): StepDone => ({
    result: { keyName: item.name, keyId: item.kmsKeyId, keyMaterialId: item.keyMaterialId, awsRequestId },
    ...(awsRequestId === null ? {} : { awsRequestIds: [awsRequestId] }),
    lines: [jobLines.materialDeleted(item.name, item.kmsKeyId)],
  });
  return {
    name: `Delete key material of ${item.name}`,
    category: 'AWS KMS',
    event: 'kms.key-material-deleted',
    changes: 'AWS KMS',
    plan: () =>
      Promise.resolve({ intent: { keyName: item.name, keyId: item.kmsKeyId, keyMaterialId: item.keyMaterialId } }),
    act: async (context) => {
      await assertHeld(context.hsm, item);
      return done((await context.kms.deleteImportedKeyMaterial(item.kmsKeyId, item.keyMaterialId)).awsRequestId);
    },
    // Deleting again what is gone changes nothing, so "not deleted" is safe to say.
    lookUp: async (context) =>
      (await isDeleted(context, item)) ? { kind: 'found', done: done(null) } : { kind: 'absent' },
    confirm: (tx, context, result) =>
      recordKeyState(tx, input, item, {
        awsState: 'PendingImport',
        change: {
          materialDeletedAt: context.now().toISOString(),
          awsRequestId: (result['awsRequestId'] as string | null | undefined) ?? null,
        },
      }),
  };
}

async function isDeleted(context: StepContext, item: KeyItem): Promise<boolean> {
  const materials = item.keyMaterialId === null ? null : await context.kms.listKeyRotations(item.kmsKeyId);
  if (materials === null) return (await context.kms.describeKey(item.kmsKeyId)).state === 'PendingImport';
  // Material that was never current is taken off altogether; attached material stays listed, its import pending.
  const ours = materials.find((material) => material.keyMaterialId === item.keyMaterialId);
  return ours?.importState !== 'IMPORTED';
}
