// Step: make the pending key material current in the same KMS key (AWS KMS: RotateKeyOnDemand), and wait until AWS lists it so.
import { onDemandRotationLimit } from '../../../shared/aws-terms';
import { ConsoleError } from '../../../shared/errors';
import { jobLines } from '../../../shared/text/job-lines';
import type { StepContext, StepDefinition, StepDone } from '../jobs/job-definition';
import { activateKey } from './activate-key';
import type { ForceRotateJobInput } from './force-rotate-input';
import { targetKmsKey } from './target-kms-key';

export function rotateStep(input: ForceRotateJobInput): StepDefinition {
  return {
    kind: 'rotate-on-demand',
    name: 'Make the new key material current',
    category: 'AWS KMS',
    event: 'kms.key-rotated',
    changes: 'AWS KMS',
    plan: (context) =>
      Promise.resolve({
        intent: { keyId: targetKmsKey(input, context.results).keyId, keyMaterialId: importedMaterial(context) },
      }),
    act: async (context) => {
      const { keyId } = targetKmsKey(input, context.results);
      const seen = await materialState(context, keyId);
      if (seen.current) return rotated(keyId, seen.left, null);
      const { awsRequestId } = await context.kms.rotateKeyOnDemand(keyId);
      const after = await materialState(context, keyId);
      // Rotation is asynchronous: accepted is not yet current. The look-up waits for it.
      if (!after.current)
        throw new ConsoleError('kms.conflict', { certainty: 'unknown', facts: { keyId, awsRequestId } });
      return rotated(keyId, after.left, awsRequestId);
    },
    lookUp: async (context) => {
      const { keyId } = targetKmsKey(input, context.results);
      const seen = await materialState(context, keyId);
      return seen.current ? { kind: 'found', done: rotated(keyId, seen.left, null) } : { kind: 'absent' };
    },
    confirm: (tx, context) => activateKey(tx, input, context),
  };
}

const importedMaterial = (context: Pick<StepContext, 'results'>): string | null =>
  (context.results['import-material']?.['keyMaterialId'] as string | null | undefined) ?? null;

async function materialState(context: StepContext, keyId: string): Promise<{ current: boolean; left: number | null }> {
  const materials = await context.kms.listKeyRotations(keyId);
  const wanted = importedMaterial(context);
  if (materials === null) {
    const key = await context.kms.describeKey(keyId);
    return { current: wanted !== null && key.currentKeyMaterialId === wanted, left: null };
  }
  const current = materials.some(
    (material) => material.keyMaterialId === wanted && material.keyMaterialState === 'CURRENT',
  );
  return {
    current,
    left: onDemandRotationLimit - materials.filter((material) => material.rotationDate !== null).length,
  };
}

function rotated(keyId: string, left: number | null, awsRequestId: string | null): StepDone {
  return {
    result: { keyId, rotationsLeft: left },
    ...(awsRequestId === null ? {} : { awsRequestIds: [awsRequestId] }),
    lines: [jobLines.rotatedInPlace(keyId, left)],
  };
}
