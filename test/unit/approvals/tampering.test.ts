// Requests and decisions against somebody who changes them where they lie, or who writes as the store does but holds nobody's key.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openConnection } from '../../../electron/adapters/sqlite/sqlite-connection';
import { decisionStatement, type ApprovalRequest, type Decision } from '../../../electron/domain/approval-request';
import { keyFingerprint } from '../../../electron/services/approvals/people';
import type { Store } from '../../../electron/ports/store';
import { canonicalJson } from '../../../shared/canonical-json';
import { approvalsBench, signatureOf } from '../../support/approvals-bench';
import { storeBench, storeKey, type StoreBench } from '../store/store-bench';

async function set() {
  const disk = await storeBench();
  const store = await disk.create();
  const bench = await approvalsBench(store, disk.clock);
  return { disk, store, bench };
}

/** As someone who has the store's key but is not the store. */
async function behindItsBack(disk: StoreBench, statement: string): Promise<void> {
  const connection = await openConnection(join(disk.folder, 'store.db'), storeKey, 'write');
  await connection.exec(statement);
  await connection.close();
}
const text = (value: unknown): string => `'${canonicalJson(value).replaceAll("'", "''")}'`;

/** Puts a row through the store itself, with its audit entry: only the signatures can tell. */
async function putAs(store: Store, request: ApprovalRequest): Promise<void> {
  await store.write(async (tx) => {
    await tx.requests.put(request);
    await tx.record({ event: 'approval.forged', category: 'Approvals', outcome: 'success' });
  });
}
async function forgedDecision(
  store: Store,
  request: ApprovalRequest,
  over: Partial<Decision> = {},
): Promise<ApprovalRequest> {
  const identities = await store.read((tx) => tx.identities.list());
  const [ann, , cat] = identities;
  if (ann === undefined || cat === undefined) throw new Error('nobody there');
  const said = { identityId: cat.id, verdict: 'approve' as const, reason: '', at: request.createdAt };
  // Ann signs in the name of Cat.
  const signature = await signatureOf(ann, decisionStatement(store.id, store.environment, request, said));
  const decision: Decision = { ...said, keyFingerprint: keyFingerprint(cat.signingKey), signature, ...over };
  return { ...request, status: 'Approved', decisions: [decision] };
}

describe('a request on disk', () => {
  it('runs when nothing was done to it (so that the refusals below mean something)', async () => {
    const { bench } = await set();
    const { id } = await bench.request('ann');
    await bench.decide('cat', id);
    expect(bench.runs).toEqual([id]);
  });

  it('that was given an approval is refused', async () => {
    const { disk, store, bench } = await set();
    const { id } = await bench.request('ann');
    const forged = await forgedDecision(store, await bench.stored(id));
    await behindItsBack(disk, `UPDATE sealed_rows SET text = ${text(forged)} WHERE id = '${id}'`);
    await expect(bench.approvals.execute(id)).rejects.toMatchObject({ code: 'store.row-tampered' });
    expect(bench.runs).toEqual([]);
  });

  it('that was denied and then put back as it was before is refused', async () => {
    const { disk, bench } = await set();
    const { id } = await bench.request('ann');
    const before = await bench.stored(id);
    await bench.decide('dan', id, 'deny');
    const columns = `text = ${text(before)}, name_key = 'open/${before.createdAt.toLowerCase()}/${id}'`;
    await behindItsBack(disk, `UPDATE sealed_rows SET ${columns} WHERE id = '${id}'`);
    await expect(bench.decide('cat', id)).rejects.toMatchObject({ code: 'store.row-tampered' });
    expect(bench.runs).toEqual([]);
  });

  it('that was taken away is missed', async () => {
    const { disk, bench } = await set();
    const { id } = await bench.request('ann');
    await behindItsBack(disk, `DELETE FROM sealed_rows WHERE id = '${id}'`);
    await expect(bench.approvals.execute(id)).rejects.toMatchObject({
      code: 'store.row-tampered',
      facts: { reason: 'missing' },
    });
  });
});

describe('whoever writes as the store does, and holds nobody’s key', () => {
  it('forges no decision in the name of another', async () => {
    const { store, bench } = await set();
    const { id } = await bench.request('ann');
    await putAs(store, await forgedDecision(store, await bench.stored(id)));
    await expect(bench.approvals.execute(id)).rejects.toMatchObject({
      code: 'store.row-tampered',
      facts: { reason: 'decision-signature' },
    });
    expect(bench.runs).toEqual([]);
  });

  it.each<[string, (request: ApprovalRequest) => ApprovalRequest]>([
    ['requester', (request) => ({ ...request, requesterId: request.requesterId.replace(/.$/, '1') })],
    ['justification', (request) => ({ ...request, justification: 'something else entirely' })],
    ['digest of the order', (request) => ({ ...request, digest: 'f'.repeat(64) })],
    ['effect', (request) => ({ ...request, effect: [{ name: 'harmless', value: 'yes', before: null }] })],
    ['rule', (request) => ({ ...request, rule: { ...request.rule, approvalsRequired: 0 } })],
    ['time', (request) => ({ ...request, expiresAt: '2099-01-01T00:00:00.000Z' })],
  ])('changes nothing that was signed: %s', async (_what, change) => {
    const { store, bench } = await set();
    const { id } = await bench.request('ann');
    await putAs(store, change(await bench.stored(id)));
    await expect(bench.decide('cat', id)).rejects.toMatchObject({
      code: 'store.row-tampered',
      facts: { reason: 'request-signature' },
    });
    expect(bench.runs).toEqual([]);
  });

  it('carries no decision over to another request', async () => {
    const { store, bench } = await set();
    const [first, second] = [await bench.request('ann'), await bench.request('ann')];
    await bench.decide('cat', first.id);
    const { decisions } = await bench.stored(first.id);
    await putAs(store, { ...(await bench.stored(second.id)), decisions, status: 'Approved' });
    await expect(bench.approvals.execute(second.id)).rejects.toMatchObject({ facts: { reason: 'decision-signature' } });
    expect(bench.runs).toEqual([first.id]);
  });
});
