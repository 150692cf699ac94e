// The job that puts the console's side of differences into AWS: one step for each call, each difference independent of the others.
import { pushActs, type PushAct } from '../../../shared/drift-push';
import type { Job, JobStep } from '../../domain/job-entities';
import type { StoreWriter } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { Drift } from '../../../shared/schemas/reconcile';
import { driftLabel, driftValue } from '../../../shared/text/drift-words';
import { jobLines } from '../../../shared/text/job-lines';
import type { JobDefinition, StepContext, StepDefinition, StepDone } from '../jobs/job-definition';
import { importAgain, importedByUs } from '../key-operations/import-again';
import { openCredential, type AwsAccessParts } from '../rotation/group-access';
import { pushedField, type PushedField } from './push-fields';
import { readPush, type HeldKey, type PushJobInput } from './push-input';

export function pushJob(parts: AwsAccessParts): JobDefinition {
  return {
    kind: 'reconcile-push',
    steps: (job) => stepsOf(readPush(job)),
    async openKms(job) {
      const input = readPush(job);
      const credential = await parts.store.read((tx) => tx.credentials.get(input.credentialId));
      if (credential === null)
        throw new ConsoleError('not-found', { facts: { kind: 'credential', id: input.credentialId } });
      return openCredential(parts, credential, input.region);
    },
    leftBehind,
    completedLines: (job) => [jobLines.pushedAll(readPush(job).drifts.length)],
  };
}

/** Kinds are numbered: the runner tells the steps of a job apart by them. */
function stepsOf(input: PushJobInput): readonly StepDefinition[] {
  return input.drifts.flatMap((drift, index) => {
    const acts = pushActs(drift);
    return acts.map((act, number): StepDefinition => {
      const last = number === acts.length - 1;
      // The second call of a difference builds on the first, and waits until KMS shows it.
      const step = { kind: `push:${String(index + 1)}:${act}`, independent: number === 0 };
      return { ...step, ...(act === 'import' ? importStep(input, drift) : fieldStep(input, drift, act, last)) };
    });
  });
}

type Step = Omit<StepDefinition, 'kind'>;

const common = { category: 'AWS KMS', changes: 'AWS KMS' } as const;

function fieldStep(input: PushJobInput, drift: Drift, act: Exclude<PushAct, 'import'>, last: boolean): Step {
  const field = pushedField(act, drift);
  const label = driftLabel(drift);
  const shown =
    drift.field === 'policy' ? '' : driftValue(drift.field, drift.field === 'key-state' ? field.to : drift.ours);
  const done = (awsRequestId: string | null): StepDone => ({
    result: { keyName: drift.keyName, keyId: drift.kmsKeyId, subject: drift.subject, awsRequestId },
    ...(awsRequestId === null ? {} : { awsRequestIds: [awsRequestId] }),
    lines: [jobLines.pushed(label, shown)],
  });
  return {
    ...common,
    name: `${actNames[act]}: ${label}`,
    event: field.event,
    plan: () =>
      Promise.resolve({ intent: { keyName: drift.keyName, keyId: drift.kmsKeyId, subject: drift.subject, act } }),
    act: (context) => setField(field, drift, context, done),
    // To set it once more is safe, so "not there" is safe to say.
    lookUp: async ({ kms }) =>
      field.same(await field.read(kms), field.to) ? { kind: 'found', done: done(null) } : { kind: 'absent' },
    ...(last ? { confirm: (tx: StoreWriter) => answered(tx, input.groupId, drift.id) } : {}),
  };
}

