// Material that expires, on the real store, the real AWS SDK and the simulator: warned of, imported again before it is gone.
import { describe, expect, it, vi } from 'vitest';
import type { KeyGroupInput } from '../../../shared/schemas/key-groups';
import { benchWithKeys, groupOf, keysOf, run, type Bench } from '../key-operations/key-bench';

const dayMs = 86_400_000;
const expiring = { materialExpiresInDays: 60, reimportDaysBefore: 14 } as const;

/** Moves the console's time on, and lets it look and work. */
async function later(bench: Bench, days: number): Promise<void> {
  await bench.clock.advance(days * dayMs);
  await bench.keys.expiry.look();
  await bench.settleJobs();
}
const bench = (count: number, over: Partial<KeyGroupInput> = {}) => benchWithKeys(count, { ...expiring, ...over });
const jobs = async (of: Bench) =>
  (await of.keys.handlers['jobs.list']({ limit: 50, kinds: ['re-import'] }, of.context())).jobs;
const events = async (of: Bench, event: string) => (await of.entries()).filter((entry) => entry.event === event);

describe('the watch over ends', () => {
  it('has every version imported again before it expires, in one job, with the expiry it had', async () => {
    const of = await bench(2);
    const before = await keysOf(of);
    await later(of, 45);
    expect(await jobs(of)).toEqual([]);
    await later(of, 2);
    expect(await jobs(of)).toMatchObject([{ kind: 're-import', status: 'Completed', stepsDone: 2, startedBy: [] }]);
    const after = await keysOf(of);
    for (const [index, key] of after.entries()) {
      const [was, is] = [before[index]?.materialExpiresAt ?? '', key.materialExpiresAt ?? ''];
      expect(Math.round((Date.parse(is) - Date.parse(was)) / dayMs)).toBe(47);
      expect(key.keyMaterialId).toBe(before[index]?.keyMaterialId);
    }
    expect(after.map(({ state }) => state)).toEqual(['Active', 'Superseded']);
    await of.keys.expiry.look();
    expect(await jobs(of)).toHaveLength(1);
  });

  it('warns of HMAC keys as well, and imports them again', async () => {
    const of = await bench(1, { keySpec: 'HMAC_256' });
    const [before] = await keysOf(of);
    expect(before).toMatchObject({ keyMaterialId: null, state: 'Active' });
    await later(of, 47);
    expect(await events(of, 'expiry.warned')).toMatchObject([{ facts: { of: 'material', days: 30 } }]);
    expect(await jobs(of)).toMatchObject([{ status: 'Completed', stepsDone: 1 }]);
    const [after] = await keysOf(of);
    expect(Date.parse(after?.materialExpiresAt ?? '') - of.clock.now().getTime()).toBeGreaterThan(59 * dayMs);
  });

  it('imports once for each half of a life, also where the group was changed to look further ahead than that', async () => {
    const of = await bench(1, { materialExpiresInDays: 30, reimportDaysBefore: 14 });
    const { revision, id, activeKeyId } = await groupOf(of);
    const changed = await of.groupInput({ materialExpiresInDays: 365, reimportDaysBefore: 60, activeKeyId });
    await of.order('key-group.change', of.keys.handlers['groups.change'], { id, revision, group: changed });
    for (const [days, expected] of [
      [14, 0],
      [2, 1],
      [1, 1],
      [13, 1],
      [2, 2],
    ] as const) {
      await later(of, days);
      expect(await jobs(of)).toHaveLength(expected);
    }
  });

  it('never imports what was deleted on purpose', async () => {
    const of = await bench(2, { rotationMethod: 'new-key' });
    const [, older] = await keysOf(of);
    await run(of, 'delete-material', [older?.id ?? '']);
    await later(of, 50);
    expect(await jobs(of)).toMatchObject([{ status: 'Completed', stepsTotal: 1 }]);
    expect((await keysOf(of)).map(({ state }) => state)).toEqual(['Active', 'Material deleted']);
  });

  it('asks a person where the material is gone in AWS without the doing of the console', async () => {
    const of = await bench(1);
    const [key] = await keysOf(of);
    await of.kms.deleteImportedKeyMaterial(key?.kmsKeyId ?? '', key?.keyMaterialId ?? '');
    await later(of, 47);
    await later(of, 1);
    expect(await jobs(of)).toEqual([]);
    expect(await events(of, 'expiry.re-import-waiting')).toMatchObject([
      { facts: { reason: 'state.conflict', error: { facts: { reason: 'material-absent' } } } },
    ]);
  });

  it('queues nothing for a key whose row has changed since it was planned', async () => {
    const of = await bench(1);
    const [shown] = await keysOf(of);
    const find = of.hsm.findKeys.bind(of.hsm);
    vi.spyOn(of.hsm, 'findKeys').mockImplementationOnce(async (reference) => {
      await of.store.write(async (tx) => {
        const key = await tx.keys.get(shown?.id ?? '');
        if (key === null) throw new Error('no key');
        await tx.keys.put({ ...key, state: 'Material deleted', materialDeletedAt: of.clock.now().toISOString() });
        await tx.record({ event: 'test.deleted', category: 'Keys', outcome: 'success' });
      });
      return find(reference);
    });
    await later(of, 47);
    expect((await events(of, 'test.deleted')).length).toBe(1);
    expect(await jobs(of)).toEqual([]);
  });

  it('warns 30, 7 and 1 days ahead and on the end, once each, where nothing is imported again', async () => {
    const of = await bench(1, { reimportDaysBefore: null });
    for (const days of [29, 2, 10, 13, 0, 5, 1, 3]) await later(of, days);
    const warned = (await events(of, 'expiry.warned')).map(({ facts }) => [facts['of'], facts['days']]);
    expect(warned).toEqual([
      ['material', 30],
      ['material', 7],
      ['material', 1],
      ['material', 0],
    ]);
    expect(await jobs(of)).toEqual([]);
  });

  it('waits for the HSM, and says so once', async () => {
    const of = await bench(1);
    of.hsm.setState('disconnected');
    await later(of, 47);
    await later(of, 1);
    expect(await events(of, 'expiry.re-import-waiting')).toMatchObject([
      { facts: { reason: 'hsm.not-logged-in' }, outcome: 'failed' },
    ]);
    of.hsm.setState('logged-in');
    await later(of, 0);
    expect(await jobs(of)).toMatchObject([{ status: 'Completed' }]);
  });
});
