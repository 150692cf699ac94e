// What dual control costs: the checks before a controlled call, and the first page of a queue of 10,000 decided requests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteStoreFactory } from '../../electron/adapters/sqlite/sqlite-store-factory';
import type { ApprovalRequest } from '../../electron/domain/approval-request';
import { approvalHandlers } from '../../electron/ipc/handlers/approvals';
import type { Store } from '../../electron/ports/store';
import { passGate } from '../../electron/services/approval-gate';
import { countRequests } from '../../electron/services/approvals/count-requests';
import { policyId, readPolicy } from '../../electron/services/approvals/stored-policy';
import { createSession } from '../../electron/services/session';
import { approvalsBench, crowd, passwordOf, type ApprovalsBench } from '../support/approvals-bench';
import { idOf } from '../support/builders/views';
import { hastyClock } from '../support/manual-clock';

export interface ApprovalFigures {
  /** Permission and approval check of one call, in milliseconds, median. Bound: 1. */
  readonly checkMs: number;
  /** First page of 50 of the decided requests, in milliseconds, median. Bound: 50. */
  readonly firstPageMs: number;
  /** What the badge of the menu costs at each reading of the status, in milliseconds, median. */
  readonly badgeMs: number;
  readonly requests: number;
}

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

async function timed(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Real signatures on one, copies of it with ids and times of their own: what is listed is read and checked row by row all the same. */
async function fill(store: Store, bench: ApprovalsBench, count: number): Promise<void> {
  const { id } = await bench.request(crowd[0]);
  await bench.decide(crowd[2], id, 'deny');
  const model = await bench.stored(id);
  const start = Date.parse(model.createdAt);
  for (let done = 0; done < count; done += 500) {
    await store.write(async (tx) => {
      for (let number = done; number < Math.min(done + 500, count); number += 1) {
        const copy: ApprovalRequest = {
          ...model,
          id: idOf(0x100000 + number),
          createdAt: new Date(start + number * 1000).toISOString(),
        };
        await tx.requests.put(copy);
        await tx.record({ event: 'approval.decided', category: 'Approvals', outcome: 'success' });
      }
    });
  }
}

/** @param requests decided ones in the queue */
export async function measureApprovals(requests = 10_000): Promise<ApprovalFigures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kmes-approvals-bench-'));
  const clock = hastyClock();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const store = await sqliteStoreFactory({ dataDir, clock, log }).create(new Uint8Array(32).fill(5), {
    id: 'd'.repeat(32),
    environment: 'EVALUATION',
  });
  try {
    const bench = await approvalsBench(store, clock);
    await fill(store, bench, requests);
    const { rows } = await store.read((tx) => readPolicy(tx, 'EVALUATION'));
    await store.write(async (tx) => {
      await tx.policies.put({ id: policyId, revision: 1, rows: rows.map((row) => ({ ...row, approvalsRequired: 0 })) });
      await tx.record({ event: 'policy.changed', category: 'Approvals', outcome: 'success' });
    });
    const session = createSession({ store, changed: () => undefined, tampered: () => undefined });
    for (const identity of await bench.identities()) session.add(identity.id);
    await session.current();
    const order = { target: { kind: 'thing', id: 't', name: 'Thing' }, frozen: { version: 1 } };
    const guarded = { operation: 'key-group.add', command: {} } as const;
    // The gate asks inside the transaction that the call has anyway: only the question is measured.
    const checkMs = await store.read((tx) =>
      timed(500, async () => {
        const { rights } = await session.current();
        if (!rights.permissions.includes('Keys:Add')) throw new Error(passwordOf('nobody'));
        await passGate(tx, 'EVALUATION', guarded, order, clock.now());
      }),
    );
    const handlers = approvalHandlers({ store, clock, approvals: bench.approvals });
    const context = await bench.context();
    const firstPageMs = await timed(20, async () => {
      const page = await handlers['approvals.list']({ status: 'closed', limit: 50 }, context);
      if (page.total < requests || page.requests.length !== 50) throw new Error('the queue is not what it should be');
    });
    const badgeMs = await timed(50, () => store.read((tx) => countRequests(tx, 'EVALUATION', context)));
    return { checkMs, firstPageMs, badgeMs, requests };
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
