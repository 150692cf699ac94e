// The jobs on existing keys: one step for each key, each independent of the others (docs/adr: one job, many keys).
import type { Job, JobStep } from '../../domain/job-entities';
import { ConsoleError } from '../../../shared/errors';
import type { KeyOperationKind } from '../../../shared/schemas/key-operations';
import { jobLines } from '../../../shared/text/job-lines';
import type { JobDefinition, StepDefinition } from '../jobs/job-definition';
import { openCredential, type AwsAccessParts } from '../rotation/group-access';
import { deleteMaterialStep } from './delete-material-step';
import { destroyStep } from './destroy-step';
import { cancelDeletionStep, scheduleDeletionStep } from './deletion-steps';
import { readKeyOperation, type KeyItem, type KeyOperationJobInput } from './key-operation-input';
import { proveStep } from './prove-step';
import { switchKeyStep } from './switch-key-step';
import { synchronizeStep } from './synchronize-step';

export function keyOperationJob(parts: AwsAccessParts, kind: KeyOperationKind): JobDefinition {
  return {
    kind,
    steps: (job) => stepsOf(parts, readKeyOperation(job)),
    async openKms(job) {
      const input = readKeyOperation(job);
      const credential = await parts.store.read((tx) => tx.credentials.get(input.credentialId));
      if (credential === null)
        throw new ConsoleError('not-found', { facts: { kind: 'credential', id: input.credentialId } });
      return openCredential(parts, credential, input.region);
    },
    leftBehind: (job, steps) => leftBehind(parts, job, steps),
    completedLines: (job) => {
      const { keys } = readKeyOperation(job);
      return [kind === 'synchronize' ? jobLines.synchronizedAll(keys.length) : jobLines.keysDone(keys.length)];
    },
  };
}

/** Kinds are numbered: the runner tells the steps of a job apart by them. */
function stepsOf(parts: AwsAccessParts, input: KeyOperationJobInput): readonly StepDefinition[] {
  return input.keys.map((item, index) => ({
    ...stepOf(parts, input, item),
    kind: `${input.kind}:${String(index + 1)}`,
    independent: true,
  }));
}

function stepOf(parts: AwsAccessParts, input: KeyOperationJobInput, item: KeyItem): Omit<StepDefinition, 'kind'> {
  switch (input.kind) {
    case 'synchronize':
      return synchronizeStep(input, item);
    case 'delete-material':
      return deleteMaterialStep(input, item);
    case 'enable':
      return switchKeyStep(input, item, 'Enabled');
    case 'disable':
      return switchKeyStep(input, item, 'Disabled');
    case 'schedule-deletion':
      return scheduleDeletionStep(input, item);
    case 'cancel-deletion':
      return cancelDeletionStep(input, item);
    case 'prove':
      return proveStep(input, item);
    case 'destroy':
      return destroyStep(parts, input, item);
  }
}

/** A job that is given up between its keys: those already worked on stay as they are. */
function leftBehind(parts: AwsAccessParts, job: Job, steps: readonly JobStep[]): readonly string[] {
  const names = stepsOf(parts, readKeyOperation(job)).map((step) => step.name);
  return steps.flatMap((step) => {
    const name = names[step.index] ?? step.kind;
    if (step.status === 'done') return [`${name}: done`];
    return step.certainty === 'unknown' ? [`${name}: possibly done`] : [];
  });
}
