// Starts the rotation of one group whose time has come, or writes down why it waits. Nothing is done twice for one period.
import { grantFromStandingApproval } from '../../domain/grant';
import { approvalState, scheduleRowOf, scopeDigestOf, standingOperations } from '../../domain/standing-approval';
import type { GroupSchedule } from '../../domain/entities';
import type { Clock } from '../../ports/clock';
import type { Hsm } from '../../ports/hsm';
import type { StoreWriter } from '../../ports/store';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import type { WaitingReason } from '../../../shared/schemas/schedules';
import type { JobDefinition } from '../jobs/job-definition';
import { orderDigest, queueJob } from '../jobs/queue-job';
import type { ForceRotateJobInput } from '../rotation/force-rotate-input';
import { forceRotateInputOf, planGroupRotation, type PreviewParts } from '../rotation/preview-rotation';
import { blockedBecause, readScheduledGroup, type ScheduledGroup, type Surroundings } from './read-schedule';

export interface ScheduleRunParts extends PreviewParts {
  readonly hsm: Pick<Hsm, 'state'>;
  readonly clock: Clock;
  readonly forceRotate: JobDefinition;
}

/** `started`: a job was queued; `settled`: nothing is owed any more; `waiting`: to be tried again; `failed`: as well, but not at once. */
export type ScheduleEnd = 'started' | 'settled' | 'waiting' | 'failed';

const dayMs = 86_400_000;

export async function runSchedule(parts: ScheduleRunParts, groupId: string): Promise<ScheduleEnd> {
  const { store, clock } = parts;
  const now = clock.now();
  const around: Surroundings = { storeId: store.id, environment: store.environment, hsm: parts.hsm };
  const { scheduled, blocked } = await store.read(async (tx) => {
    const found = await readScheduledGroup(tx, groupId, now);
    return {
      scheduled: found,
      blocked: found?.dueAt == null ? null : await blockedBecause(tx, found, around, now),
    };
  });
  if (scheduled === null) return 'settled';
  await voidApproval(parts, scheduled, now);
  const { dueAt } = scheduled;
  if (dueAt === null) {
    if (scheduled.row?.waiting != null) await settle(parts, groupId, 'rotated-by-hand', now);
    return 'settled';
  }
  if (!isNeeded(scheduled, now)) {
    await settle(parts, groupId, 'not-needed', now);
    return 'settled';
  }
  if (blocked !== null) return noteWaiting(parts, groupId, blocked, null, now);
  try {
    const planned = await planGroupRotation(parts, groupId);
    const input = forceRotateInputOf(planned, `Scheduled for ${dueAt}`);
    return await start(parts, around, input);
  } catch (thrown) {
    const error = toConsoleError(thrown);
    if (error.code.startsWith('store.')) throw error;
    await noteWaiting(parts, groupId, 'error', error, now);
    return 'failed';
  }
}

/** *Only when material expires within N days*: of the key that is active now. The first key is always needed. */
function isNeeded({ group, keys }: ScheduledGroup, now: Date): boolean {
  const within = group.template.schedule?.onlyWithinDaysOfExpiry ?? null;
  const active = keys.find((key) => key.activatedAt !== null && key.supersededAt === null);
  if (within === null || active === undefined) return true;
  return active.materialExpiresAt !== null && Date.parse(active.materialExpiresAt) <= now.getTime() + within * dayMs;
}

/** In one transaction: every rule once more, the grant, the job, and the period marked as run. */
async function start(parts: ScheduleRunParts, around: Surroundings, input: ForceRotateJobInput): Promise<ScheduleEnd> {
  const { store, clock } = parts;
  const now = clock.now();
  return store.write(async (tx) => {
    const scheduled = await readScheduledGroup(tx, input.groupId, now);
    if (scheduled?.dueAt == null) return 'settled';
    const { group, row, credential, dueAt } = scheduled;
    const blocked = await blockedBecause(tx, scheduled, around, now);
    const approval = row?.approval ?? null;
    const operation = 'key-group.force-rotate';
    const changed = group.revision !== input.revision;
    if (blocked !== null || approval === null || credential === null || changed) return 'waiting';
    const grant = grantFromStandingApproval(
      { ...approval, operations: standingOperations },
      operation,
      scopeDigestOf(group, credential),
      orderDigest(operation, input),
      now.toISOString(),
    );
    if (grant === undefined) throw new ConsoleError('auth.grant-refused', { facts: { operation } });
    const name = `Scheduled rotation of ${input.groupName}`;
    const order = {
      ...({ operation, name, groupId: group.id, target: input.groupName, input, startedBy: [] } as const),
      justification: input.justification,
    };
    const job = await queueJob(tx, parts.forceRotate, grant, order, now);
    const lastRun = { dueAt, at: now.toISOString(), outcome: 'started', jobId: job.id } as const;
    await tx.schedules.put({ ...scheduleRowOf(group, row, dueAt), waiting: null, lastRun });
    await tx.record({
      event: 'schedule.run-started',
      category: 'Key groups',
      outcome: 'success',
      jobId: job.id,
      target: { kind: 'key-group', id: group.id, name: input.groupName },
      facts: {
        ...{ dueAt, method: input.method, generation: input.generation, previewDigest: input.previewDigest },
        ...{ grant: grant.record.source, standingApproval: approval.id, request: approval.requestId },
        lateSeconds: Math.round((now.getTime() - Date.parse(dueAt)) / 1000),
      },
    });
    return 'started';
  });
}

