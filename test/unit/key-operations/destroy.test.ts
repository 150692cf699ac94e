// Destroying keys in the HSM: only what is superseded and no KMS key lists, with a record; and what happens to a job half-way.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { attachedRefusal, destroyRefusal, everHad, parseKmsArn } from '../../../electron/domain/destroy-rules';
import { ConsoleError } from '../../../shared/errors';
import { keyRow } from '../../support/builders/store-rows';
import { rejection } from '../aws-kms/open-against';
import { benchWithKeys, completes, jobOf, keysOf, order, preview, run, type Bench } from './key-bench';

const dayMs = 86_400_000;
// Rotations before each: on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000 });
afterEach(() => vi.useRealTimers());

/** AWS, the SDK's signatures and the console all at a later day: AWS has deleted what was due. */
async function daysLater(bench: Bench, days: number): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * dayMs });
  await bench.simulator.control.advanceClock(days * dayMs);
  await bench.clock.advance(days * dayMs);
}

/** Two generations, the first of them superseded and its KMS key deleted by AWS. */
async function detachedFirst() {
  const bench = await benchWithKeys(2);
  const [newest, first] = await keysOf(bench);
  if (newest === undefined || first === undefined) throw new Error('two keys were made');
  await completes(bench, await run(bench, 'schedule-deletion', [first.id], { windowDays: 7 }));
  await daysLater(bench, 8);
  return { bench, newest, first };
}

describe('a key that no AWS KMS key lists any more', () => {
  it('is destroyed in the HSM, and a record keeps reference, check value, people and AWS’s answers', async () => {
    const { bench, newest, first } = await detachedFirst();
    const shown = await preview(bench, 'destroy', [first.id]);
    expect(shown.keys).toMatchObject([{ awsState: 'NotFound', refusal: null, sharedWith: [] }]);
    expect(shown.calls.map(({ call }) => call)).toContain('ListKeyRotations');
    const jobId = await run(bench, 'destroy', [first.id]);
    await completes(bench, jobId);
    expect([...bench.hsm.keys.keys()]).toEqual([newest.hsmReference]);
    expect((await keysOf(bench))[1]).toMatchObject({
      ...{ state: 'Destroyed', hsmReference: first.hsmReference, checkValue: first.checkValue },
      destruction: {
        jobId,
        requestedBy: ['alice'],
        answers: [{ kmsKeyArn: first.kmsKeyArn, awsState: 'NotFound', lists: false }],
      },
    });
    const entry = (await bench.entries()).find(
      (found) => found.event === 'hsm.key-destroyed' && found.outcome === 'success',
    );
    expect(entry).toMatchObject({
      category: 'HSM',
      facts: {
        ...{ keyName: first.name, hsmReference: first.hsmReference, requestedBy: ['alice'] },
        answers: [{ awsState: 'NotFound' }],
      },
    });
    expect(entry?.awsRequestId).toMatch(/\S/);
    expect((await preview(bench, 'destroy', [first.id])).keys[0]?.refusal).toMatchObject({
      facts: { reason: 'destroyed-already' },
    });
  });

  it('is not destroyed while AWS does not answer: the job needs a person, the HSM keeps the key', async () => {
    const { bench, first } = await detachedFirst();
    const jobId = await order(bench, 'destroy', [first.id]);
    await bench.simulator.control.addFault({ operation: 'DescribeKey', kind: 'deny', count: 20 });
    await bench.settleJobs();
    expect((await jobOf(bench, jobId)).job.status).not.toBe('Completed');
    expect(bench.hsm.keys.has(first.hsmReference ?? '')).toBe(true);
  });

  it.each(['before', 'after'] as const)('ends right when the HSM dies %s the destruction', async (when) => {
    const { bench, first } = await detachedFirst();
    const jobId = await order(bench, 'destroy', [first.id]);
    bench.hsm.failNext('destroyKey', new ConsoleError('hsm.host-died', { certainty: 'unknown' }), when);
    await bench.settleJobs();
    await bench.settleJobs();
    await completes(bench, jobId);
    expect(bench.hsm.keys.has(first.hsmReference ?? '')).toBe(false);
    expect(bench.hsm.calls.destroyKey).toBe(when === 'before' ? 2 : 1);
    expect((await keysOf(bench))[1]).toMatchObject({
      state: 'Destroyed',
      destruction: { answers: [{ lists: false }] },
    });
  });
});

