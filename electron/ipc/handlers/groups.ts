// Handlers of the key-group calls: reading groups and their keys, policies, and the force rotate with its preview.
import { checkKeyPolicy } from '../../domain/key-policy-check';
import { readRule } from '../../services/approvals/stored-policy';
import { queueJob } from '../../services/jobs/queue-job';
import type { JobDefinition } from '../../services/jobs/job-definition';
import type { JobRunner } from '../../services/jobs/job-runner';
import { shownCredential, type ShownCredential } from '../../services/key-groups/describe-group';
import { keyGroupView, keyView, openJobOf } from '../../services/key-groups/group-view';
import { describeRotation } from '../../services/rotation/describe-rotation';
import { readInput } from '../../services/rotation/force-rotate-job';
import { forceRotateInputOf, planGroupRotation, rotationPreview } from '../../services/rotation/preview-rotation';
import type { StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { PickedPolicy } from '../../../shared/schemas/key-groups';
import type { JobKind } from '../../../shared/schemas/jobs';
import type { Order } from '../../services/controlled-command';
import type { Handler, Handlers } from '../handler';
import { addGroup, changeGroup, deleteGroup } from './group-commands';
import type { OpenedParts } from './opened-parts';

export type GroupCall =
  | 'groups.list'
  | 'groups.keys'
  | 'groups.pickPolicy'
  | 'groups.checkPolicy'
  | 'groups.add'
  | 'groups.change'
  | 'groups.delete'
  | 'groups.previewForceRotate'
  | 'groups.forceRotate';

/** AWS takes 32 KiB; a little more is read, so that the finding can say that it is too large. */
const maxPolicyBytes = 64 * 1024;

export function groupHandlers(
  parts: OpenedParts,
  jobs: Pick<JobRunner, 'wake'>,
  definitions: Readonly<Record<JobKind, JobDefinition>>,
): Handlers<GroupCall> {
  const { store } = parts;
  const accountOf = (credentialId: string | null): Promise<string | null> =>
    credentialId === null
      ? Promise.resolve(null)
      : store.read(async (tx) => (await tx.credentials.get(credentialId))?.accountId ?? null);
  return {
    'groups.list': (_input, context) =>
      store.read(async (tx) => ({
        groups: await Promise.all((await tx.groups.list()).map((group) => keyGroupView(tx, group, context.now))),
      })),
    'groups.keys': ({ id }, context) =>
      store.read(async (tx) => {
        if ((await tx.groups.get(id)) === null)
          throw new ConsoleError('not-found', { facts: { kind: 'key-group', id } });
        const keys = [...(await tx.keys.ofGroup(id))].sort((a, b) => b.generation - a.generation);
        const backups = await tx.hsmBackups.list();
        return { keys: keys.map((key) => keyView(key, context.now, backups)) };
      }),
    async 'groups.pickPolicy'({ credentialId }): Promise<PickedPolicy | null> {
      const file = await parts.dialogs.openFile('key-policy');
      if (file === null) return null;
      const policy = decodePolicy(await parts.files.readSmall(file.path, maxPolicyBytes));
      return { fileName: file.fileName, policy, findings: [...checkKeyPolicy(policy, await accountOf(credentialId))] };
    },
    'groups.checkPolicy': async ({ credentialId, policy }) => ({
      findings: [...checkKeyPolicy(policy, await accountOf(credentialId))],
    }),
    'groups.add': addGroup(parts),
    'groups.change': changeGroup(parts),
    'groups.delete': deleteGroup(parts),
    async 'groups.previewForceRotate'({ groupId }) {
      const planned = await planGroupRotation(parts, groupId);
      const rule = await store.read((tx) => readRule(tx, store.environment, 'key-group.force-rotate'));
      return rotationPreview(planned, rule.approvalsRequired);
    },
    'groups.forceRotate': forceRotate(parts, jobs, definitions['force-rotate']),
  };
}

function decodePolicy(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ConsoleError('input.policy-malformed', {
      facts: { finding: 'not-json', statement: null, detail: 'not UTF-8' },
      cause,
    });
  }
}

/** The order is the job's input and what it was shown with, so that the grant of the one covers the other. */
function forceRotate(
  parts: OpenedParts,
  jobs: Pick<JobRunner, 'wake'>,
  definition: JobDefinition,
): Handler<'groups.forceRotate'> {
  async function orderOf(groupId: string, justification: string): Promise<{ order: Order; digest: string }> {
    await parts.store.read((tx) => assertNoOpenJob(tx, groupId));
    const planned = await planGroupRotation(parts, groupId);
    const target = { kind: 'key-group', id: groupId, name: planned.group.template.name };
    const credential = shownCredential(planned.credential);
    const frozen = { ...forceRotateInputOf(planned, justification), credential };
    return { order: { target, frozen }, digest: planned.digest };
  }
  return {
    async prepare(input) {
      const { order, digest } = await orderOf(input.groupId, input.justification);
      // The group or AWS has changed since the officer saw the preview.
      if (digest !== input.previewDigest)
        throw new ConsoleError('state.conflict', { facts: { what: 'preview', groupId: input.groupId } });
      return order;
    },
    recheck: async (order) => (await orderOf(order.target.id, String(order.frozen['justification']))).order,
    describe: ({ frozen }) =>
      describeRotation(readInput({ id: '', input: frozen }), frozen['credential'] as ShownCredential),
    async execute(tx, order, grant, context) {
      const input = readInput({ id: '', input: order.frozen });
      await assertNoOpenJob(tx, input.groupId);
      const group = await tx.groups.get(input.groupId);
      if (group === null || group.revision !== input.revision) {
        throw new ConsoleError('state.conflict', {
          facts: { what: 'key-group', groupId: input.groupId, revision: group?.revision ?? null },
        });
      }
      const job = await queueJob(
        tx,
        definition,
        grant,
        {
          operation: 'key-group.force-rotate',
          name: `Force rotate ${input.groupName}`,
          groupId: input.groupId,
          target: input.groupName,
          input: order.frozen,
          justification: input.justification,
          startedBy: context.identities.map((identity) => identity.id),
        },
        context.now,
      );
      const { method, generation, region, alias, wrappingAlgorithm, wrappingKeySpec, justification, previewDigest } =
        input;
      return {
        result: { jobId: job.id },
        audit: {
          target: order.target,
          jobId: job.id,
          facts: {
            method,
            generation,
            region,
            alias,
            currentKeyId: input.currentKeyId,
            wrappingAlgorithm,
            wrappingKeySpec,
            justification,
            previewDigest,
            grant: grant.record.source,
          },
        },
      };
    },
    committed(result) {
      jobs.wake();
      parts.publish(['jobs', 'groups', 'status'], [result.jobId]);
    },
  };
}

/** One job at a time may work on a group. */
async function assertNoOpenJob(tx: StoreReader, groupId: string): Promise<void> {
  const open = await openJobOf(tx, groupId);
  if (open !== null)
    throw new ConsoleError('state.conflict', { facts: { what: 'open-job', jobId: open.id, status: open.status } });
}
