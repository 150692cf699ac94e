// Which KMS key a force-rotate job pushes to: the one it made, or the one it was given.
import { ConsoleError } from '../../../shared/errors';
import type { Facts } from '../jobs/job-definition';
import type { ForceRotateJobInput } from './force-rotate-input';

export function targetKmsKey(
  input: ForceRotateJobInput,
  results: Readonly<Record<string, Facts>>,
): { readonly keyId: string; readonly arn: string | null } {
  const made = results['create-kms-key'] ?? results['check-kms-key'];
  if (made !== undefined) return { keyId: made['keyId'] as string, arn: made['arn'] as string };
  if (input.currentKeyId === null) throw new ConsoleError('internal', { facts: { what: 'no target key' } });
  return { keyId: input.currentKeyId, arn: input.currentKeyArn };
}