/** The run will not be made up for: it was not needed, or somebody rotated meanwhile. */
function settle(
  { store }: ScheduleRunParts,
  groupId: string,
  outcome: 'not-needed' | 'rotated-by-hand',
  now: Date,
): Promise<void> {
  return store.write(async (tx) => {
    const scheduled = await readScheduledGroup(tx, groupId, now);
    if (scheduled === null) return;
    const { group, row } = scheduled;
    const dueAt = scheduled.dueAt ?? row?.waiting?.dueAt;
    if (dueAt === undefined) return;
    const lastRun = { dueAt, at: now.toISOString(), outcome, jobId: null };
    await tx.schedules.put({ ...scheduleRowOf(group, row, dueAt), waiting: null, lastRun });
    await record(tx, scheduled, 'schedule.run-not-needed', 'success', { dueAt, outcome });
  });
}

/** Written once for each reason: what waits for days does not fill the log. */
async function noteWaiting(
  { store }: ScheduleRunParts,
  groupId: string,
  reason: WaitingReason,
  error: ConsoleError | null,
  now: Date,
): Promise<'waiting'> {
  const same = (row: GroupSchedule | null, dueAt: string | null): boolean =>
    row?.waiting != null &&
    row.waiting.dueAt === dueAt &&
    row.waiting.reason === reason &&
    (row.waiting.error?.code ?? null) === (error?.code ?? null);
  const before = await store.read((tx) => readScheduledGroup(tx, groupId, now));
  if (before === null || before.dueAt === null || same(before.row, before.dueAt)) return 'waiting';
  await store.write(async (tx) => {
    const scheduled = await readScheduledGroup(tx, groupId, now);
    if (scheduled?.dueAt == null) return;
    const { group, row, dueAt } = scheduled;
    const since = row?.waiting?.since ?? now.toISOString();
    const waiting = { dueAt, since, reason, error: error?.toShape() ?? null };
    // What is owed stays owed.
    await tx.schedules.put({ ...scheduleRowOf(group, row, owedSince(scheduled)), waiting });
    const facts = { dueAt, reason, ...(error === null ? {} : { error: error.toShape() }) };
    await record(tx, scheduled, 'schedule.run-waiting', 'failed', facts);
  });
  return 'waiting';
}

/** The row's own mark where its rule still holds, else when the rule was set. */
function owedSince({ group, row }: ScheduledGroup): string {
  return row === null ? group.changedAt : row.handledUntil > group.changedAt ? row.handledUntil : group.changedAt;
}

/** An approval that no longer fits is ended for good, so that it cannot come back with a later change. */
async function voidApproval({ store }: ScheduleRunParts, seen: ScheduledGroup, now: Date): Promise<void> {
  const isVoid = ({ group, row, credential }: ScheduledGroup): boolean =>
    row?.approval?.voidedAt === null &&
    approvalState(row.approval, credential === null ? null : scopeDigestOf(group, credential), now) === 'void';
  if (!isVoid(seen)) return;
  await store.write(async (tx) => {
    const scheduled = await readScheduledGroup(tx, seen.group.id, now);
    const { row = null } = scheduled ?? {};
    if (scheduled === null || row?.approval == null || !isVoid(scheduled)) return;
    await tx.schedules.put({ ...row, approval: { ...row.approval, voidedAt: now.toISOString() } });
    await record(tx, scheduled, 'schedule.approval-void', 'success', { standingApproval: row.approval.id });
  });
}

function record(
  tx: StoreWriter,
  { group }: ScheduledGroup,
  event: string,
  outcome: 'success' | 'failed',
  facts: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  return tx.record({
    ...{ event, category: 'Key groups', outcome, facts },
    ...(outcome === 'failed' ? { severity: 'warning' as const } : {}),
    target: { kind: 'key-group', id: group.id, name: group.template.name },
  });
}
