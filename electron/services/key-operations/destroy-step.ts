// Step: destroy one superseded key in the HSM, once no AWS KMS key lists its material. AWS is asked before the intent and again before the act.
import { attachedRefusal, everHad, type DetachmentAnswer } from '../../domain/destroy-rules';
import type { Key } from '../../domain/entities';
import type { Job } from '../../domain/job-entities';
import type { HsmReference } from '../../ports/hsm';
import type { StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import { jobLines } from '../../../shared/text/job-lines';
import { identityName } from '../identity-names';
import type { Facts, StepContext, StepDefinition, StepDone } from '../jobs/job-definition';
import type { AwsAccessParts } from '../rotation/group-access';
import { assertHeld } from './assert-held';
import type { KeyItem, KeyOperationJobInput } from './key-operation-input';
import { readDetachment } from './read-detachment';

export function destroyStep(
  parts: AwsAccessParts,
  input: KeyOperationJobInput,
  item: KeyItem,
): Omit<StepDefinition, 'kind'> {
  const { name: keyName, hsmReference: reference, checkValue, keyMaterialId } = item;
  return {
    name: `Destroy ${keyName} in the HSM`,
    category: 'HSM',
    event: 'hsm.key-destroyed',
    changes: 'HSM',
    plan: async (context) => ({
      intent: { keyName, reference, checkValue, keyMaterialId, answers: await detached(parts, input, item, context) },
    }),
    act: async (context) => {
      const answers = await detached(parts, input, item, context);
      const held = await assertHeld(context.hsm, item);
      await context.hsm.destroyKey(held);
      return done(item, context, answers);
    },
    // The object is there or it is not: which of the two the token says.
    lookUp: async (context, intent) => {
      const found = await context.hsm.findKeys(reference as HsmReference);
      if (found.length > 0) return { kind: 'absent' };
      return { kind: 'found', done: await done(item, context, intent['answers'] as readonly DetachmentAnswer[]) };
    },
    confirm: async (tx, context, result) => {
      const key = await tx.keys.get(item.id);
      if (key === null) throw new ConsoleError('not-found', { facts: { kind: 'key', id: item.id } });
      const record = result as unknown as Omit<NonNullable<Key['destruction']>, 'at' | 'jobId'>;
      const { requestId, requestedBy, approvedBy, answers } = record;
      await tx.keys.put({
        ...key,
        state: 'Destroyed',
        destruction: {
          ...{ at: context.now().toISOString(), jobId: context.job.id, requestId, requestedBy, approvedBy, answers },
        },
      });
    },
  };
}

/** AWS's answers, all of which say that the material is detached; else it throws. */
async function detached(
  parts: AwsAccessParts,
  input: KeyOperationJobInput,
  item: KeyItem,
  context: Pick<StepContext, 'read'>,
): Promise<readonly DetachmentAnswer[]> {
  const { credential, key, all } = await context.read(async (tx) => ({
    credential: await tx.credentials.get(input.credentialId),
    key: await tx.keys.get(item.id),
    all: await tx.keys.list(),
  }));
  if (credential === null)
    throw new ConsoleError('not-found', { facts: { kind: 'credential', id: input.credentialId } });
  if (key === null) throw new ConsoleError('not-found', { facts: { kind: 'key', id: item.id } });
  const answers = await readDetachment(parts, credential, everHad(key, all), item.keyMaterialId);
  const refusal = attachedRefusal(item, answers);
  if (refusal !== null) throw refusal;
  return answers;
}

/** Names as they are now: the record stays when an identity is renamed or deleted. */
async function peopleOf(tx: StoreReader, job: Job): Promise<Facts> {
  const { requestId } = job.grant;
  const request = requestId === null ? null : await tx.requests.get(requestId);
  const names = async (ids: readonly string[]): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const id of ids) found.push(await identityName(tx, id));
    return found;
  };
  const approvers = (request?.decisions ?? []).filter(({ verdict }) => verdict === 'approve');
  return {
    requestId,
    requestedBy: await names(request === null ? job.startedBy : [request.requesterId]),
    approvedBy: await names(approvers.map(({ identityId }) => identityId)),
  };
}

async function done(item: KeyItem, context: StepContext, answers: readonly DetachmentAnswer[]): Promise<StepDone> {
  const people = await context.read((tx) => peopleOf(tx, context.job));
  const { name: keyName, hsmReference, checkValue, keyMaterialId } = item;
  return {
    result: { keyName, hsmReference, checkValue, keyMaterialId, ...people, answers },
    awsRequestIds: answers.flatMap(({ awsRequestId }) => awsRequestId ?? []),
    lines: [jobLines.destroyed(keyName, hsmReference ?? '', checkValue?.value ?? null)],
  };
}
