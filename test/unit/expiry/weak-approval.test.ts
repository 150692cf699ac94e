// Re-import under a schedule's standing approval: it needs as many people as today's policy asks for.
import { expect, it } from 'vitest';
import { policyId } from '../../../electron/services/approvals/stored-policy';
import { dayMs, hourMs, scheduledBench } from '../scheduler/scheduled-bench';

it('waits once the policy is stricter than the approval', async () => {
  const bench = await scheduledBench({ materialExpiresInDays: 10, reimportDaysBefore: 5 });
  await bench.approve();
  await bench.later(4 * hourMs);
  expect(await bench.jobs()).toHaveLength(1);
  await bench.store.write(async (tx) => {
    const policy = await tx.policies.get(policyId);
    if (policy === null) throw new Error('no policy');
    await tx.policies.put({ ...policy, rows: policy.rows.map((row) => ({ ...row, approvalsRequired: 1 })) });
    await tx.record({ event: 'policy.changed', category: 'Approvals', outcome: 'success' });
  });
  await bench.later(6 * dayMs);
  await bench.keys.expiry.look();
  await bench.settleJobs();
  expect(await bench.jobs()).toHaveLength(1);
  expect((await bench.entries()).filter(({ event }) => event === 'expiry.re-import-waiting')).toMatchObject([
    { facts: { reason: 'auth.approval-required' } },
  ]);
});
