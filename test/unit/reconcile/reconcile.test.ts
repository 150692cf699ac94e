// Changes behind the console's back, made through the AWS adapter against the simulator: found, and ended right by each answer.
import { describe, expect, it } from 'vitest';
import { groupOf, jobOf, keysOf } from '../key-operations/key-bench';
import { answer, found, reconcile, runId, settled, view } from './reconcile-bench';

const foreignPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: ['kms:*'], Resource: '*' }],
});
const policyFor = (accountId: string) =>
  foreignPolicy.replace('000000000000', `arn:aws:iam::${accountId}:root`).replace('kms:*', 'kms:Describe*","kms:Put*');

describe('a group that nobody touched', () => {
  it('has no difference after a rotation by a new key', async () => {
    const { bench } = await settled(2, { tags: [{ key: 'Owner', value: 'team' }] });
    expect(await found(bench)).toEqual([]);
  });

  it('has none after rotations in place, and shows how many', async () => {
    const same = await settled(3, { rotationMethod: 'same-key', materialExpiresInDays: 90 });
    expect(await found(same.bench)).toEqual([]);
    expect((await view(same.bench)).keys).toMatchObject([{ state: 'Enabled', rotationsUsed: 2 }]);
  });
});

describe('attributes of the active key', () => {
  async function changed() {
    const { bench, kmsKeyId, key } = await settled(1, { tags: [{ key: 'Owner', value: 'team' }] });
    const accountId = /:(\d{12}):/.exec(key.kmsKeyArn ?? '')?.[1] ?? '';
    await bench.kms.updateKeyDescription(kmsKeyId, 'Somebody else');
    await bench.kms.putKeyPolicy(kmsKeyId, policyFor(accountId));
    await bench.kms.untagResource(kmsKeyId, 'Owner');
    await bench.kms.tagResource(kmsKeyId, { key: 'Extra', value: '1' });
    const fields = (await found(bench)).map(({ field }) => field).sort();
    expect(fields).toEqual(['description', 'policy', 'tag', 'tag']);
    return { bench, kmsKeyId, accountId };
  }

  it('are taken into the group, which has a new revision', async () => {
    const { bench, accountId } = await changed();
    const before = (await groupOf(bench)).revision;
    await answer(bench, 'take');
    const group = await groupOf(bench);
    expect(group).toMatchObject({
      description: 'Somebody else',
      tags: [{ key: 'Extra', value: '1' }],
      revision: before + 1,
    });
    expect(group.policy).toBe(policyFor(accountId));
    expect(await found(bench)).toEqual([]);
  });

  it('are pushed by one job, and AWS is as before', async () => {
    const { bench, kmsKeyId } = await changed();
    const jobId = await answer(bench, 'push');
    expect((await jobOf(bench, jobId ?? '')).job.stepsDone).toBe(4);
    expect((await bench.kms.describeKey(kmsKeyId)).description).toMatch(/^Payments/);
    expect(await bench.kms.getKeyPolicy(kmsKeyId)).toContain('kms:*');
    const tags = await bench.kms.listResourceTags(kmsKeyId);
    expect(tags?.filter(({ key }) => !key.startsWith('kmes:'))).toEqual([{ key: 'Owner', value: 'team' }]);
    await bench.clock.advance(6 * 60_000);
    expect(await found(bench)).toEqual([]);
  });

  it('are left with a reason, until one of the sides changes', async () => {
    const { bench, kmsKeyId } = await changed();
    await answer(bench, 'ignore');
    expect(await found(bench)).toEqual([]);
    const ignored = (await view(bench)).ignored;
    expect(ignored).toHaveLength(4);
    expect(ignored[0]).toMatchObject({ reason: 'As agreed in the change board', by: ['alice'] });
    await bench.kms.updateKeyDescription(kmsKeyId, 'Yet another');
    expect(await found(bench)).toMatchObject([{ field: 'description', aws: 'Yet another' }]);
  });
});

describe('the alias', () => {
  it('is moved back where it was moved to a foreign key', async () => {
    const { bench, kmsKeyId } = await settled(1);
    const foreign = await bench.kms.createExternalKey({ description: 'foreign', tags: [] });
    await bench.kms.updateAlias('alias/payments', foreign.keyId);
    expect(await found(bench)).toEqual([{ field: 'alias-target', ours: kmsKeyId, aws: foreign.keyId }]);
    await answer(bench, 'push');
    expect((await bench.kms.findAlias('alias/payments'))?.targetKeyId).toBe(kmsKeyId);
  });

  it('at the key before is taken: that one is active again', async () => {
    const { bench } = await settled(2);
    const [, first] = await keysOf(bench);
    await bench.kms.updateAlias('alias/payments', first?.kmsKeyId ?? '');
    await found(bench);
    await answer(bench, 'take');
    expect((await keysOf(bench)).map(({ state }) => state)).toEqual(['Superseded', 'Active']);
    expect((await groupOf(bench)).activeKeyId).toBe(first?.kmsKeyId);
    expect(await found(bench)).toEqual([]);
  });

  it('that moved once more since it was shown is not touched', async () => {
    const { bench } = await settled(1);
    const [one, two] = await Promise.all(
      ['1', '2'].map((description) => bench.kms.createExternalKey({ description, tags: [] })),
    );
    await bench.kms.updateAlias('alias/payments', one?.keyId ?? '');
    await found(bench);
    await bench.kms.updateAlias('alias/payments', two?.keyId ?? '');
    await expect(answer(bench, 'push')).rejects.toMatchObject({ code: 'state.conflict', facts: { what: 'drift' } });
  });
});

