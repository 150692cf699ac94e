// What keeps schedules from running, or soon will: runs that wait, a token that is not logged in, approvals that end.
import type { Credential, GroupSchedule, KeyGroup } from '../../domain/entities';
import { calendarRuleOf, nextRotationAt } from '../../domain/key-group-rules';
import { approvalState, scopeDigestOf } from '../../domain/standing-approval';
import type { StoreReader } from '../../ports/store';
import type { Trouble } from '../../../shared/schemas/dashboard';

const dayMs = 86_400_000;
/** A run that needs the token is warned of so long ahead. */
const hsmAheadMs = dayMs;
/** An approval that ends is warned of so long ahead. */
const approvalAheadMs = 30 * dayMs;

export async function readScheduleTroubles(tx: StoreReader, loggedIn: boolean, now: Date): Promise<Trouble[]> {
  const rows = new Map((await tx.schedules.list()).map((row) => [row.id, row]));
  const credentials = new Map((await tx.credentials.list()).map((row) => [row.id, row]));
  const scheduled = (await tx.groups.list())
    .filter((group) => calendarRuleOf(group) !== null)
    .map((group) => ({
      group,
      row: rows.get(group.id) ?? null,
      credential: credentials.get(group.template.credentialId) ?? null,
    }));
  return scheduleTroubles(scheduled, loggedIn, now);
}

interface Scheduled {
  readonly group: KeyGroup;
  readonly row: GroupSchedule | null;
  readonly credential: Credential | null;
}

/** Exported for its tests. */
export function scheduleTroubles(scheduled: readonly Scheduled[], loggedIn: boolean, now: Date): Trouble[] {
  const waiting = scheduled.flatMap(({ row }) =>
    row?.paused == null && row?.waiting != null ? [row.waiting.dueAt] : [],
  );
  const nowMs = now.getTime();
  const runs = scheduled.flatMap(({ group, row, credential }) => {
    const digest = credential === null ? null : scopeDigestOf(group, credential);
    const state = approvalState(row?.approval ?? null, digest, now);
    const next = nextRotationAt(group, row);
    return next === null ? [] : [{ state, next: next.toISOString(), validUntil: row?.approval?.validUntil ?? '' }];
  });
  const soon = runs.filter(
    ({ state, next }) => state === 'valid' && Date.parse(next) > nowMs && Date.parse(next) <= nowMs + hsmAheadMs,
  );
  const ending = runs.filter(
    ({ state, next, validUntil }) =>
      state === 'valid' && next >= validUntil && Date.parse(validUntil) <= nowMs + approvalAheadMs,
  );
  return [
    ...about('runs-waiting', waiting),
    ...(loggedIn
      ? []
      : about(
          'runs-need-hsm',
          soon.map(({ next }) => next),
        )),
    ...about(
      'schedule-approvals-end',
      ending.map(({ validUntil }) => validUntil),
    ),
  ];
}

/** How many, and the earliest of their times. */
function about(kind: Trouble['kind'], times: readonly string[]): Trouble[] {
  const [first] = [...times].sort();
  return first === undefined ? [] : [{ kind, at: first, detail: String(times.length) }];
}
