// Carries out an approved request, once: made again from today's state, every rule checked again in the transaction that consumes it.
import {
  assertConsumable,
  closed,
  executed,
  hasQuorum,
  stricter,
  type ApprovalRequest,
} from '../../domain/approval-request';
import { grantFromRequest, type Grant } from '../../domain/grant';
import type { StoreReader, StoreWriter } from '../../ports/store';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import type { Environment } from '../../../shared/schemas/status';
import type { CallContext, ControlledCall, Order } from '../controlled-command';
import { categoryOfEvent } from '../event-naming';
import { orderDigest } from '../jobs/queue-job';
import { assertClock, assertWritable, callOf, requestOf, requestTarget, type ApprovalParts } from './approval-parts';
import { readPeople } from './people';
import { readPolicy, rowOf } from './stored-policy';
import { assertSignatures } from './verify-request';

export interface CarryOut {
  /** Errors: `state.conflict` (closed, expired, requester, stale, clock-moved-back), `auth.approval-required`, those of the command. */
  execute(id: string): Promise<void>;
}

export function createCarryOut(parts: ApprovalParts): CarryOut {
  /** The last try of each request. The store alone decides; waiting only spares a second try the look at AWS. */
  const trying = new Map<string, Promise<void>>();

  async function tryOnce(id: string): Promise<void> {
    try {
      await carryOut(parts, id);
    } catch (thrown) {
      await noteFailure(parts, id, toConsoleError(thrown));
      throw thrown;
    } finally {
      parts.changed([id]);
    }
  }

  return {
    execute(id) {
      const before = trying.get(id) ?? Promise.resolve();
      const turn = before.catch(() => undefined).then(() => tryOnce(id));
      trying.set(id, turn);
      const forget = (): void => {
        if (trying.get(id) === turn) trying.delete(id);
      };
      turn.then(forget, forget);
      return turn;
    },
  };
}

async function carryOut(parts: ApprovalParts, id: string): Promise<void> {
  const { store, clock } = parts;
  assertWritable(parts);
  const { request, requester } = await store.read(async (tx) => {
    const found = await requestOf(tx, id);
    return { request: found, requester: await tx.identities.get(found.requesterId) };
  });
  if (request.status !== 'Pending' && request.status !== 'Approved')
    throw new ConsoleError('state.conflict', {
      facts: { reason: 'closed', requestId: id, status: request.status },
    });
  const call = callOf(parts, request.call);
  const context: CallContext = { identities: requester === null ? [] : [requester], now: clock.now() };
  const sealed = request.sealed === null ? {} : { sealed: request.sealed };
  const stored: Order = { target: request.target, frozen: request.frozen, ...sealed };
  const order = await call.command.recheck(stored, context).catch((thrown: unknown) => {
    throw staleOr(toConsoleError(thrown));
  });
  const result = await store.write(async (tx) => {
    const consumed = await consume(parts, tx, call, id, order);
    const { grant, current, approvers, at } = consumed;
    const work = await call.command.execute(tx, { ...order, ...sealed }, grant, context);
    await tx.requests.put({ ...executed(current, at, jobIdOf(work.result)), error: null });
    await tx.record({
      event: call.auditEvent,
      category: categoryOfEvent(call.auditEvent),
      outcome: 'success',
      identities: [current.requesterId, ...approvers],
      ...work.audit,
      target: work.audit.target ?? order.target,
      facts: {
        ...work.audit.facts,
        grant: grant.record.source,
        order: grant.record.commandDigest,
        request: id,
        requester: current.requesterId,
        approvers,
        justification: current.justification,
      },
    });
    return work.result;
  });
  call.command.committed?.(result);
}