/** Reads once more just before it sets: only what was shown to the approvers is overwritten. */
async function setField(
  field: PushedField,
  drift: Drift,
  { kms }: StepContext,
  done: (awsRequestId: string | null) => StepDone,
): Promise<StepDone> {
  const current = await field.read(kms);
  if (field.same(current, field.to)) return done(null);
  if (field.event === 'kms.key-enabled' && current === 'PendingDeletion')
    throw new ConsoleError('kms.invalid-state', { facts: { keyId: drift.kmsKeyId, state: current } });
  if (!field.same(current, field.from))
    throw new ConsoleError('state.conflict', {
      facts: { what: 'drift', field: drift.field, now: (current ?? '').slice(0, 200), keyId: drift.kmsKeyId },
    });
  return done(await field.set(kms));
}

function importStep(input: PushJobInput, drift: Drift): Step {
  const item = input.held.find(({ id }) => id === drift.keyId);
  if (item === undefined) throw new ConsoleError('internal', { facts: { what: 'push without its key' } });
  const done = (awsRequestId: string | null): StepDone => ({
    result: {
      keyName: item.name,
      keyId: item.kmsKeyId,
      keyMaterialId: item.keyMaterialId,
      validTo: item.validTo,
      awsRequestId,
    },
    ...(awsRequestId === null ? {} : { awsRequestIds: [awsRequestId] }),
    lines: [jobLines.synchronized(item.name)],
  });
  return {
    ...common,
    name: `Synchronize ${item.name}`,
    event: 'kms.key-material-imported',
    plan: () =>
      Promise.resolve({
        intent: { keyName: item.name, keyId: item.kmsKeyId, keyMaterialId: item.keyMaterialId, validTo: item.validTo },
      }),
    act: async (context) => {
      const { awsRequestId, wrappingKeySha256 } = await importAgain(input, item, context, item.validTo);
      return { ...done(awsRequestId), facts: { wrappingKeySha256 } };
    },
    lookUp: async (context) =>
      (await importedByUs(context, item)) ? { kind: 'found', done: done(null) } : { kind: 'absent' },
    confirm: (tx, context, result) =>
      imported(tx, input, drift, item, context, result['awsRequestId'] as string | null),
  };
}

/** The state of the key's row stands: it is what the console believed all the time. */
async function imported(
  tx: StoreWriter,
  { groupId, wrappingAlgorithm, wrappingKeySpec }: PushJobInput,
  drift: Drift,
  item: HeldKey,
  context: StepContext,
  awsRequestId: string | null,
): Promise<void> {
  const row = await tx.keys.get(item.id);
  if (row === null) throw new ConsoleError('not-found', { facts: { kind: 'key', id: item.id } });
  const importedAt = context.now().toISOString();
  await tx.keys.put({
    ...row,
    importedAt,
    materialExpiresAt: item.validTo,
    wrappingAlgorithm,
    wrappingKeySpec,
    awsRequestId,
  });
  await answered(tx, groupId, drift.id);
}

/** The difference is gone from the last comparison; the next one shows whether it stays so. */
async function answered(tx: StoreWriter, groupId: string, driftId: string): Promise<void> {
  const row = await tx.reconciliations.get(groupId);
  if (row !== null) await tx.reconciliations.put({ ...row, drifts: row.drifts.filter(({ id }) => id !== driftId) });
}

const actNames: Readonly<Record<PushAct, string>> = {
  'set-description': 'UpdateKeyDescription',
  'set-policy': 'PutKeyPolicy',
  'set-tag': 'TagResource',
  'remove-tag': 'UntagResource',
  'create-alias': 'CreateAlias',
  'move-alias': 'UpdateAlias',
  'cancel-deletion': 'CancelKeyDeletion',
  enable: 'EnableKey',
  disable: 'DisableKey',
  import: 'ImportKeyMaterial',
};

/** A job that is given up between its steps: what is done stays. */
function leftBehind(job: Job, steps: readonly JobStep[]): readonly string[] {
  const names = stepsOf(readPush(job)).map((step) => step.name);
  return steps.flatMap((step) => {
    const name = names[step.index] ?? step.kind;
    if (step.status === 'done') return [`${name}: done`];
    return step.certainty === 'unknown' ? [`${name}: possibly done`] : [];
  });
}
