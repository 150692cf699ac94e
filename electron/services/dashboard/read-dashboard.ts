// What the dashboard shows to one login: counts of what needs a person, dates that come, how jobs ended.
import type { StoreReader } from '../../ports/store';
import type { Permission } from '../../../shared/permissions';
import type { DashboardView, Need, UpcomingItem } from '../../../shared/schemas/dashboard';
import { countRequests } from '../approvals/count-requests';
import type { OpenedConsole } from '../console-state';
import { countDrifts } from '../reconcile/list-drifts';
import { hsmView, type StatusParts } from '../status';
import { jobDays, lastDays } from './job-days';
import { readScheduleTroubles } from './schedule-troubles';
import { readTroubles } from './troubles';
import { upcomingItems, weeksOf } from './upcoming';

const dayMs = 86_400_000;
const daysShown = 30;
/** A failed job needs a person for this long; afterwards it is history. */
export const failedForDays = 7;
const expiringWithinDays = 30;
/** A rotation is overdue once it has been due for a day, as in the state of its group. */
const overdueAfterMs = dayMs;
const firstShown = 6;

export async function readDashboard({ store, session }: OpenedConsole, status: StatusParts): Promise<DashboardView> {
  const now = status.clock.now();
  const { identities, rights } = await session.current();
  const may = (permission: Permission): boolean => rights.permissions.includes(permission);
  return store.read(async (tx) => {
    const dates = may('Keys:View') ? await readUpcoming(tx, now) : null;
    const approvals = may('Approvals:View') ? await countRequests(tx, store.environment, { identities, now }) : null;
    return {
      at: now.toISOString(),
      troubles: [
        ...(await readTroubles(tx, status)),
        ...(may('Keys:View') ? await readScheduleTroubles(tx, hsmView(status).state === 'logged-in', now) : []),
      ],
      needs: [
        ...(approvals === null ? [] : [{ kind: 'approvals', count: approvals.open, urgent: approvals.forMe } as const]),
        ...(may('Jobs:View') ? await jobNeeds(tx, now) : []),
        ...(dates === null ? [] : dateNeeds(dates, now)),
        ...(may('Keys:View') ? [{ kind: 'drift', count: await countDrifts(tx), urgent: 0 } as const] : []),
      ],
      upcoming:
        dates === null ? null : { weeks: weeksOf(dates, now), first: dates.slice(0, firstShown), total: dates.length },
      days: may('Jobs:View') ? await readDays(tx, now) : null,
    };
  });
}

/** Every date that is set; the earliest first. */
export async function readUpcoming(tx: StoreReader, now: Date): Promise<readonly UpcomingItem[]> {
  return upcomingItems(await tx.groups.list(), await tx.keys.list(), now, await tx.schedules.list());
}

async function jobNeeds(tx: StoreReader, now: Date): Promise<Need[]> {
  const stuck = await tx.jobs.list({ status: ['Needs attention'], limit: 1 });
  const endedFrom = new Date(now.getTime() - failedForDays * dayMs).toISOString();
  const failed = await tx.jobs.list({ status: ['Failed'], endedFrom, limit: 1 });
  return [
    { kind: 'jobs-needing-attention', count: stuck.total, urgent: 0 },
    { kind: 'jobs-failed', count: failed.total, urgent: 0 },
  ];
}

/** Exported for its tests. */
export function dateNeeds(dates: readonly UpcomingItem[], now: Date): Need[] {
  const before = (kind: UpcomingItem['kind'], ms: number): number =>
    dates.filter((date) => date.kind === kind && new Date(date.at).getTime() <= now.getTime() + ms).length;
  return [
    { kind: 'rotations-due', count: before('rotation', 0), urgent: before('rotation', -overdueAfterMs) },
    {
      kind: 'material-expiring',
      count: before('material-expires', expiringWithinDays * dayMs),
      urgent: before('material-expires', 0),
    },
    { kind: 'deletions-scheduled', count: dates.filter(({ kind }) => kind === 'deletion').length, urgent: 0 },
  ];
}

async function readDays(tx: StoreReader, now: Date): Promise<DashboardView['days']> {
  const days = lastDays(daysShown, now);
  return jobDays(days, await tx.jobs.ended(`${days[0] ?? ''}T00:00:00.000Z`));
}
