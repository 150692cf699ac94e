// Step: make the key in the HSM. The reference is looked up before C_GenerateKey, so that a repeat never makes a second key.
import type { Key } from '../../domain/entities';
import { secretOf } from '../../../shared/key-spec';
import { jobLines } from '../../../shared/text/job-lines';
import type { StepContext, StepDefinition, StepDone } from '../jobs/job-definition';
import type { HsmKey } from '../../ports/hsm';
import type { ForceRotateJobInput } from './force-rotate-input';

export function generateStep(input: ForceRotateJobInput): StepDefinition {
  return {
    kind: 'generate-key',
    name: 'Generate the key in the HSM',
    category: 'HSM',
    event: 'hsm.key-generated',
    changes: 'HSM',
    plan: () => Promise.resolve({ intent: { keyName: input.keyName, ...secretOf(input.keySpec) } }),
    // Generating itself looks up first: 0 → generate, 1 → verify, 2 or more → refused.
    act: async (context) => done(input, await generate(input, context)),
    lookUp: async (context) => {
      const found = await context.hsm.findKeys(context.reference);
      if (found.length === 0) return { kind: 'absent' };
      if (found.length > 1)
        return { kind: 'cannot-tell', facts: { found: found.length, reference: context.reference } };
      return { kind: 'found', done: done(input, await generate(input, context)) };
    },
    confirm: (tx, context, result) => tx.keys.put(generatedKey(input, context, result)),
  };
}

function generate(input: ForceRotateJobInput, { hsm, reference }: StepContext): Promise<HsmKey> {
  const { type, bits } = secretOf(input.keySpec);
  return type === 'AES'
    ? hsm.generateAes256(reference, input.keyName)
    : hsm.generateHmacKey(reference, input.keyName, bits);
}

function done(input: ForceRotateJobInput, key: HsmKey): StepDone {
  return {
    result: { hsmReference: key.reference, checkValue: key.checkValue },
    lines: [
      jobLines.generated(
        input.keyName,
        key.checkValue === null ? null : `${key.checkValue.value}, ${key.checkValue.method}`,
      ),
    ],
    facts: {
      keyName: input.keyName,
      keyId: input.keyRowId,
      sensitive: key.sensitive,
      alwaysSensitive: key.alwaysSensitive,
      extractable: key.extractable,
      local: key.local,
    },
  };
}

function generatedKey(
  input: ForceRotateJobInput,
  context: StepContext,
  result: Readonly<Record<string, unknown>>,
): Key {
  return {
    id: input.keyRowId,
    groupId: input.groupId,
    name: input.keyName,
    generation: input.generation,
    state: 'Generated',
    hsmReference: result['hsmReference'] as string,
    checkValue: result['checkValue'] as Key['checkValue'],
    kmsKeyId: null,
    kmsKeyArn: null,
    keyMaterialId: null,
    wrappingAlgorithm: null,
    wrappingKeySpec: null,
    createdAt: context.now().toISOString(),
    importedAt: null,
    activatedAt: null,
    supersededAt: null,
    validUntil: null,
    materialExpiresAt: null,
    jobId: context.job.id,
    awsRequestId: null,
  };
}
