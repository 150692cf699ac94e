// Adding, changing and deleting key groups: each an order that dual control can freeze and that is checked again when carried out.
import type { Credential, Key, KeyGroup } from '../../domain/entities';
import { newRowId } from '../../services/ids';
import { checkAdoptedKey, checkGroup } from '../../services/key-groups/check-group';
import { assertChangeable, changedFields } from '../../services/key-groups/change-rules';
import {
  describeGroupChange,
  describeGroupDeletion,
  describeNewGroup,
  shownCredential,
  type ShownGroup,
} from '../../services/key-groups/describe-group';
import { keyGroupView, openJobOf } from '../../services/key-groups/group-view';
import { openCredential } from '../../services/rotation/group-access';
import type { StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { KeyGroupInput } from '../../../shared/schemas/key-groups';
import type { Order } from '../../services/controlled-command';
import type { Handler } from '../handler';
import { keySpecOf } from '../../../shared/key-spec';
import type { OpenedParts } from './opened-parts';

/** ARN of the key an officer made beforehand, once AWS says that it can be adopted; null when none was given. */
async function adoptedArn(parts: OpenedParts, credential: Credential, input: KeyGroupInput): Promise<string | null> {
  if (input.activeKeyId === null) return null;
  const kms = await openCredential(parts, credential, input.region);
  try {
    return (await checkAdoptedKey(kms, input.activeKeyId, keySpecOf(input))).arn;
  } finally {
    kms.close();
  }
}

export function addGroup(parts: OpenedParts): Handler<'groups.add'> {
  const orderOf = async (input: KeyGroupInput): Promise<Order> => {
    const credential = await parts.store.read((tx) => checkGroup(tx, input, null));
    const activeKeyArn = await adoptedArn(parts, credential, input);
    return {
      target: { kind: 'key-group', id: input.name, name: input.name },
      frozen: { ...({ group: input, credential: shownCredential(credential), activeKeyArn } satisfies ShownGroup) },
    };
  };
  return {
    prepare: orderOf,
    recheck: (order) => orderOf(order.frozen['group'] as KeyGroupInput),
    describe: ({ frozen }) => describeNewGroup(frozen as unknown as ShownGroup),
    async execute(tx, order, _grant, context) {
      const template = order.frozen['group'] as KeyGroupInput;
      await checkGroup(tx, template, null);
      const by = context.identities[0]?.id ?? '';
      const at = context.now.toISOString();
      const group: KeyGroup = {
        id: newRowId(),
        revision: 1,
        template,
        activeKeyId: template.activeKeyId,
        activeKeyArn: order.frozen['activeKeyArn'] as string | null,
        createdAt: at,
        createdBy: by,
        changedAt: at,
        changedBy: by,
        lastRotatedAt: null,
      };
      await tx.groups.put(group);
      return {
        result: await keyGroupView(tx, group, context.now),
        audit: { target: { kind: 'key-group', id: group.id, name: template.name }, facts: { ...template } },
      };
    },
    committed: (result) => parts.publish(['groups', 'credentials'], [result.id]),
  };
}

interface ChangeInput {
  readonly id: string;
  readonly revision: number;
  readonly group: KeyGroupInput;
}

export function changeGroup(parts: OpenedParts): Handler<'groups.change'> {
  const orderOf = async ({ id, revision, group: wanted }: ChangeInput): Promise<Order> => {
    const { current, before, credential } = await parts.store.read((tx) => changeable(tx, id, revision, wanted));
    const kept = wanted.activeKeyId === current.activeKeyId;
    const now: ShownGroup = {
      group: { ...current.template, activeKeyId: current.activeKeyId },
      credential: before === null ? null : shownCredential(before),
      activeKeyArn: current.activeKeyArn,
    };
    const next: ShownGroup = {
      group: wanted,
      credential: shownCredential(credential),
      activeKeyArn: kept ? current.activeKeyArn : await adoptedArn(parts, credential, wanted),
    };
    return { target: { kind: 'key-group', id, name: current.template.name }, frozen: { id, revision, now, ...next } };
  };
  return {
    prepare: orderOf,
    recheck: ({ frozen }) => orderOf(frozen as unknown as ChangeInput),
    describe: ({ frozen }) => describeGroupChange(frozen['now'] as ShownGroup, frozen as unknown as ShownGroup),
    async execute(tx, order, _grant, context) {
      const { id, revision, group: wanted } = order.frozen as unknown as ChangeInput;
      const { current } = await changeable(tx, id, revision, wanted);
      const changed: KeyGroup = {
        ...current,
        revision: revision + 1,
        template: wanted,
        activeKeyId: wanted.activeKeyId,
        activeKeyArn: order.frozen['activeKeyArn'] as string | null,
        changedAt: context.now.toISOString(),
        changedBy: context.identities[0]?.id ?? '',
      };
      await tx.groups.put(changed);
      return {
        result: await keyGroupView(tx, changed, context.now),
        audit: {
          target: { kind: 'key-group', id, name: wanted.name },
          facts: {
            revision: changed.revision,
            changes: changedFields({ ...current.template, activeKeyId: current.activeKeyId }, wanted),
          },
        },
      };
    },
    committed: (result) => parts.publish(['groups', 'credentials'], [result.id]),
  };
}

async function changeable(
  tx: StoreReader,
  id: string,
  revision: number,
  wanted: KeyGroupInput,
): Promise<{ readonly current: KeyGroup; readonly before: Credential | null; readonly credential: Credential }> {
  const current = await atRevision(tx, id, revision);
  const credential = await checkGroup(tx, wanted, id);
  const before = await tx.credentials.get(current.template.credentialId);
  assertChangeable(current, wanted, { keys: await tx.keys.ofGroup(id), before, after: credential });
  return { current, before, credential };
}

/** The group as the officer saw it, with no job at work on it. */
async function atRevision(tx: StoreReader, id: string, revision: number): Promise<KeyGroup> {
  const group = await tx.groups.get(id);
  if (group === null) throw new ConsoleError('not-found', { facts: { kind: 'key-group', id } });
  if (group.revision !== revision)
    throw new ConsoleError('state.conflict', { facts: { what: 'revision', revision: group.revision } });
  const open = await openJobOf(tx, id);
  if (open !== null)
    throw new ConsoleError('state.conflict', { facts: { what: 'open-job', jobId: open.id, status: open.status } });
  return group;
}

/** What stays behind: in the HSM, in AWS, and as rows of the store, so that the material's only safe copy is never forgotten. */
const kept = (keys: readonly Key[]) =>
  keys.map(({ id, name, hsmReference, kmsKeyArn, keyMaterialId, state }) => ({
    id,
    name,
    hsmReference,
    kmsKeyArn,
    keyMaterialId,
    state,
  }));

export function deleteGroup(parts: OpenedParts): Handler<'groups.delete'> {
  const orderOf = (id: string, revision: number): Promise<Order> =>
    parts.store.read(async (tx) => {
      const group = await atRevision(tx, id, revision);
      return {
        target: { kind: 'key-group', id, name: group.template.name },
        frozen: {
          id,
          revision,
          alias: group.template.alias,
          region: group.template.region,
          keysKept: kept(await tx.keys.ofGroup(id)),
        },
      };
    });
  return {
    prepare: (input) => orderOf(input.id, input.revision),
    recheck: ({ frozen }) => orderOf(frozen['id'] as string, frozen['revision'] as number),
    describe: ({ frozen }) =>
      describeGroupDeletion(frozen as unknown as KeyGroupInput, frozen['keysKept'] as ReturnType<typeof kept>),
    async execute(tx, order) {
      const group = await atRevision(tx, order.frozen['id'] as string, order.frozen['revision'] as number);
      await tx.groups.delete(group.id);
      if ((await tx.schedules.get(group.id)) !== null) await tx.schedules.delete(group.id);
      const { alias, region } = group.template;
      const facts = {
        alias,
        region,
        activeKeyArn: group.activeKeyArn,
        keysKept: kept(await tx.keys.ofGroup(group.id)),
      };
      return { result: {}, audit: { target: order.target, facts } };
    },
    committed: () => parts.publish(['groups', 'keys', 'credentials']),
  };
}
