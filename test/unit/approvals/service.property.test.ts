// Random days of the approvals service on a real store with real signatures: nothing runs without its quorum, nothing runs twice.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyId, readPolicy } from '../../../electron/services/approvals/stored-policy';
import { approvalsBench, crowd, newIdentity, type ApprovalsBench } from '../../support/approvals-bench';
import { storeBench, type StoreBench } from '../store/store-bench';
import type { Store } from '../../../electron/ports/store';

type Step =
  | { kind: 'request'; who: number }
  | { kind: 'approve' | 'deny'; who: number; which: number }
  | { kind: 'execute'; which: number }
  | { kind: 'disable' | 'enable' | 'reset'; who: number }
  | { kind: 'policy'; approvals: number }
  | { kind: 'wait'; minutes: number }
  | { kind: 'change' | 'sweep' };

const who = fc.nat(4);
const which = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('request' as const), who }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('approve' as const), who, which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deny' as const), who, which }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('execute' as const), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('disable', 'enable', 'reset'), who }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('policy' as const), approvals: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 4000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('change', 'sweep') }) },
);

interface Day {
  readonly store: Store;
  readonly disk: StoreBench;
  readonly bench: ApprovalsBench;
  /** Of each request: who asked, and who has approved with a key that still stands. */
  readonly made: { id: string; requester: string; approvedBy: Set<string>; needed: number }[];
  needed: number;
}

async function changeIdentity(day: Day, number: number, change: 'disable' | 'enable' | 'reset'): Promise<void> {
  const name = crowd[number] ?? 'ann';
  const identity = (await day.bench.identities()).find((known) => known.name === name);
  if (identity === undefined) return;
  const fresh = await newIdentity(name, 0x10 + number);
  const next =
    change === 'reset'
      ? { ...identity, signingKey: fresh.signingKey, closedKeys: [identity.signingKey, ...identity.closedKeys] }
      : { ...identity, status: change === 'disable' ? ('disabled' as const) : ('enabled' as const) };
  await day.store.write(async (tx) => {
    await tx.identities.put(next);
    await tx.record({ event: 'identity.changed', category: 'Identities', outcome: 'success' });
  });
  if (change === 'reset') for (const request of day.made) request.approvedBy.delete(name);
}

async function setPolicy(day: Day, approvals: number): Promise<void> {
  const { rows, revision } = await day.store.read((tx) => readPolicy(tx, 'EVALUATION'));
  await day.store.write(async (tx) => {
    await tx.policies.put({
      id: policyId,
      revision: revision + 1,
      rows: rows.map((row) => ({ ...row, approvalsRequired: approvals })),
    });
    await tx.record({ event: 'policy.changed', category: 'Approvals', outcome: 'success' });
  });
  day.needed = approvals;
}

/** Refusals are part of the day: what matters is what ran. */
async function play(day: Day, next: Step): Promise<void> {
  const { bench } = day;
  const ranBefore = bench.runs.length;
  const requestAt = (index: number) => day.made[index % Math.max(1, day.made.length)];
  switch (next.kind) {
    case 'request': {
      const requester = crowd[next.who] ?? 'ann';
      const request = await bench.request(requester).catch(() => null);
      if (request !== null) day.made.push({ id: request.id, requester, approvedBy: new Set(), needed: day.needed });
      break;
    }
    case 'approve':
    case 'deny': {
      const request = requestAt(next.which);
      if (request === undefined) break;
      const signer = crowd[next.who] ?? 'ann';
      const before = (await bench.stored(request.id)).decisions.length;
      await bench.decide(signer, request.id, next.kind).catch(() => null);
      const { decisions } = await bench.stored(request.id);
      if (next.kind === 'approve' && decisions.length > before) request.approvedBy.add(signer);
      break;
    }
    case 'execute': {
      const request = requestAt(next.which);
      if (request !== undefined) await bench.approvals.execute(request.id).catch(() => null);
      break;
    }
    case 'policy':
      await setPolicy(day, next.approvals);
      break;
    case 'wait':
      day.disk.clock.set(new Date(day.disk.clock.now().getTime() + next.minutes * 60_000).toISOString());
      break;
    case 'change':
      bench.target.version += 1;
      break;
    case 'sweep':
      await bench.approvals.sweep();
      break;
    default:
      await changeIdentity(day, next.who, next.kind);
  }
  await checkRuns(day, ranBefore);
}

/** Whoever approved must be there now, enabled, and not the requester; the stricter policy must be met. */
async function checkRuns(day: Day, ranBefore: number): Promise<void> {
  const enabled = new Set(
    (await day.bench.identities()).filter(({ status }) => status === 'enabled').map(({ name }) => name),
  );
  for (const id of day.bench.runs.slice(ranBefore)) {
    const request = day.made.find((made) => made.id === id);
    const behind = [...(request?.approvedBy ?? [])].filter((name) => enabled.has(name) && name !== request?.requester);
    expect(behind.length).toBeGreaterThanOrEqual(Math.max(request?.needed ?? 1, day.needed));
    expect(enabled.has(request?.requester ?? '')).toBe(true);
  }
  expect(new Set(day.bench.runs).size).toBe(day.bench.runs.length);
}

describe('any day of the service', () => {
  it('carries out nothing without its quorum and nothing twice, and does carry out what has it', async () => {
    let ran = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
        const disk = await storeBench();
        const store = await disk.create();
        const day: Day = { store, disk, bench: await approvalsBench(store, disk.clock), made: [], needed: 1 };
        for (const next of [{ kind: 'request', who: 0 } as const, ...steps]) await play(day, next);
        ran += day.bench.runs.length;
      }),
      { numRuns: 15 },
    );
    expect(ran).toBeGreaterThan(0);
  }, 120_000);
});
