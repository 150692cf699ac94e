// Step: make the pending key material current in the same KMS key (AWS KMS: RotateKeyOnDemand), and wait until AWS lists it so.
import { onDemandRotationLimit } from '../../../shared/aws-terms';
import { ConsoleError } from '../../../shared/errors';
import { jobLines } from '../../../shared/text/job-lines';
import type { Facts, LookUp, StepContext, StepDefinition, StepDone } from '../jobs/job-definition';
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
    plansAtOnce: true,
    plan: (context) =>
      Promise.resolve({
        intent: { keyId: targetKmsKey(input, context.results).keyId, keyMaterialId: importedMaterial(context) },
      }),
    act: async (context) => {
      const { keyId } = targetKmsKey(input, context.results);
      const seen = await materialState(context, keyId);
      if (seen.current) return rotated(keyId, seen.left, null);
      const awsRequestId = await rotateOnce(context, keyId);
      const after = await materialState(context, keyId);
      // Rotation is asynchronous: accepted is not yet current. The look-up waits for it.
      if (!after.current)
        throw new ConsoleError('kms.conflict', { certainty: 'unknown', facts: { keyId, awsRequestId } });
      return rotated(keyId, after.left, awsRequestId);
    },
    lookUp: async (context, _intent, lookup) => {
      const { keyId } = targetKmsKey(input, context.results);
      const seen = await materialState(context, keyId);
      return seen.current ? { kind: 'found', done: rotated(keyId, seen.left, null) } : notYetCurrent(context, lookup);
    },
    confirm: (tx, context) => activateKey(tx, input, context),
  };
}

/**
 * AWS refuses a rotation while one runs, and one without pending material: both may be the work of a request whose answer was lost.
 * A second request can never rotate twice, since only one material is ever pending.
 */
async function rotateOnce(context: StepContext, keyId: string): Promise<string | null> {
  try {
    return (await context.kms.rotateKeyOnDemand(keyId)).awsRequestId;
  } catch (thrown) {
    if (!(thrown instanceof ConsoleError) || !['kms.conflict', 'kms.invalid-state'].includes(thrown.code)) throw thrown;
    if ((await materialState(context, keyId)).current) return null;
    throw thrown;
  }
}

/** How long a rotation that was asked for may run before it is asked for again, and the pause between two looks. */
const rotationMs = 60_000;
const lookEveryMs = 5_000;

function notYetCurrent(context: StepContext, lookup: Facts | null): LookUp {
  const now = context.now();
  const since = lookup?.['notCurrentSince'];
  const notCurrentSince = typeof since === 'string' ? since : now.toISOString();
  if (now.getTime() - Date.parse(notCurrentSince) >= rotationMs) return { kind: 'absent' };
  return { kind: 'not-yet', retryAt: new Date(now.getTime() + lookEveryMs), lookup: { notCurrentSince } };
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
