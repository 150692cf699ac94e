// Reads the inventory of the token: its key objects beside the rows of the store. Reads only.
import { classifyObjects, type ClassifiedObject } from '../../domain/token-inventory';
import { shownKeyState } from '../../domain/key-group-rules';
import type { Hsm, HsmCapabilities, TokenObject } from '../../ports/hsm';
import type { Installation } from '../../ports/settings';
import type { Store, StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import {
  inventoryKinds,
  inventoryLimit,
  type InventoryItem,
  type TokenInventory,
} from '../../../shared/schemas/inventory';
import { openJobStatuses } from '../key-groups/group-view';

export interface InventoryParts {
  readonly store: Store;
  readonly hsm: Pick<Hsm, 'state' | 'listObjects'>;
  readonly installation: Pick<Installation, 'anchorKey' | 'sealedStoreKey'>;
  capabilities(): Pick<HsmCapabilities, 'localIsTruthful'>;
}

/** Rejects with what the HSM rejects with while it is away. */
export async function readInventory(parts: InventoryParts, now: Date): Promise<TokenInventory> {
  const { hsm, store, installation } = parts;
  // The rows after the objects: a key that was made meanwhile has its row, or its job, by then.
  const objects = await hsm.listObjects();
  if (hsm.state.kind === 'disconnected')
    throw new ConsoleError('hsm.disconnected', { facts: { reason: hsm.state.reason } });
  const { token } = hsm.state;
  const { localIsTruthful } = parts.capabilities();
  return store.read(async (tx) => {
    const groups = new Map((await tx.groups.list()).map((group) => [group.id, group.template.name]));
    const classified = classifyObjects(objects, {
      keys: await tx.keys.list(),
      openJobs: await openJobReferences(tx),
      anchor: installation.anchorKey.reference,
      sealing: installation.sealedStoreKey.keyReference,
    });
    const order = (item: ClassifiedObject<TokenObject>): number =>
      (item.problems.length > 0 ? 0 : inventoryKinds.length) + inventoryKinds.indexOf(item.kind);
    const sorted = classified
      .map((item, place) => ({ item, place }))
      .sort((a, b) => order(a.item) - order(b.item) || a.place - b.place);
    const nextId = idsOfObjects();
    const counts: Partial<Record<InventoryItem['kind'], number>> = {};
    for (const { kind } of classified) counts[kind] = (counts[kind] ?? 0) + 1;
    return {
      readAt: now.toISOString(),
      tokenLabel: token.label,
      tokenSerial: token.serial,
      counts,
      items: sorted
        .slice(0, inventoryLimit)
        .map(({ item }) => itemOf(item, { id: nextId(item), groups, localIsTruthful, now })),
      total: classified.length,
    };
  });
}

/** References that steps of open jobs were given: their keys may be on the token before a row knows them. */
async function openJobReferences(tx: StoreReader): Promise<ReadonlySet<string>> {
  const references = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await tx.jobs.list({ status: openJobStatuses, limit: 200, cursor });
    for (const job of page.jobs)
      for (const { reference } of await tx.jobs.steps(job.id)) if (reference !== null) references.add(reference);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return references;
}

/** The same object has the same id in the next reading, whatever else has come or gone; twins are told apart by their order. */
function idsOfObjects(): (item: ClassifiedObject<TokenObject>) => string {
  const seen = new Map<string, number>();
  return ({ object, key }) => {
    const name = `${object?.objectClass ?? 'missing'} ${object?.keyType ?? ''} ${object?.id ?? key?.hsmReference ?? ''}`;
    const twins = (seen.get(name) ?? 0) + 1;
    seen.set(name, twins);
    return twins === 1 ? name : `${name} ${String(twins)}`;
  };
}

interface ItemContext {
  readonly id: string;
  readonly groups: ReadonlyMap<string, string>;
  readonly localIsTruthful: boolean;
  readonly now: Date;
}

function itemOf({ object, kind, key, problems }: ClassifiedObject<TokenObject>, context: ItemContext): InventoryItem {
  return {
    id: context.id,
    kind,
    problems: [...problems],
    objectClass: object?.objectClass ?? null,
    keyType: object?.keyType ?? '',
    lengthBits: object?.lengthBits ?? null,
    label: object?.label ?? '',
    reference: object?.id ?? key?.hsmReference ?? '',
    checkValue: object?.checkValue ?? null,
    recordedCheckValue: key?.checkValue ?? null,
    sensitive: object?.sensitive ?? null,
    alwaysSensitive: object?.alwaysSensitive ?? null,
    extractable: object?.extractable ?? null,
    local: context.localIsTruthful ? (object?.local ?? null) : null,
    key:
      key === null
        ? null
        : {
            id: key.id,
            name: key.name,
            state: shownKeyState(key, context.now),
            groupId: key.groupId,
            groupName: context.groups.get(key.groupId) ?? null,
            kmsKeyId: key.kmsKeyId,
            keyMaterialId: key.keyMaterialId,
          },
  };
}
