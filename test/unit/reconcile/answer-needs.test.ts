// A push is no easier way to what operations on keys do: their permissions and their rows of the approval policy hold for it as well.
import { describe, expect, it } from 'vitest';
import { answerNeeds } from '../../../electron/services/reconcile/answer-needs';
import { policyId, readPolicy, ruleOf } from '../../../electron/services/approvals/stored-policy';
import { grantFromRequest, grantWithoutApproval } from '../../../electron/domain/grant';
import { makeDrift } from '../../../electron/domain/drift-sides';
import { orderDigest } from '../../../electron/services/jobs/queue-job';
import type { Operation } from '../../../shared/permissions';
import type { Drift } from '../../../shared/schemas/reconcile';
import type { Bench } from '../key-operations/key-bench';
import { answerInput, found, mayPush, settled } from './reconcile-bench';

const drift = (field: Drift['field'], ours: string | null, aws: string | null): Drift =>
  makeDrift(field, { kmsKeyId: 'key' }, { ours, aws }, ['take', 'push']);

describe('what a push needs', () => {
  it.each([
    [drift('description', 'a', 'b'), [], []],
    [drift('key-state', 'Enabled', 'Disabled'), ['Keys:Modify'], ['key.enable']],
    [drift('key-state', 'Disabled', 'Enabled'), ['Keys:Modify'], ['key.disable']],
    [
      drift('key-state', 'Enabled', 'PendingDeletion'),
      ['Keys:Delete', 'Keys:Modify'],
      ['key.cancel-deletion', 'key.enable'],
    ],
    [drift('material', 'IMPORTED', 'PENDING_IMPORT'), ['Keys:Synchronize'], ['key.synchronize']],
    [drift('material-expiry', null, '2026-01-01T00:00:00.000Z'), ['Keys:Synchronize'], ['key.synchronize-changed']],
  ])('%o', (one, permissions, operations) => {
    expect(answerNeeds('push', [one])).toEqual({ permissions, operations });
  });

  it('a take falls under the change of a group where it changes the group', () => {
    expect(answerNeeds('take', [drift('policy', 'a', 'b')]).operations).toEqual(['key-group.change']);
    expect(answerNeeds('take', [drift('key-state', 'Enabled', 'Disabled')]).operations).toEqual([]);
  });
});

async function pendingDeletion(): Promise<Bench> {
  const { bench, kmsKeyId } = await settled(1);
  await bench.kms.scheduleKeyDeletion(kmsKeyId, 7);
  await found(bench);
  return bench;
}

describe('the permissions of a push', () => {
  it('are asked for before anything is frozen', async () => {
    const bench = await pendingDeletion();
    await mayPush(bench, ['Keys:Modify', 'Keys:Synchronize']);
    const refused = bench.keys.handlers['reconcile.push'].prepare(await answerInput(bench), bench.context());
    await expect(refused).rejects.toMatchObject({ code: 'auth.not-permitted', facts: { permission: 'Keys:Delete' } });
  });

  it.each(['login', 'request'])('are asked for again when it is carried out, by a %s', async (by) => {
    const bench = await pendingDeletion();
    const command = bench.keys.handlers['reconcile.push'];
    const order = await command.prepare(await answerInput(bench), bench.context());
    await mayPush(bench, ['Keys:Modify', 'Keys:Synchronize']);
    const operation = 'reconcile.push';
    const digest = orderDigest(operation, order.frozen);
    const request = { id: '1', operation, commandDigest: digest, status: 'Approved', requesterId: '2' } as const;
    const grant =
      by === 'login'
        ? grantWithoutApproval({ operation, approvalsRequired: 0 }, digest, '')
        : grantFromRequest({ operation, approvalsRequired: 1 }, { ...request, approverIds: ['3'] }, digest, '');
    const carriedOut = bench.store.write((tx) =>
      command.execute(tx, order, grant ?? expect.fail('no grant'), bench.context()),
    );
    await expect(carriedOut).rejects.toMatchObject({ code: 'auth.not-permitted' });
  });
});

describe('the approvals of a push', () => {
  const setApprovals = (bench: Bench, approvals: Partial<Record<Operation, number>>) =>
    bench.store.write(async (tx) => {
      const policy = await readPolicy(tx, 'EVALUATION');
      const rows = policy.rows.map((row) => ({
        ...row,
        approvalsRequired: approvals[row.operation] ?? row.approvalsRequired,
      }));
      await tx.policies.put({ id: policyId, revision: policy.revision + 1, rows });
      await tx.record({ event: 'policy.changed', category: 'Approvals', outcome: 'success' });
    });
  const approvalsOf = async (bench: Bench, order: Parameters<typeof ruleOf>[2]) => {
    const policy = await bench.store.read((tx) => readPolicy(tx, 'EVALUATION'));
    const command = bench.keys.handlers['reconcile.push'];
    return ruleOf(policy, { operation: 'reconcile.push', command: command as never }, order).approvalsRequired;
  };

  it('are those of the strictest operation that is part of it', async () => {
    const bench = await pendingDeletion();
    await setApprovals(bench, { 'reconcile.push': 0, 'key.cancel-deletion': 2, 'key.enable': 1, 'key.disable': 3 });
    const order = await bench.keys.handlers['reconcile.push'].prepare(await answerInput(bench), bench.context());
    expect(await approvalsOf(bench, order)).toBe(2);
  });

  it('are those of the policy at the time it is carried out, or it is refused', async () => {
    const bench = await pendingDeletion();
    await setApprovals(bench, { 'reconcile.push': 0, 'key.cancel-deletion': 0, 'key.enable': 0 });
    const command = bench.keys.handlers['reconcile.push'];
    const order = await command.prepare(await answerInput(bench), bench.context());
    await setApprovals(bench, { 'key.cancel-deletion': 1 });
    const digest = orderDigest('reconcile.push', order.frozen);
    const grant = grantWithoutApproval({ operation: 'reconcile.push', approvalsRequired: 0 }, digest, '');
    const carriedOut = bench.store.write((tx) =>
      command.execute(tx, order, grant ?? expect.fail('no grant'), bench.context()),
    );
    await expect(carriedOut).rejects.toMatchObject({ code: 'state.conflict', facts: { what: 'revision' } });
  });
});
