// One group with all that decides whether its schedule may run now, read in one transaction.
import { calendarRuleOf, nextRotationAt } from '../../domain/key-group-rules';
import { latestOccurrence } from '../../domain/calendar-rule';
import { approvalState, scopeDigestOf } from '../../domain/standing-approval';
import type { Credential, GroupSchedule, Key, KeyGroup } from '../../domain/entities';
import type { Hsm } from '../../ports/hsm';
import type { StoreReader } from '../../ports/store';
import type { Operation } from '../../../shared/permissions';
import type { Environment } from '../../../shared/schemas/status';
import type { WaitingReason } from '../../../shared/schemas/schedules';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import { assertClock } from '../approvals/approval-parts';
import { readRule } from '../approvals/stored-policy';
import { assertSignatures } from '../approvals/verify-request';
import { jobsStopped } from '../jobs/job-switch';
import { openJobOf } from '../key-groups/group-view';

export interface ScheduledGroup {
  readonly group: KeyGroup;
  readonly row: GroupSchedule | null;
  readonly keys: readonly Key[];
  readonly credential: Credential | null;
  /** The last run at or before now that is owed; null when none is. */
  readonly dueAt: string | null;
}

/** Null when the group is gone, or has no schedule. */
export async function readScheduledGroup(tx: StoreReader, id: string, now: Date): Promise<ScheduledGroup | null> {
  const group = await tx.groups.get(id);
  const rule = group === null ? null : calendarRuleOf(group);
  if (group === null || rule === null) return null;
  const row = await tx.schedules.get(id);
  const next = nextRotationAt(group, row);
  return {
    ...{ group, row },
    keys: await tx.keys.ofGroup(id),
    credential: await tx.credentials.get(group.template.credentialId),
    // However many were missed while the console was closed: one run makes up for them.
    dueAt: next === null || next > now ? null : (latestOccurrence(rule, now)?.toISOString() ?? null),
  };
}

export interface Surroundings {
  readonly storeId: string;
  readonly environment: Environment;
  readonly hsm: Pick<Hsm, 'state'>;
}

/** Why the run cannot start now; null when it can. Also asked in the transaction that starts it. */
export async function blockedBecause(
  tx: StoreReader,
  { group, row, credential }: ScheduledGroup,
  around: Surroundings,
  now: Date,
): Promise<WaitingReason | null> {
  const approval = row?.approval ?? null;
  const digest = credential === null ? null : scopeDigestOf(group, credential);
  const state = approvalState(approval, digest, now);
  if (state !== 'valid' || approval === null) {
    return state === 'expired' ? 'approval-expired' : state === 'void' ? 'approval-void' : 'not-approved';
  }
  if ((await jobsStopped(tx)) !== null) return 'jobs-stopped';
  if (around.hsm.state.kind !== 'logged-in') return 'hsm-not-logged-in';
  if (await clockMovedBack(tx, now)) return 'clock-moved-back';
  if (!(await strongEnough(tx, around, approval.requestId, 'key-group.force-rotate'))) return 'approval-too-weak';
  return (await openJobOf(tx, group.id)) === null ? null : 'open-job';
}

async function clockMovedBack(tx: StoreReader, now: Date): Promise<boolean> {
  try {
    await assertClock(tx, now);
    return false;
  } catch (thrown) {
    const error = toConsoleError(thrown);
    if (error.facts['reason'] === 'clock-moved-back') return true;
    throw error;
  }
}

/**
 * The people who approved are as many as today's policy asks for, both for the schedule and for the operation it stands for.
 * Throws `store.row-tampered` when a signature of theirs is not true.
 */
export async function strongEnough(
  tx: StoreReader,
  { storeId, environment }: Pick<Surroundings, 'storeId' | 'environment'>,
  requestId: string | null,
  operation: Operation,
): Promise<boolean> {
  const rules = [await readRule(tx, environment, 'schedule.approve'), await readRule(tx, environment, operation)];
  const needed = Math.max(...rules.map((rule) => rule.approvalsRequired));
  if (requestId === null) return needed === 0;
  const request = await tx.requests.get(requestId);
  if (request === null) throw new ConsoleError('not-found', { facts: { kind: 'request', id: requestId } });
  await assertSignatures(tx, storeId, environment, request);
  const approvers = new Set(
    request.decisions.flatMap(({ verdict, identityId }) => (verdict === 'approve' ? [identityId] : [])),
  );
  approvers.delete(request.requesterId);
  return approvers.size >= needed;
}
