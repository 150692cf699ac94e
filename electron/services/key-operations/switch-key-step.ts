// Step: enable or disable one KMS key. Both may be repeated without harm.
import { jobLines } from '../../../shared/text/job-lines';
import type { StepDefinition, StepDone } from '../jobs/job-definition';
import type { KeyItem, KeyOperationJobInput } from './key-operation-input';
import { recordKeyState } from './record-key-state';

export function switchKeyStep(
  input: KeyOperationJobInput,
  item: KeyItem,
  to: 'Enabled' | 'Disabled',
): Omit<StepDefinition, 'kind'> {
  const enable = to === 'Enabled';
  const done = (awsRequestId: string | null): StepDone => ({
    result: { keyName: item.name, keyId: item.kmsKeyId, awsState: to, awsRequestId },
    ...(awsRequestId === null ? {} : { awsRequestIds: [awsRequestId] }),
    lines: [enable ? jobLines.enabled(item.name, item.kmsKeyId) : jobLines.disabled(item.name, item.kmsKeyId)],
  });
  return {
    name: `${enable ? 'Enable' : 'Disable'} ${item.name}`,
    category: 'AWS KMS',
    event: enable ? 'kms.key-enabled' : 'kms.key-disabled',
    changes: 'AWS KMS',
    plan: () => Promise.resolve({ intent: { keyName: item.name, keyId: item.kmsKeyId, awsState: to } }),
    act: async ({ kms }) =>
      done((await (enable ? kms.enableKey(item.kmsKeyId) : kms.disableKey(item.kmsKeyId))).awsRequestId),
    lookUp: async ({ kms }) =>
      (await kms.describeKey(item.kmsKeyId)).state === to ? { kind: 'found', done: done(null) } : { kind: 'absent' },
    confirm: (tx, _context, result) =>
      recordKeyState(tx, input, item, {
        awsState: to,
        change: { awsRequestId: (result['awsRequestId'] as string | null | undefined) ?? null },
      }),
  };
}
