// The inventory as main reads it: rows of a real store beside the objects of the HSM.
import { expect, it } from 'vitest';
import type { HsmReference, SealedBlob } from '../../../electron/ports/hsm';
import { readInventory, type InventoryParts } from '../../../electron/services/inventory/read-inventory';
import { forceRotate, openedBench, type OpenedBench } from '../../support/opened-bench';

const anchorKey = { reference: 'e'.repeat(32), algorithm: 'ECDSA_SHA_256', publicKeyDer: '' } as const;
const sealedStoreKey: SealedBlob = {
  ...{ method: 'AES_256_GCM', keyReference: 'f'.repeat(32) as HsmReference, ciphertext: '' },
  version: 1,
};
const partsOf = ({ store, hsm }: OpenedBench, localIsTruthful = true): InventoryParts => ({
  ...{ store, hsm, installation: { anchorKey, sealedStoreKey } },
  capabilities: () => ({ localIsTruthful }),
});

it('names the key, group and KMS key of each object, and puts what is missing first', async () => {
  const bench = await openedBench();
  const group = await bench.order('key-group.add', bench.keys.handlers['groups.add'], await bench.groupInput());
  for (let generation = 1; generation <= 2; generation += 1) {
    await forceRotate(bench, group.id);
    await bench.settleJobs();
  }
  const rows = await bench.store.read((tx) => tx.keys.ofGroup(group.id));
  const [first, second] = [...rows].sort((a, b) => a.generation - b.generation);
  const orphan = '1'.repeat(32) as HsmReference;
  await bench.hsm.generateAes256(orphan, 'LEFT');
  await bench.hsm.destroyKey(first!.hsmReference as HsmReference);

  const inventory = await readInventory(partsOf(bench), bench.clock.now());
  expect(inventory).toMatchObject({ counts: { missing: 1, key: 1, orphan: 1 }, total: 3, tokenLabel: 'fake' });
  expect(inventory.items).toMatchObject([
    { kind: 'missing', problems: ['missing'], reference: first!.hsmReference, key: { name: first!.name } },
    { kind: 'key', key: { name: second!.name, groupName: 'payments', state: 'Active', kmsKeyId: second!.kmsKeyId } },
    { kind: 'orphan', reference: orphan, key: null },
  ]);
  expect(inventory.items[1]?.local).toBe(true);
  expect((await readInventory(partsOf(bench, false), bench.clock.now())).items[1]?.local).toBeNull();
});

it('names an object the same in the next reading, whatever has gone meanwhile', async () => {
  const bench = await openedBench();
  const [early, late] = ['1'.repeat(32) as HsmReference, '2'.repeat(32) as HsmReference];
  for (const reference of [early, late]) await bench.hsm.generateAes256(reference, 'LEFT');
  const idOf = async (reference: string) =>
    (await readInventory(partsOf(bench), bench.clock.now())).items.find((item) => item.reference === reference)?.id;
  const before = await idOf(late);
  await bench.hsm.destroyKey(early);
  expect(await idOf(late)).toBe(before);
});

it('is refused while the HSM is away', async () => {
  const bench = await openedBench();
  bench.hsm.setState('disconnected');
  await expect(readInventory(partsOf(bench), bench.clock.now())).rejects.toMatchObject({ code: 'hsm.disconnected' });
});
