// What happens beside a comparison while it runs: another one that is quicker, and a group that goes.
import { expect, it, vi } from 'vitest';
import { found, reconcile, runId, settled, view } from './reconcile-bench';

it('keeps the findings of a later comparison that was quicker', async () => {
  const { bench, kmsKeyId } = await settled(1);
  const early = bench.commandContext();
  await bench.clock.advance(60_000);
  const { description } = await bench.kms.describeKey(kmsKeyId);
  await bench.kms.updateKeyDescription(kmsKeyId, 'Somebody else');
  expect(await found(bench)).toMatchObject([{ field: 'description', aws: 'Somebody else' }]);
  const { checkedAt } = await view(bench);

  await bench.kms.updateKeyDescription(kmsKeyId, description);
  await bench.keys.handlers['reconcile.run']({ runId, groupId: bench.groupId }, early);
  expect(await view(bench)).toMatchObject({ checkedAt, drifts: [{ field: 'description' }] });

  await reconcile(bench);
  expect((await view(bench)).drifts).toEqual([]);
});

it('goes on to the other groups when one is deleted meanwhile', async () => {
  const { bench } = await settled(1);
  const read = bench.store.read.bind(bench.store);
  const spy = vi.spyOn(bench.store, 'read').mockImplementationOnce(async (work) => {
    const groups = await read(work);
    await bench.store.write(async (tx) => {
      await tx.groups.delete(bench.groupId);
      await tx.record({ event: 'test.deleted', category: 'Key groups', outcome: 'success' });
    });
    return groups;
  });
  expect(await bench.keys.handlers['reconcile.run']({ runId, groupId: null }, bench.commandContext())).toMatchObject({
    checked: 0,
    failed: 0,
  });
  expect(spy).toHaveBeenCalled();
});
