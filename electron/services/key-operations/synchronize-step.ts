// Step: push the material of one key to AWS KMS again, after it expired there or was deleted.
import { jobLines } from '../../../shared/text/job-lines';
import type { StepDefinition, StepDone } from '../jobs/job-definition';
import { importAgain, importedByUs } from './import-again';
import type { KeyItem, KeyOperationJobInput } from './key-operation-input';
import { recordKeyState } from './record-key-state';

const dayMs = 24 * 3_600_000;

export function synchronizeStep(input: KeyOperationJobInput, item: KeyItem): Omit<StepDefinition, 'kind'> {
  const done = (validTo: string | null, awsRequestId: string | null): StepDone => ({
    result: { keyName: item.name, keyId: item.kmsKeyId, keyMaterialId: item.keyMaterialId, validTo, awsRequestId },
    ...(awsRequestId === null ? {} : { awsRequestIds: [awsRequestId] }),
    lines: [jobLines.synchronized(item.name)],
  });
  return {
    name: `Synchronize ${item.name}`,
    category: 'AWS KMS',
    event: 'kms.key-material-imported',
    changes: 'AWS KMS',
    plan: (context) => {
      const days = item.expiresInDays;
      // ValidTo in whole seconds, a minute short of the limit of 365 days from the request (AWS KMS: ImportKeyMaterial).
      const validTo =
        days === null
          ? null
          : new Date(Math.floor((context.now().getTime() + days * dayMs - 60_000) / 1000) * 1000).toISOString();
      return Promise.resolve({
        intent: { keyName: item.name, keyId: item.kmsKeyId, keyMaterialId: item.keyMaterialId, validTo },
      });
    },
    act: async (context, intent) => {
      const validTo = intent['validTo'] as string | null;
      const { awsRequestId, wrappingKeySha256 } = await importAgain(input, item, context, validTo);
      const pushed = done(validTo, awsRequestId);
      const wrapped = jobLines.wrapped(input.wrappingAlgorithm ?? '', input.wrappingKeySpec ?? '', wrappingKeySha256);
      return { ...pushed, lines: [wrapped, ...pushed.lines], facts: { wrappingKeySha256 } };
    },
    lookUp: async (context, intent) =>
      (await importedByUs(context, item))
        ? { kind: 'found', done: done(intent['validTo'] as string | null, null) }
        : { kind: 'absent' },
    confirm: (tx, context, result) =>
      recordKeyState(tx, input, item, {
        // A disabled key that lacked nothing stays disabled; from PendingImport the import leads to Enabled (AWS KMS: ImportKeyMaterial).
        awsState: item.awsState === 'Disabled' ? 'Disabled' : 'Enabled',
        change: {
          importedAt: context.now().toISOString(),
          materialExpiresAt: (result['validTo'] as string | null | undefined) ?? null,
          materialDeletedAt: null,
          wrappingAlgorithm: input.wrappingAlgorithm,
          wrappingKeySpec: input.wrappingKeySpec,
          awsRequestId: (result['awsRequestId'] as string | null | undefined) ?? null,
        },
      }),
  };
}
