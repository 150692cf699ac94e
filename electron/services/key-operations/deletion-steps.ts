// Steps: schedule the deletion of one KMS key, and cancel it while it is pending.
import { ConsoleError } from '../../../shared/errors';
import { jobLines } from '../../../shared/text/job-lines';
import type { LookUp, StepContext, StepDefinition, StepDone } from '../jobs/job-definition';
import type { KeyItem, KeyOperationJobInput } from './key-operation-input';
import { recordKeyState } from './record-key-state';

const dayMs = 24 * 3_600_000;
/** How far AWS's deletion date may be from the one this step asked for: retries, and clocks that differ. */
const dateToleranceMs = 3_600_000;

export function scheduleDeletionStep(input: KeyOperationJobInput, item: KeyItem): Omit<StepDefinition, 'kind'> {
  const days = input.windowDays ?? 30;
  const done = (deletionDate: string | null, awsRequestId: string | null): StepDone => ({
    result: { keyName: item.name, keyId: item.kmsKeyId, windowDays: days, deletionDate, awsRequestId },
    ...(awsRequestId === null ? {} : { awsRequestIds: [awsRequestId] }),
    lines: [jobLines.deletionScheduled(item.name, item.kmsKeyId, days, deletionDate)],
  });
  return {
    name: `Schedule deletion of ${item.name}`,
    category: 'AWS KMS',
    event: 'kms.key-deletion-scheduled',
    changes: 'AWS KMS',
    plan: () => Promise.resolve({ intent: { keyName: item.name, keyId: item.kmsKeyId, windowDays: days } }),
    act: async ({ kms }) => {
      const answer = await kms.scheduleKeyDeletion(item.kmsKeyId, days);
      return done(answer.deletionDate, answer.awsRequestId);
    },
    lookUp: (context) => lookUpScheduled(context, item, days, done),
    confirm: (tx, _context, result) =>
      recordKeyState(tx, input, item, {
        awsState: 'PendingDeletion',
        deletionDate: (result['deletionDate'] as string | null | undefined) ?? null,
        change: { awsRequestId: (result['awsRequestId'] as string | null | undefined) ?? null },
      }),
  };
}

/** Pending deletion at another date than ours would be is somebody else's doing: a person decides. */
async function lookUpScheduled(
  context: StepContext,
  item: KeyItem,
  days: number,
  done: (deletionDate: string | null, awsRequestId: string | null) => StepDone,
): Promise<LookUp> {
  const { state, deletionDate } = await context.kms.describeKey(item.kmsKeyId);
  if (state !== 'PendingDeletion') return { kind: 'absent' };
  const earliest = Date.parse(context.plannedAt) + days * dayMs - dateToleranceMs;
  const latest = context.now().getTime() + days * dayMs + dateToleranceMs;
  const at = deletionDate === null ? null : Date.parse(deletionDate);
  if (at === null || (at >= earliest && at <= latest)) return { kind: 'found', done: done(deletionDate, null) };
  return { kind: 'cannot-tell', facts: { reason: 'other-deletion-date', keyId: item.kmsKeyId, deletionDate } };
}

export function cancelDeletionStep(input: KeyOperationJobInput, item: KeyItem): Omit<StepDefinition, 'kind'> {
  const done = (awsState: string, awsRequestId: string | null): StepDone => ({
    result: { keyName: item.name, keyId: item.kmsKeyId, awsState, awsRequestId },
    ...(awsRequestId === null ? {} : { awsRequestIds: [awsRequestId] }),
    lines: [jobLines.deletionCancelled(item.name, item.kmsKeyId)],
  });
  return {
    name: `Cancel deletion of ${item.name}`,
    category: 'AWS KMS',
    event: 'kms.key-deletion-cancelled',
    changes: 'AWS KMS',
    plan: () => Promise.resolve({ intent: { keyName: item.name, keyId: item.kmsKeyId } }),
    // AWS KMS: CancelKeyDeletion leaves the key Disabled; one whose material is missing is pending import again.
    act: async ({ kms }) => done('Disabled', (await kms.cancelKeyDeletion(item.kmsKeyId)).awsRequestId),
    lookUp: async ({ kms }) => {
      const { state } = await kms.describeKey(item.kmsKeyId);
      if (state === 'PendingDeletion') return { kind: 'absent' };
      if (state === 'Disabled' || state === 'PendingImport') return { kind: 'found', done: done('Disabled', null) };
      // Enabled already: somebody else went on with the key.
      throw new ConsoleError('kms.invalid-state', { facts: { keyId: item.kmsKeyId, state, name: item.name } });
    },
    confirm: (tx, _context, result) =>
      recordKeyState(tx, input, item, {
        awsState: 'Disabled',
        change: { awsRequestId: (result['awsRequestId'] as string | null | undefined) ?? null },
      }),
  };
}
