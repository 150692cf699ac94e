// What the tests of reconciliation begin with: a group whose rotation has settled, compared and answered as officers do.
import { expect } from 'vitest';
import { defaultRoles } from '../../../electron/domain/roles';
import type { Permission } from '../../../shared/permissions';
import type { DriftAnswer } from '../../../shared/schemas/reconcile';
import { identityRow } from '../../support/builders/store-rows';
import { benchWithKeys, completes, keysOf, type Bench } from '../key-operations/key-bench';

export const runId = 'e'.repeat(32);
export const reconcile = (bench: Bench, keyId?: string) =>
  bench.keys.handlers['reconcile.run'](
    { runId, groupId: bench.groupId, ...(keyId === undefined ? {} : { keyId }) },
    bench.commandContext(),
  );
export const view = async (bench: Bench) =>
  (await bench.keys.handlers['reconcile.get']({ groupId: bench.groupId }, bench.context())) ??
  expect.fail('not compared');
export const found = async (bench: Bench) => {
  await reconcile(bench);
  return (await view(bench)).drifts.map(({ field, ours, aws }) => ({ field, ours, aws }));
};
/** What an officer sends who chose every difference, or those of some fields. */
export async function answerInput(bench: Bench, fields: readonly string[] = []) {
  const { drifts, checkedAt } = await view(bench);
  const driftIds = drifts.filter(({ field }) => fields.length === 0 || fields.includes(field)).map(({ id }) => id);
  return { groupId: bench.groupId, driftIds, checkedAt, justification: 'As agreed in the change board' };
}
export async function answer(bench: Bench, kind: DriftAnswer, fields: readonly string[] = []): Promise<string | null> {
  const input = await answerInput(bench, fields);
  if (kind === 'take') await bench.order('reconcile.take', bench.keys.handlers['reconcile.take'], input);
  if (kind === 'ignore') await bench.order('reconcile.ignore', bench.keys.handlers['reconcile.ignore'], input);
  if (kind !== 'push') return null;
  const { jobId } = await bench.order('reconcile.push', bench.keys.handlers['reconcile.push'], input);
  await bench.settleJobs();
  await completes(bench, jobId);
  return jobId;
}
/** What those may do who answer. */
export async function mayPush(bench: Bench, permissions: readonly Permission[]): Promise<void> {
  const [role = expect.fail('no role')] = defaultRoles;
  await bench.store.write(async (tx) => {
    await tx.roles.put({ ...role, id: identityRow().roleIds[0] ?? '', loginsRequired: 1, permissions });
    await tx.record({ event: 'role.changed', category: 'Identities', outcome: 'success' });
  });
}
export async function settled(count: number, over = {}) {
  const bench = await benchWithKeys(count, over);
  // What the rotation itself changed has settled.
  await bench.clock.advance(6 * 60_000);
  await mayPush(bench, ['Keys:Modify', 'Keys:Synchronize', 'Keys:Delete']);
  const [key] = await keysOf(bench);
  return {
    bench,
    key: key ?? expect.fail('no key'),
    kmsKeyId: key?.kmsKeyId ?? '',
    materialId: key?.keyMaterialId ?? '',
  };
}
