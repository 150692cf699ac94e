// Handlers of the operations on keys: each an order that dual control can freeze, checked again when carried out, that queues one job.
import { operationOf } from '../../domain/key-operation-rules';
import type { JobDefinition } from '../../services/jobs/job-definition';
import type { JobRunner } from '../../services/jobs/job-runner';
import { queueJob } from '../../services/jobs/queue-job';
import { openJobOf } from '../../services/key-groups/group-view';
import { describeKeyOperation } from '../../services/key-operations/describe-key-operation';
import { readKeyOperation } from '../../services/key-operations/key-operation-input';
import { keyOperationInputOf, planKeyOperation } from '../../services/key-operations/plan-key-operation';
import { previewKeyOperation } from '../../services/key-operations/preview-key-operation';
import type { ControlledCommand, Order } from '../../services/controlled-command';
import type { StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { JobKind } from '../../../shared/schemas/jobs';
import type { KeyOperationChoice, KeyOperationInput, KeyOperationKind } from '../../../shared/schemas/key-operations';
import type { Handlers } from '../handler';
import { markCompromised } from './mark-compromised';
import type { OpenedParts } from './opened-parts';

export type KeyOperationCall =
  | 'keys.previewOperation'
  | 'keys.synchronize'
  | 'keys.synchronizeChanged'
  | 'keys.deleteMaterial'
  | 'keys.enable'
  | 'keys.disable'
  | 'keys.scheduleDeletion'
  | 'keys.cancelDeletion'
  | 'keys.prove'
  | 'keys.destroy'
  | 'keys.markCompromised';

export function keyOperationHandlers(
  parts: OpenedParts,
  jobs: Pick<JobRunner, 'wake'>,
  definitions: Readonly<Record<JobKind, JobDefinition>>,
): Handlers<KeyOperationCall> {
  const command = (kind: KeyOperationKind, changed = false) => keyCommand({ parts, jobs, definitions, kind, changed });
  return {
    'keys.previewOperation': async (choice, context) =>
      previewKeyOperation(await planKeyOperation(parts, choice, true), context.now),
    'keys.synchronize': command('synchronize'),
    'keys.synchronizeChanged': command('synchronize', true),
    'keys.deleteMaterial': command('delete-material'),
    'keys.enable': command('enable'),
    'keys.disable': command('disable'),
    'keys.scheduleDeletion': command('schedule-deletion'),
    'keys.cancelDeletion': command('cancel-deletion'),
    'keys.prove': command('prove'),
    'keys.destroy': command('destroy'),
    'keys.markCompromised': markCompromised(parts),
  };
}

interface CommandParts {
  readonly parts: OpenedParts;
  readonly jobs: Pick<JobRunner, 'wake'>;
  readonly definitions: Readonly<Record<JobKind, JobDefinition>>;
  readonly kind: KeyOperationKind;
  /** The command for a synchronize that needs approval. */
  readonly changed: boolean;
}
type Input = KeyOperationInput & {
  readonly windowDays?: number | undefined;
  readonly expiresInDays?: number | null | undefined;
};

/** The order is exactly the job's input, so that the grant of the one covers the other. */
function keyCommand(of: CommandParts): ControlledCommand<Input, { jobId: string }> {
  const { parts, kind } = of;
  async function orderOf(choice: KeyOperationChoice, justification: string): Promise<{ order: Order; digest: string }> {
    await parts.store.read((tx) => assertNoOpenJob(tx, choice.groupId));
    const planned = await planKeyOperation(parts, choice, false);
    const frozen = keyOperationInputOf(parts, planned, justification);
    // What needs approval never runs as what needs none; which of the two it is follows from what is frozen.
    if (frozen.changed && !of.changed)
      throw new ConsoleError('state.conflict', {
        facts: { what: 'key-operation', reason: 'needs-approval', name: frozen.keys[0]?.name ?? '' },
      });
    const [first] = frozen.keys;
    const target =
      frozen.keys.length === 1 && first !== undefined
        ? { kind: 'key', id: first.id, name: first.name }
        : { kind: 'key-group', id: frozen.groupId, name: frozen.groupName };
    return { order: { target, frozen: { ...frozen, choice } }, digest: planned.digest };
  }
  return {
    async prepare(input) {
      const { order, digest } = await orderOf(choiceOf(kind, input), input.justification);
      if (digest !== input.previewDigest)
        throw new ConsoleError('state.conflict', { facts: { what: 'preview', groupId: input.groupId } });
      return order;
    },
    recheck: async ({ frozen }) =>
      (await orderOf(frozen['choice'] as KeyOperationChoice, frozen['justification'] as string)).order,
    async execute(tx, order, grant, context) {
      const input = readKeyOperation({ id: '', input: order.frozen });
      await assertNoOpenJob(tx, input.groupId);
      const group = await tx.groups.get(input.groupId);
      if (group === null || group.revision !== input.revision)
        throw new ConsoleError('state.conflict', {
          facts: { what: 'key-group', groupId: input.groupId, revision: group?.revision ?? null },
        });
      const operation = operationOf(kind, of.changed);
      const what = input.keys.length === 1 ? order.target.name : `${input.keys.length} keys of ${input.groupName}`;
      const job = await queueJob(
        tx,
        of.definitions[kind],
        grant,
        {
          operation,
          name: `${jobNames[kind]} ${what}`,
          groupId: input.groupId,
          target: input.groupName,
          input: order.frozen,
          justification: input.justification,
          startedBy: context.identities.map((identity) => identity.id),
        },
        context.now,
      );
      return {
        result: { jobId: job.id },
        audit: {
          target: order.target,
          jobId: job.id,
          facts: {
            job: job.name,
            operation,
            keys: input.keys.map(({ id, name, kmsKeyId, keyMaterialId }) => ({ id, name, kmsKeyId, keyMaterialId })),
            region: input.region,
            windowDays: input.windowDays,
            justification: input.justification,
            grant: grant.record.source,
          },
        },
      };
    },
    describe: ({ frozen }) => describeKeyOperation(readKeyOperation({ id: '', input: frozen })),
    committed({ jobId }) {
      of.jobs.wake();
      parts.publish(['jobs', 'groups', 'keys', 'status'], [jobId]);
    },
  };
}

const jobNames: Readonly<Record<KeyOperationKind, string>> = {
  synchronize: 'Synchronize',
  'delete-material': 'Delete key material of',
  enable: 'Enable',
  disable: 'Disable',
  'schedule-deletion': 'Schedule deletion of',
  'cancel-deletion': 'Cancel deletion of',
  prove: 'Prove',
  destroy: 'Destroy in the HSM',
};

function choiceOf(kind: KeyOperationKind, input: Input): KeyOperationChoice {
  const { groupId, keyIds, windowDays, expiresInDays } = input;
  return {
    ...{ kind, groupId, keyIds },
    ...(windowDays === undefined ? {} : { windowDays }),
    ...(expiresInDays === undefined ? {} : { expiresInDays }),
  };
}

/** One job at a time may work on a group. */
async function assertNoOpenJob(tx: StoreReader, groupId: string): Promise<void> {
  const open = await openJobOf(tx, groupId);
  if (open !== null)
    throw new ConsoleError('state.conflict', { facts: { what: 'open-job', jobId: open.id, status: open.status } });
}
