// Step: let the alias point to the new KMS key. An alias whose target is not the expected one is never moved.
import { ConsoleError } from '../../../shared/errors';
import { jobLines } from '../../../shared/text/job-lines';
import { findAliasOutcome } from '../kms-lookups';
import type { StepContext, StepDefinition, StepDone } from '../jobs/job-definition';
import { activateKey } from './activate-key';
import type { ForceRotateJobInput } from './force-rotate-input';
import { targetKmsKey } from './target-kms-key';

export function aliasStep(input: ForceRotateJobInput): StepDefinition {
  return {
    kind: 'set-alias',
    name: 'Point the alias to the new key',
    category: 'AWS KMS',
    event: 'kms.alias-set',
    changes: 'AWS KMS',
    plansAtOnce: true,
    plan: (context) =>
      Promise.resolve({
        intent: { alias: input.alias, from: input.aliasTarget, to: targetKmsKey(input, context.results).keyId },
      }),
    act: (context) => setAlias(input, context),
    lookUp: async (context) => {
      const { keyId } = targetKmsKey(input, context.results);
      const outcome = await findAliasOutcome(context.kms, input.alias, keyId, input.aliasTarget);
      if (outcome.kind === 'ours') return { kind: 'found', done: aliasSet(input, keyId, null) };
      // Absent or still at the previous target: not done. Anything else is met again, and refused, by the act.
      return { kind: 'absent' };
    },
    confirm: (tx, context) => activateKey(tx, input, context),
  };
}

/** Re-reads the alias just before moving it: what the officer saw must still hold. */
async function setAlias(input: ForceRotateJobInput, context: StepContext): Promise<StepDone> {
  const { keyId } = targetKmsKey(input, context.results);
  const current = await findAliasOutcome(context.kms, input.alias, keyId, input.aliasTarget);
  switch (current.kind) {
    case 'ours':
      return aliasSet(input, keyId, null);
    case 'elsewhere':
      throw new ConsoleError('kms.alias-elsewhere', {
        facts: { alias: input.alias, target: current.target, expected: input.aliasTarget },
      });
    case 'absent':
      return aliasSet(input, keyId, await createAlias(input, context, keyId));
    case 'previous':
      return aliasSet(input, keyId, (await context.kms.updateAlias(input.alias, keyId)).awsRequestId);
  }
}

/** An alias that exists counts only if it points to ours; one that the listing does not show yet is looked for again later. */
async function createAlias(input: ForceRotateJobInput, context: StepContext, keyId: string): Promise<string | null> {
  try {
    return (await context.kms.createAlias(input.alias, keyId)).awsRequestId;
  } catch (thrown) {
    if (!(thrown instanceof ConsoleError) || thrown.code !== 'kms.already-exists') throw thrown;
    const now = await findAliasOutcome(context.kms, input.alias, keyId, input.aliasTarget);
    if (now.kind === 'ours') return null;
    throw new ConsoleError(now.kind === 'elsewhere' ? 'kms.alias-elsewhere' : 'kms.already-exists', {
      ...(now.kind === 'elsewhere' ? {} : { retry: 'later' as const }),
      facts: {
        ...thrown.facts,
        alias: input.alias,
        target: now.kind === 'elsewhere' ? now.target : null,
        expected: input.aliasTarget,
      },
      cause: thrown,
    });
  }
}

function aliasSet(input: ForceRotateJobInput, keyId: string, awsRequestId: string | null): StepDone {
  return {
    result: { alias: input.alias, keyId },
    ...(awsRequestId === null ? {} : { awsRequestIds: [awsRequestId] }),
    lines: [jobLines.aliasSet(input.alias, keyId)],
  };
}