describe('the state of a KMS key', () => {
  it('Disabled is taken', async () => {
    const { bench, kmsKeyId } = await settled(1);
    await bench.kms.disableKey(kmsKeyId);
    expect(await found(bench)).toEqual([{ field: 'key-state', ours: 'Enabled', aws: 'Disabled' }]);
    await answer(bench, 'take');
    expect((await keysOf(bench))[0]?.state).toBe('Disabled');
    expect(await found(bench)).toEqual([]);
  });

  it('Disabled is pushed to Enabled', async () => {
    const { bench, kmsKeyId } = await settled(1);
    await bench.kms.disableKey(kmsKeyId);
    await found(bench);
    await answer(bench, 'push');
    expect((await bench.kms.describeKey(kmsKeyId)).state).toBe('Enabled');
  });

  it('Pending deletion is taken with its date', async () => {
    const { bench, kmsKeyId } = await settled(1);
    const { deletionDate } = await bench.kms.scheduleKeyDeletion(kmsKeyId, 7);
    expect(await found(bench)).toEqual([{ field: 'key-state', ours: 'Enabled', aws: 'PendingDeletion' }]);
    await answer(bench, 'take');
    expect((await keysOf(bench))[0]).toMatchObject({ state: 'Pending deletion', deletionDate });
    expect(await found(bench)).toEqual([]);
  });

  it('Pending deletion is undone by a push: cancelled, and enabled again', async () => {
    const { bench, kmsKeyId } = await settled(1);
    await bench.kms.scheduleKeyDeletion(kmsKeyId, 7);
    await found(bench);
    const jobId = await answer(bench, 'push');
    expect((await jobOf(bench, jobId ?? '')).steps.map(({ name }) => name.split(':')[0])).toEqual([
      'CancelKeyDeletion',
      'EnableKey',
    ]);
    expect((await bench.kms.describeKey(kmsKeyId)).state).toBe('Enabled');
  });
});

describe('key material', () => {
  async function deleted() {
    const opened = await settled(2, { rotationMethod: 'same-key' });
    await opened.bench.kms.deleteImportedKeyMaterial(opened.kmsKeyId, opened.materialId);
    expect(await found(opened.bench)).toEqual([{ field: 'material', ours: 'IMPORTED', aws: 'PENDING_IMPORT' }]);
    return opened;
  }

  it('that was deleted is taken, and never imported again by itself', async () => {
    const { bench } = await deleted();
    await answer(bench, 'take');
    expect((await keysOf(bench)).map(({ state }) => state)).toEqual(['Material deleted', 'Superseded']);
    expect((await groupOf(bench)).state).toBe('Needs attention');
    expect(await found(bench)).toEqual([]);
  });

  it('that was deleted is pushed again from the HSM', async () => {
    const { bench, kmsKeyId } = await deleted();
    await answer(bench, 'push');
    expect((await bench.kms.describeKey(kmsKeyId)).state).toBe('Enabled');
    expect((await keysOf(bench)).map(({ state }) => state)).toEqual(['Active', 'Superseded']);
    await bench.clock.advance(6 * 60_000);
    expect(await found(bench)).toEqual([]);
  });
});

describe('reading', () => {
  it('names what the credential may not read, and compares the rest', async () => {
    const { bench, kmsKeyId } = await settled(1);
    await bench.kms.updateKeyDescription(kmsKeyId, 'Other');
    await bench.simulator.control.addFault({ operation: 'GetKeyPolicy', kind: 'deny', count: 1 });
    expect(await found(bench)).toMatchObject([{ field: 'description' }]);
    expect((await view(bench)).unread).toEqual([{ what: kmsKeyId, action: 'kms:GetKeyPolicy' }]);
  });

  it('of one key leaves the findings of the others, and all groups are listed', async () => {
    const { bench, kmsKeyId } = await settled(2);
    const [newest, first] = await keysOf(bench);
    await bench.kms.disableKey(kmsKeyId);
    await bench.kms.disableKey(first?.kmsKeyId ?? '');
    expect(await found(bench)).toHaveLength(2);
    await bench.kms.enableKey(kmsKeyId);
    await reconcile(bench, newest?.id);
    expect((await view(bench)).drifts).toMatchObject([{ field: 'key-state', kmsKeyId: first?.kmsKeyId }]);
    const all = await bench.keys.handlers['reconcile.run']({ runId, groupId: null }, bench.commandContext());
    expect(all).toEqual({ checked: 1, drifts: 1, busy: 0, failed: 0 });
    const listed = await bench.keys.handlers['reconcile.list']({}, bench.context());
    expect(listed).toMatchObject({ total: 1, groups: 1, checkedGroups: 1, drifts: [{ groupName: 'payments' }] });
  });

  it('that fails keeps the findings before and says why', async () => {
    const { bench, kmsKeyId } = await settled(1);
    await bench.kms.disableKey(kmsKeyId);
    await found(bench);
    await bench.simulator.control.addFault({
      operation: 'DescribeKey',
      kind: 'server-error',
      when: 'before',
      count: 50,
    });
    await reconcile(bench);
    const kept = await view(bench);
    expect(kept.drifts).toHaveLength(1);
    expect(kept.error?.code).toMatch(/^kms\./);
  });
});