/** The Grant, from rows read in the transaction that changes them. */
async function consume(
  { store, clock }: ApprovalParts,
  tx: StoreWriter,
  call: ControlledCall,
  id: string,
  order: Order,
): Promise<{ grant: Grant; current: ApprovalRequest; approvers: readonly string[]; at: string }> {
  const { environment } = store;
  const now = clock.now();
  const at = now.toISOString();
  await assertClock(tx, now);
  const current = await requestOf(tx, id);
  await assertSignatures(tx, store.id, environment, current);
  const digest = orderDigest(current.operation, order.frozen);
  const today = rowOf(await readPolicy(tx, environment), current.operation);
  const people = await readPeople(tx, environment);
  const approvers = assertConsumable(current, people.persons, today, digest, at);
  await assertRequesterMay(tx, call, current);
  const grant = grantFromRequest(
    { operation: current.operation, approvalsRequired: stricter(current.rule, today).approvalsRequired },
    {
      id,
      operation: current.operation,
      commandDigest: current.digest,
      status: 'Approved',
      approverIds: approvers,
      requesterId: current.requesterId,
    },
    digest,
    at,
  );
  if (grant === undefined || call.operation !== current.operation)
    throw new ConsoleError('auth.grant-refused', { facts: { operation: current.operation } });
  return { grant, current, approvers, at };
}

/** Does the requester still hold a role that lets them ask for it? */
async function assertRequesterMay(tx: StoreReader, call: ControlledCall, request: ApprovalRequest): Promise<void> {
  const requester = await tx.identities.get(request.requesterId);
  const roles = await tx.roles.list();
  const holds = roles.some(
    (role) => requester?.roleIds.includes(role.id) === true && role.permissions.includes(call.permission),
  );
  if (!holds) throw new ConsoleError('state.conflict', { facts: { reason: 'requester', requestId: request.id } });
}

/** Conflicts that pass by themselves: the request waits for them. */
const passing: readonly unknown[] = ['open-job', 'jobs-stopped'];

/** A target that is gone or different cannot be rechecked: the request is stale. Anything else may pass. */
function staleOr(error: ConsoleError): ConsoleError {
  const changed = error.code === 'state.conflict' && !passing.includes(error.facts['what']);
  const gone = changed || error.code === 'not-found' || error.code.startsWith('input.');
  if (!gone || error.code === 'input.cancelled') return error;
  return new ConsoleError('state.conflict', {
    facts: { ...error.facts, reason: 'stale', code: error.code },
    cause: error,
  });
}

/** A failure is kept with the request: stale and expired ones end, one that lost its quorum waits for others, the rest can be tried again. */
async function noteFailure({ store, clock }: ApprovalParts, id: string, error: ConsoleError): Promise<void> {
  if (error.code.startsWith('store.')) return;
  await store.write(async (tx) => {
    const current = await tx.requests.get(id);
    if (current === null || (current.status !== 'Pending' && current.status !== 'Approved')) return;
    const at = clock.now().toISOString();
    const next = await afterFailure(tx, store.environment, current, error, at);
    if (next === null) return;
    await tx.requests.put({ ...next, error: error.toShape() });
    const events: Partial<Record<ApprovalRequest['status'], string>> = {
      Stale: 'approval.stale',
      Expired: 'approval.expired',
    };
    await tx.record({
      event: events[next.status] ?? 'approval.not-executed',
      category: 'Approvals',
      severity: 'warning',
      outcome: 'failed',
      target: requestTarget(current),
      facts: { operation: current.operation, order: current.digest, error: error.toShape() },
    });
  });
}

/** Null where nothing has come of it: a request that was tried before its quorum goes on waiting. */
async function afterFailure(
  tx: StoreReader,
  environment: Environment,
  current: ApprovalRequest,
  error: ConsoleError,
  at: string,
): Promise<ApprovalRequest | null> {
  const { reason } = error.facts;
  if (reason === 'stale') return closed(current, 'Stale', at);
  if (reason === 'expired') return closed(current, 'Expired', at);
  if (current.status === 'Pending') return null;
  if (error.code !== 'auth.approval-required') return current;
  const today = rowOf(await readPolicy(tx, environment), current.operation);
  const { persons } = await readPeople(tx, environment);
  return hasQuorum(current, persons, today, at) ? null : { ...current, status: 'Pending' };
}

function jobIdOf(result: unknown): string | null {
  const jobId: unknown =
    typeof result === 'object' && result !== null ? (result as { jobId?: unknown }).jobId : undefined;
  return typeof jobId === 'string' ? jobId : null;
}
