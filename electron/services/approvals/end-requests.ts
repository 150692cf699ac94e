// Requests that end without a decision: withdrawn by who made them, or over their time.
import { closed, isExpired, stricter } from '../../domain/approval-request';
import { ConsoleError } from '../../../shared/errors';
import type { CallContext } from '../controlled-command';
import { requestOf, requestTarget, type ApprovalParts, type RecordWork } from './approval-parts';
import { readPolicy, rowOf } from './stored-policy';

/** Errors: `auth.not-permitted` (reason not-requester), `state.conflict` (reason closed). */
export async function withdrawRequest(
  parts: ApprovalParts,
  id: string,
  context: CallContext,
  record: RecordWork,
): Promise<void> {
  await record(async (tx) => {
    const request = await requestOf(tx, id);
    if (!context.identities.some((identity) => identity.id === request.requesterId))
      throw new ConsoleError('auth.not-permitted', { facts: { reason: 'not-requester', requestId: id } });
    const ended = closed(request, 'Withdrawn', parts.clock.now().toISOString());
    if (ended === request)
      throw new ConsoleError('state.conflict', { facts: { reason: 'closed', requestId: id, status: request.status } });
    await tx.requests.put(ended);
    return {
      result: undefined,
      audit: {
        identities: [request.requesterId],
        target: requestTarget(request),
        facts: { operation: request.operation },
      },
    };
  });
  parts.changed([id]);
}

/** More than this many are looked at in the next turn. */
const atOnce = 200;

/** Ends requests whose time is over; called from time to time with the injected clock. */
export async function sweepRequests(parts: ApprovalParts): Promise<void> {
  const { store, clock } = parts;
  if (parts.readOnly()) return;
  const now = clock.now().toISOString();
  const over = await store.read(async (tx) => {
    const { requests } = await tx.requests.page('open', { limit: atOnce });
    const policy = await readPolicy(tx, store.environment);
    return requests
      .filter((request) => now >= request.createdAt)
      .filter((request) => isExpired(request, stricter(request.rule, rowOf(policy, request.operation)), now));
  });
  if (over.length === 0) return;
  await store.write(async (tx) => {
    for (const { id } of over) {
      const request = await requestOf(tx, id);
      const ended = closed(request, 'Expired', now);
      if (ended === request) continue;
      await tx.requests.put(ended);
      await tx.record({
        event: 'approval.expired',
        category: 'Approvals',
        outcome: 'success',
        target: requestTarget(ended),
        facts: { operation: ended.operation, expiresAt: ended.expiresAt },
      });
    }
  });
  parts.changed(over.map(({ id }) => id));
}
