// Random lives of a request: whatever order things happen in, nothing runs without its quorum and nothing runs twice.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assertConsumable,
  closed,
  countedApprovers,
  decideProblem,
  executed,
  stricter,
  withDecision,
  type ApprovalRequest,
  type Person,
} from '../../../electron/domain/approval-request';
import type { PolicyRow } from '../../../shared/schemas/approvals';

const roles = ['r-approver', 'r-manager'] as const;
const start = Date.parse('2026-01-01T00:00:00.000Z');
const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();
const ids = ['alice', 'bruno', 'clara', 'dario', 'elena'] as const;

type Step =
  | { kind: 'approve' | 'deny' | 'disable' | 'enable' | 'reset' | 'prove' | 'dropRole'; who: number }
  | { kind: 'withdraw' | 'consume' | 'changeTarget' | 'restoreTarget' }
  | { kind: 'wait'; minutes: number }
  | { kind: 'policy'; approvals: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('approve' as const), who: fc.nat(4) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('consume' as const) }) },
  fc.record({ kind: fc.constantFrom('deny', 'disable', 'enable', 'reset', 'prove', 'dropRole'), who: fc.nat(4) }),
  fc.record({ kind: fc.constantFrom('withdraw', 'changeTarget', 'restoreTarget') }),
  fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: -30, max: 90 }) }),
  fc.record({ kind: fc.constant('policy' as const), approvals: fc.integer({ min: 0, max: 4 }) }),
);

interface World {
  request: ApprovalRequest;
  people: Map<string, Person>;
  policy: PolicyRow;
  minutes: number;
  digest: string;
  runs: number;
}

function newWorld(approvalsRequired: number): World {
  const rule: PolicyRow = {
    operation: 'key-group.force-rotate',
    approvalsRequired,
    approverRoleIds: [...roles],
    ttlMs: 3_600_000,
  };
  const people = new Map<string, Person>(
    ids.map((id) => [
      id,
      {
        id,
        enabled: true,
        roleIds: ['r-approver'],
        keyFingerprint: `${id}-1`,
        ready: true,
        mayDecideFrom: null,
        resetBy: [],
      },
    ]),
  );
  return {
    people,
    policy: rule,
    minutes: 0,
    digest: 'order-1',
    runs: 0,
    request: {
      id: 'q',
      operation: rule.operation,
      call: 'groups.forceRotate',
      target: { kind: 'key-group', id: 'g', name: 'g' },
      effect: [],
      frozen: {},
      sealed: null,
      digest: 'order-1',
      requesterId: 'alice',
      requesterKeyFingerprint: 'alice-1',
      signature: 's',
      justification: 'because it is due',
      createdAt: at(0),
      expiresAt: at(60),
      rule,
      status: 'Pending',
      decisions: [],
      closedAt: null,
      jobId: null,
      error: null,
    },
  };
}

/** People who could stand behind the request right now, worked out independently of the rules under test. */
function honestQuorum(world: World): number {
  const now = at(world.minutes);
  return [...world.people.values()].filter(
    (person) =>
      person.id !== 'alice' &&
      person.enabled &&
      person.ready &&
      person.roleIds.length > 0 &&
      !person.resetBy.includes('alice') &&
      world.request.decisions.some(
        (decision) =>
          decision.identityId === person.id &&
          decision.verdict === 'approve' &&
          decision.keyFingerprint === person.keyFingerprint &&
          decision.at <= now,
      ),
  ).length;
}

function changePerson(world: World, who: number, change: (person: Person) => Person): void {
  const id = ids[who] ?? 'alice';
  const person = world.people.get(id);
  if (person !== undefined) world.people.set(id, change(person));
}

function play(world: World, next: Step): void {
  const now = at(world.minutes);
  const rule = stricter(world.request.rule, world.policy);
  switch (next.kind) {
    case 'approve':
    case 'deny': {
      const person = world.people.get(ids[next.who] ?? 'alice');
      if (person === undefined || decideProblem(world.request, person, rule, now) !== null) return;
      const decision = {
        identityId: person.id,
        verdict: next.kind,
        reason: '',
        at: now,
        keyFingerprint: person.keyFingerprint,
        signature: 's',
      };
      world.request = withDecision(world.request, decision);
      return;
    }
    case 'disable':
    case 'enable':
      return changePerson(world, next.who, (person) => ({ ...person, enabled: next.kind === 'enable' }));
    case 'reset':
      return changePerson(world, next.who, (person) => ({
        ...person,
        keyFingerprint: `${person.keyFingerprint}+`,
        ready: false,
        resetBy: next.who % 2 === 0 ? ['alice'] : ['bruno'],
      }));
    case 'prove':
      return changePerson(world, next.who, (person) => ({ ...person, ready: true }));
    case 'dropRole':
      return changePerson(world, next.who, (person) => ({ ...person, roleIds: [] }));
    case 'withdraw':
      world.request = closed(world.request, 'Withdrawn', now);
      return;
    case 'wait':
      world.minutes += next.minutes;
      return;
    case 'policy':
      world.policy = { ...world.policy, approvalsRequired: next.approvals };
      return;
    case 'changeTarget':
      world.digest = 'order-2';
      return;
    case 'restoreTarget':
      world.digest = 'order-1';
      return;
    case 'consume':
      return consume(world);
  }
}

function consume(world: World): void {
  const now = at(world.minutes);
  const before = world.request;
  try {
    assertConsumable(before, world.people, world.policy, world.digest, now);
  } catch {
    return;
  }
  world.request = executed(before, now, null);
  world.runs += 1;
  const need = Math.max(before.rule.approvalsRequired, world.policy.approvalsRequired);
  expect(honestQuorum(world)).toBeGreaterThanOrEqual(need);
  expect(before.decisions.every((decision) => decision.verdict === 'approve')).toBe(true);
  expect(world.digest).toBe('order-1');
  expect(world.people.get('alice')).toMatchObject({ enabled: true, keyFingerprint: 'alice-1' });
  expect(now >= before.createdAt && now < before.expiresAt).toBe(true);
}

describe('a request, whatever happens to it', () => {
  it('never runs without its quorum and never twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.array(step, { maxLength: 60 }), (required, steps) => {
        const world = newWorld(required);
        for (const next of steps) play(world, next);
        expect(world.runs).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  it('does run once its quorum is there (so that the property above is not met by refusing everything)', () => {
    const world = newWorld(2);
    for (const who of [1, 2]) play(world, { kind: 'approve', who });
    play(world, { kind: 'consume' });
    play(world, { kind: 'consume' });
    expect(world.runs).toBe(1);
    expect(world.request.status).toBe('Executed');
  });

  it('never counts the requester, whatever roles they hold', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const world = newWorld(1);
        for (const next of steps) play(world, next);
        expect(countedApprovers(world.request, world.people, world.policy, at(world.minutes))).not.toContain('alice');
      }),
    );
  });
});
