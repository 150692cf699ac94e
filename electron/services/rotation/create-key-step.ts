// Step: make the KMS key (origin EXTERNAL). CreateKey has no client token, so the reference travels in tag and description and is looked up.
import { ConsoleError } from '../../../shared/errors';
import { jobLines } from '../../../shared/text/job-lines';
import type { Environment } from '../../../shared/schemas/status';
import type { KmsKeyDescription } from '../../ports/cloud-kms';
import { absenceMs, findAliasOutcome, findCreatedKey, referenceTag, type CreatedKeyIntent } from '../kms-lookups';
import type { Facts, LookUp, StepContext, StepDefinition, StepDone } from '../jobs/job-definition';
import type { ForceRotateJobInput } from './force-rotate-input';

export function createKeyStep(input: ForceRotateJobInput, environment: Environment): StepDefinition {
  return {
    kind: 'create-kms-key',
    name: 'Create the AWS KMS key',
    category: 'AWS KMS',
    event: 'kms.key-created',
    changes: 'AWS KMS',
    plan: async (context) => {
      const [known] = await Promise.all([knownKeyIds(context), assertAliasUnmoved(input, context)]);
      return { intent: { knownKeyIds: known, description: input.description, policy: input.policy } };
    },
    act: async (context) => {
      const key = await context.kms.createExternalKey({
        keySpec: input.keySpec,
        description: describedWith(input.description, context.reference),
        ...(input.policy === null ? {} : { policy: input.policy }),
        tags: keyTags(input, environment, context),
      });
      return created(input, key, key.awsRequestId);
    },
    lookUp: (context, intent, lookup) => lookUpCreatedKey(input, context, intent, lookup),
  };
}

/** Never a KMS key for an alias that meanwhile points to something nobody was shown. */
async function assertAliasUnmoved(input: ForceRotateJobInput, context: Pick<StepContext, 'kms'>): Promise<void> {
  const outcome = await findAliasOutcome(context.kms, input.alias, '', input.aliasTarget);
  if (outcome.kind !== 'elsewhere') return;
  throw new ConsoleError('kms.alias-elsewhere', {
    facts: { alias: input.alias, target: outcome.target, expected: input.aliasTarget },
  });
}

/** Null without the permission to list: the key can still be made, only its lost answer could not be looked up. */
async function knownKeyIds(context: Pick<StepContext, 'kms'>): Promise<readonly string[] | null> {
  try {
    return await context.kms.listKeyIds();
  } catch (thrown) {
    if (thrown instanceof ConsoleError && thrown.code === 'kms.access-denied') return null;
    throw thrown;
  }
}

/** The officer's description, and the reference behind it. */
export function describedWith(description: string, reference: string): string {
  return `${description}${description === '' ? '' : ' '}[kmes ref:${reference}]`;
}

function keyTags(
  input: ForceRotateJobInput,
  environment: Environment,
  context: StepContext,
): { key: string; value: string }[] {
  return [
    ...input.tags,
    { key: referenceTag, value: context.reference },
    { key: 'kmes:group', value: input.groupId },
    { key: 'kmes:generation', value: String(input.generation) },
    { key: 'kmes:job', value: context.job.id },
    { key: 'kmes:environment', value: environment },
  ];
}

/** Absent only after two complete look-ups five minutes apart; the time of the first is kept with the step. */
async function lookUpCreatedKey(
  input: ForceRotateJobInput,
  context: StepContext,
  intent: Facts,
  lookup: Facts | null,
): Promise<LookUp> {
  const asked: CreatedKeyIntent = {
    reference: context.reference,
    keySpec: input.keySpec,
    description: describedWith(input.description, context.reference),
    policy: input.policy,
    knownKeyIds: intent['knownKeyIds'] as readonly string[] | null,
    plannedAt: context.plannedAt,
  };
  const now = context.now();
  const look = await findCreatedKey(context.kms, asked, now);
  if (look.kind === 'found') return { kind: 'found', done: created(input, look.key, null) };
  if (look.kind === 'cannot-tell') return look;
  const firstMissedAt = lookup?.['firstMissedAt'];
  if (typeof firstMissedAt !== 'string') {
    return {
      kind: 'not-yet',
      retryAt: new Date(now.getTime() + absenceMs),
      lookup: { firstMissedAt: now.toISOString() },
    };
  }
  const again = new Date(Date.parse(firstMissedAt) + absenceMs);
  return now < again ? { kind: 'not-yet', retryAt: again, lookup: { firstMissedAt } } : { kind: 'absent' };
}

function created(input: ForceRotateJobInput, key: KmsKeyDescription, awsRequestId: string | null): StepDone {
  return {
    result: { keyId: key.keyId, arn: key.arn },
    ...(awsRequestId === null ? {} : { awsRequestIds: [awsRequestId] }),
    lines: [jobLines.createdKmsKey(key.keyId, input.region)],
  };
}