describe('a key whose material a KMS key lists', () => {
  it('is kept: attached, disabled, pending deletion, with its material deleted, or an older one of the same key', async () => {
    const bench = await benchWithKeys(2);
    const [newest, first] = await keysOf(bench);
    const reasonOf = async (id = first?.id ?? '') =>
      (await preview(bench, 'destroy', [id])).keys[0]?.refusal?.facts['reason'];
    expect(await reasonOf(newest?.id)).toBe('not-superseded');
    expect(await reasonOf()).toBe('still-attached');
    await run(bench, 'delete-material', [first?.id ?? '']);
    expect(await reasonOf()).toBe('still-attached');
    await run(bench, 'schedule-deletion', [first?.id ?? ''], { windowDays: 7 });
    expect(await reasonOf()).toBe('still-attached');
    expect(await rejection(order(bench, 'destroy', [first?.id ?? '']))).toMatchObject({ code: 'state.conflict' });

    const same = await benchWithKeys(2, { rotationMethod: 'same-key' });
    const [, old] = await keysOf(same);
    expect((await preview(same, 'destroy', [old?.id ?? ''])).keys[0]?.refusal?.facts['reason']).toBe('still-attached');
  });

  it('is not destroyed by a job that was queued before AWS listed it again', async () => {
    const { bench, first } = await detachedFirst();
    const jobId = await order(bench, 'destroy', [first.id]);
    // AWS's clock goes back: the KMS key is there again, pending deletion.
    vi.setSystemTime(Date.now() - 8 * dayMs);
    await bench.simulator.control.advanceClock(-8 * dayMs);
    await bench.settleJobs();
    expect((await jobOf(bench, jobId)).job).toMatchObject({
      error: { code: 'state.conflict', facts: { reason: 'still-attached' } },
    });
    expect(bench.hsm.keys.has(first.hsmReference ?? '')).toBe(true);
  });
});

describe('the rules', () => {
  const arn = (account: string, region = 'eu-central-1'): string => `arn:aws:kms:${region}:${account}:key/1`;
  const superseded = keyRow({ supersededAt: '2026-03-01T12:00:00.000Z', hsmReference: 'a'.repeat(32) });
  const reason = (...given: Parameters<typeof destroyRefusal>) => destroyRefusal(...given)?.facts['reason'] ?? null;

  it('count "not found" only from the account that has the key', () => {
    expect(reason(superseded, [arn('111122223333')], '111122223333')).toBeNull();
    expect(reason(superseded, [arn('111122223333')], '444455556666')).toBe('other-account');
    expect(reason(superseded, [arn('111122223333')], null)).toBe('other-account');
    expect(reason(superseded, ['nonsense'], '111122223333')).toBe('other-account');
    expect(reason(superseded, [], '111122223333')).toBe('no-kms-key');
  });

  it('take every KMS key that ever had the material, whichever row says so', () => {
    const twin = keyRow({
      id: 'b'.repeat(32),
      hsmReference: superseded.hsmReference,
      kmsKeyArn: arn('1', 'us-east-1'),
    });
    const mine = { ...superseded, kmsKeyArn: arn('1') };
    expect(
      everHad(mine, [mine, twin, keyRow({ id: 'c'.repeat(32), hsmReference: null, kmsKeyArn: arn('2') })]),
    ).toEqual([arn('1'), arn('1', 'us-east-1')]);
    expect(parseKmsArn(arn('1', 'us-east-1'))).toEqual({ region: 'us-east-1', accountId: '1' });
    expect(parseKmsArn('arn:aws:kms:eu-central-1:1:alias/x')).toBeNull();
  });

  it('take silence for attached', () => {
    const answer = { kmsKeyArn: arn('1'), awsState: 'Enabled', awsRequestId: null };
    const said = (lists: boolean | null) => attachedRefusal({ name: 'x' }, [{ ...answer, lists }])?.facts['reason'];
    expect([said(null), said(true), said(false)]).toEqual(['cannot-tell', 'still-attached', undefined]);
  });
});
