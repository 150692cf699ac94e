// The force-rotate job: which steps each method takes, and the AWS access it works with.
import type { Job } from '../../domain/job-entities';
import { ConsoleError } from '../../../shared/errors';
import { jobLines } from '../../../shared/text/job-lines';
import type { JobDefinition, StepDefinition } from '../jobs/job-definition';
import { aliasStep } from './alias-step';
import { checkKeyStep } from './check-key-step';
import { createKeyStep } from './create-key-step';
import { forceRotateJobInput, type ForceRotateJobInput } from './force-rotate-input';
import { generateStep } from './generate-step';
import { openCredential, type AwsAccessParts } from './group-access';
import { importStep } from './import-step';
import { leftBehind } from './left-behind';
import { rotateStep } from './rotate-step';

export function forceRotateJob(parts: AwsAccessParts): JobDefinition {
  return {
    kind: 'force-rotate',
    steps: (job) => stepsOf(readInput(job), parts),
    async openKms(job) {
      const input = readInput(job);
      const credential = await parts.store.read((tx) => tx.credentials.get(input.credentialId));
      if (credential === null)
        throw new ConsoleError('not-found', { facts: { kind: 'credential', id: input.credentialId } });
      return openCredential(parts, credential, input.region);
    },
    leftBehind: (job, steps) => leftBehind(readInput(job), steps),
    completedLines: () => [jobLines.synchronizedAll(1)],
  };
}

/** What was frozen when the job was queued; a row that does not fit is the program's fault and ends the job. */
export function readInput(job: Pick<Job, 'id' | 'input'>): ForceRotateJobInput {
  const parsed = forceRotateJobInput.safeParse(job.input);
  if (!parsed.success)
    throw new ConsoleError('internal', { cause: parsed.error, facts: { what: 'job input', jobId: job.id } });
  return parsed.data;
}

function stepsOf(input: ForceRotateJobInput, parts: AwsAccessParts): readonly StepDefinition[] {
  switch (input.method) {
    case 'first-key':
    case 'new-key':
      return [generateStep(input), createKeyStep(input, parts.store.environment), importStep(input), aliasStep(input)];
    case 'adopt-key':
      return [generateStep(input), checkKeyStep(input), importStep(input), aliasStep(input)];
    case 'same-key':
      return [generateStep(input), importStep(input), rotateStep(input)];
  }
}
