// Step: read the KMS key that the officer made, again, just before anything is pushed into it.
import { ConsoleError } from '../../../shared/errors';
import { jobLines } from '../../../shared/text/job-lines';
import type { StepDefinition, StepDone, StepContext } from '../jobs/job-definition';
import type { ForceRotateJobInput } from './force-rotate-input';

export function checkKeyStep(input: ForceRotateJobInput): StepDefinition {
  return {
    kind: 'check-kms-key',
    name: 'Check the AWS KMS key',
    category: 'AWS KMS',
    event: 'kms.key-checked',
    changes: 'none',
    plan: () => Promise.resolve({ intent: { keyId: input.currentKeyId } }),
    act: (context) => check(input, context),
    lookUp: () => Promise.resolve({ kind: 'absent' }),
  };
}

/** EXTERNAL, PendingImport, and no material ever: a key that had material takes only that material. */
async function check(input: ForceRotateJobInput, context: StepContext): Promise<StepDone> {
  const keyId = input.currentKeyId ?? '';
  const key = await context.kms.describeKey(keyId);
  const facts = { keyId, state: key.state, origin: key.origin, region: input.region };
  if (key.origin !== 'EXTERNAL') throw new ConsoleError('kms.key-origin', { facts });
  if (key.keySpec !== input.keySpec)
    throw new ConsoleError('kms.unsupported-operation', { facts: { ...facts, keySpec: key.keySpec } });
  const materials = await context.kms.listKeyRotations(keyId);
  if (key.currentKeyMaterialId !== null || (materials ?? []).length > 0)
    throw new ConsoleError('kms.key-has-material', { facts });
  if (key.state !== 'PendingImport') throw new ConsoleError('kms.invalid-state', { facts });
  return {
    result: { keyId: key.keyId, arn: key.arn },
    ...(key.awsRequestId === null ? {} : { awsRequestIds: [key.awsRequestId] }),
    lines: [jobLines.checkedKmsKey(key.keyId, input.region)],
  };
}
