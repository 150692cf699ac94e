// Queues the re-import of a group's material before it expires: every version that is due, in one job, and never what people deleted.
import { dueReimports } from '../../domain/expiry-rules';
import { grantFromStandingApproval, grantWithoutApproval, type Grant } from '../../domain/grant';
import { approvalState, scopeDigestOf, standingOperations } from '../../domain/standing-approval';
import type { Clock } from '../../ports/clock';
import type { Hsm } from '../../ports/hsm';
import type { StoreReader } from '../../ports/store';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import { assertClock } from '../approvals/approval-parts';
import { readRule } from '../approvals/stored-policy';
import type { JobDefinition } from '../jobs/job-definition';
import { jobsStopped, stoppedError } from '../jobs/job-switch';
import { orderDigest, queueJob } from '../jobs/queue-job';
import { openJobOf } from '../key-groups/group-view';
import { strongEnough } from '../scheduler/read-schedule';
import type { KeyOperationJobInput } from '../key-operations/key-operation-input';
import {
  keyOperationInputOf,
  planKeyOperation,
  type KeyPlanParts,
  type PlannedKeyOperation,
} from '../key-operations/plan-key-operation';

export interface ReimportParts extends KeyPlanParts {
  readonly hsm: Pick<Hsm, 'findKeys' | 'state'>;
  readonly clock: Clock;
  readonly reimport: JobDefinition;
}

const operation = 'key.synchronize';
/** As many as one job takes; the others follow in the next. */
const mostKeys = 100;

/** `started`: a job was queued; `none`: nothing is due; else why it waits. */
export type ReimportEnd =
  { readonly kind: 'started' | 'none' } | { readonly kind: 'waiting'; readonly error: ConsoleError };

export async function reimportGroup(parts: ReimportParts, groupId: string): Promise<ReimportEnd> {
  const { store, clock, hsm } = parts;
  const keyIds = await store.read(async (tx) => {
    const group = await tx.groups.get(groupId);
    if (group === null) return [];
    const due = dueReimports(group, await tx.keys.ofGroup(groupId), clock.now());
    return due.slice(0, mostKeys).map(({ id }) => id);
  });
  if (keyIds.length === 0) return { kind: 'none' };
  try {
    await store.read((tx) => assertMayStart(tx, groupId, clock.now()));
    if (hsm.state.kind !== 'logged-in') throw new ConsoleError('hsm.not-logged-in');
    const planned = await planPresent(parts, groupId, keyIds);
    const input = keyOperationInputOf(parts, planned, 'Before the key material expires in AWS');
    await start(parts, input);
    return { kind: 'started' };
  } catch (thrown) {
    const error = toConsoleError(thrown);
    if (error.code.startsWith('store.')) throw error;
    return { kind: 'waiting', error };
  }
}

/**
 * Only what AWS still has: material that is gone there may have been deleted on purpose, so a person decides about it.
 * Throws `state.conflict` when nothing else is due.
 */
async function planPresent(parts: ReimportParts, groupId: string, keyIds: string[]): Promise<PlannedKeyOperation> {
  const plan = (ids: string[]): Promise<PlannedKeyOperation> =>
    planKeyOperation(parts, { kind: 'synchronize', groupId, keyIds: ids }, false);
  const planned = await plan(keyIds);
  const gone = planned.keys.filter(({ awsState }) => awsState === 'PendingImport');
  const [first] = gone;
  if (first === undefined) return planned;
  const present = planned.keys.filter((key) => key.refusal === null && !gone.includes(key));
  if (present.length > 0) return plan(present.map(({ key }) => key.id));
  const facts = { what: 'key-operation', reason: 'material-absent', name: first.key.name, state: first.awsState };
  throw new ConsoleError('state.conflict', { facts });
}

async function assertMayStart(tx: StoreReader, groupId: string, now: Date): Promise<void> {
  await assertClock(tx, now);
  if ((await jobsStopped(tx)) !== null) throw stoppedError();
  const open = await openJobOf(tx, groupId);
  if (open !== null) throw new ConsoleError('state.conflict', { facts: { what: 'open-job', jobId: open.id } });
}

async function start({ store, clock, reimport }: ReimportParts, input: KeyOperationJobInput): Promise<void> {
  const now = clock.now();
  await store.write(async (tx) => {
    await assertMayStart(tx, input.groupId, now);
    const group = await tx.groups.get(input.groupId);
    const due = group === null ? [] : dueReimports(group, await tx.keys.ofGroup(group.id), now);
    const same = input.keys.every((item) => due.some((key) => key.id === item.id && key.kmsKeyId === item.kmsKeyId));
    // Planned without the transaction: a person may have deleted or imported meanwhile.
    if (group?.revision !== input.revision || input.changed || !same)
      throw new ConsoleError('state.conflict', { facts: { what: 'key-group', groupId: input.groupId } });
    const digest = orderDigest(operation, input);
    const rule = await readRule(tx, store.environment, operation);
    const grant =
      grantWithoutApproval(rule, digest, now.toISOString()) ??
      (await standingGrant(tx, store, input.groupId, digest, now));
    const count = input.keys.length;
    const name = `Re-import ${count === 1 ? (input.keys[0]?.name ?? '') : `${count} keys of ${input.groupName}`}`;
    const order = {
      ...({ operation, name, groupId: input.groupId, target: input.groupName, input, startedBy: [] } as const),
      justification: input.justification,
    };
    const job = await queueJob(tx, reimport, grant, order, now);
    await tx.record({
      event: 'expiry.re-import-queued',
      category: 'Keys',
      outcome: 'success',
      jobId: job.id,
      target: { kind: 'key-group', id: input.groupId, name: input.groupName },
      facts: { count, keys: input.keys.map(({ name: key }) => key), grant: grant.record.source },
    });
  });
}

/** Where the policy asks for approvals: that of the group's schedule covers it. Throws `auth.approval-required`. */
async function standingGrant(
  tx: StoreReader,
  store: ReimportParts['store'],
  groupId: string,
  digest: string,
  now: Date,
): Promise<Grant> {
  const [group, row] = [await tx.groups.get(groupId), await tx.schedules.get(groupId)];
  const credential = group === null ? null : await tx.credentials.get(group.template.credentialId);
  const approval = row?.approval ?? null;
  const scope = group === null || credential === null ? '' : scopeDigestOf(group, credential);
  const around = { storeId: store.id, environment: store.environment };
  const grant =
    approval === null ||
    approvalState(approval, scope, now) !== 'valid' ||
    !(await strongEnough(tx, around, approval.requestId, operation))
      ? undefined
      : grantFromStandingApproval(
          { ...approval, operations: standingOperations },
          operation,
          scope,
          digest,
          now.toISOString(),
        );
  if (grant === undefined) throw new ConsoleError('auth.approval-required', { facts: { operation } });
  return grant;
}
