// What the tests of schedules begin with: a group that rotates every day on the real store, the real AWS SDK and the simulator.
import type { KeyGroupInput } from '../../../shared/schemas/key-groups';
import { operations } from '../../../shared/permissions';
import { policyId } from '../../../electron/services/approvals/stored-policy';
import { openedBench, type OpenedBench } from '../../support/opened-bench';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

export interface ScheduledBench extends OpenedBench {
  readonly groupId: string;
  /** Moves to so many milliseconds later and lets the scheduler and the jobs come to rest. */
  later(ms: number): Promise<void>;
  group(): ReturnType<typeof firstGroup>;
  jobs(): Promise<readonly { readonly name: string; readonly status: string; readonly grant: string }[]>;
  approve(days?: number): Promise<void>;
}

const firstGroup = async (bench: OpenedBench) => {
  const [group] = (await bench.keys.handlers['groups.list']({}, bench.context())).groups;
  if (group === undefined) throw new Error('no group');
  return group;
};

/** A group that rotates every day, three hours from now at first, in UTC. Nothing is approved yet; policy asks for no approvals. */
export async function scheduledBench(
  over: Partial<KeyGroupInput> = {},
  onlyWithin: number | null = null,
): Promise<ScheduledBench> {
  const bench = await openedBench();
  await bench.store.write(async (tx) => {
    const rows = operations.map((operation) => ({
      operation,
      approvalsRequired: 0,
      approverRoleIds: [],
      ttlMs: dayMs,
    }));
    await tx.policies.put({ id: policyId, revision: 1, rows });
    await tx.record({ event: 'policy.changed', category: 'Approvals', outcome: 'success' });
  });
  const first = new Date(bench.clock.now().getTime() + 3 * hourMs).toISOString();
  const schedule = {
    ...{ startsOn: first.slice(0, 10), timeOfDay: first.slice(11, 16), timeZone: 'UTC' },
    onlyWithinDaysOfExpiry: onlyWithin,
  };
  const input = await bench.groupInput({ rotateKey: true, rotateEvery: { count: 1, unit: 'days' }, schedule, ...over });
  const { id } = await bench.order('key-group.add', bench.keys.handlers['groups.add'], input);
  bench.keys.scheduler.start();
  const rest = async (): Promise<void> => {
    await bench.keys.scheduler.idle();
    await bench.keys.jobs.idle();
    await bench.keys.scheduler.idle();
  };
  await rest();
  return {
    ...bench,
    groupId: id,
    async later(ms) {
      await bench.clock.advance(ms);
      await rest();
    },
    group: () => firstGroup(bench),
    jobs: async () => (await bench.keys.handlers['jobs.list']({ limit: 50 }, bench.context())).jobs,
    async approve(days = 30) {
      const { revision } = await firstGroup(bench);
      const validUntil = new Date(bench.clock.now().getTime() + days * dayMs).toISOString();
      const ordered = { groupId: id, revision, validUntil, justification: 'Nightly rotation' };
      await bench.order('schedule.approve', bench.keys.handlers['schedules.approve'], ordered);
      await rest();
    },
  };
}

export const plain = (bench: ScheduledBench, call: 'schedules.pause' | 'schedules.resume' | 'schedules.endApproval') =>
  bench.keys.handlers[call]({ groupId: bench.groupId }, bench.commandContext());
export const eventsOf = async (bench: ScheduledBench, prefix: string) =>
  (await bench.entries()).filter(({ event }) => event.startsWith(prefix)).map(({ event }) => event);
