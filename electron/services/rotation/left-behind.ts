// What a force rotate that is given up leaves in the HSM and in AWS. Named for the officer, never destroyed by the console.
import type { JobStep } from '../../domain/job-entities';
import { referenceTag } from '../kms-lookups';
import type { ForceRotateJobInput } from './force-rotate-input';

export function leftBehind(input: ForceRotateJobInput, steps: readonly JobStep[]): readonly string[] {
  const stepOf = (kind: string): JobStep | undefined => steps.find((step) => step.kind === kind);
  const resultOf = (step: JobStep | undefined, name: string): string | null =>
    (step?.result?.[name] as string | null | undefined) ?? null;
  const lines: string[] = [];
  const note = (
    step: JobStep | undefined,
    certain: (step: JobStep) => string,
    possible: (step: JobStep) => string,
  ): void => {
    if (step?.status === 'done') lines.push(certain(step));
    else if (step?.certainty === 'unknown') lines.push(possible(step));
  };
  note(
    stepOf('generate-key'),
    (step) => `the key ${input.keyName} in the HSM, reference ${resultOf(step, 'hsmReference') ?? ''}`,
    (step) => `possibly a key in the HSM with the reference ${step.reference ?? ''}`,
  );
  note(
    stepOf('create-kms-key'),
    (step) => `AWS KMS key ${resultOf(step, 'keyId') ?? ''} in ${input.region}`,
    (step) => `possibly an AWS KMS key in ${input.region} with the tag ${referenceTag} = ${step.reference ?? ''}`,
  );
  const target = resultOf(stepOf('create-kms-key'), 'keyId') ?? input.currentKeyId ?? '';
  note(
    stepOf('import-material'),
    (step) => `key material ${resultOf(step, 'keyMaterialId') ?? ''} in AWS KMS key ${target}`,
    () => `possibly the new key material in AWS KMS key ${target}`,
  );
  const last = stepOf('set-alias') ?? stepOf('rotate-on-demand');
  note(
    last,
    () => `the change of ${input.alias}`,
    (step) =>
      step.kind === 'set-alias'
        ? `possibly the alias ${input.alias} on AWS KMS key ${target}`
        : `possibly the rotation of AWS KMS key ${target}`,
  );
  return lines;
}
