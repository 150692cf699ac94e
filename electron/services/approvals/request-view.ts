// Requests as the window lists them: what happened, what counts now, and what the people logged in here may do.
import {
  countedApprovers,
  decideProblem,
  hasQuorum,
  isExpired,
  stricter,
  type ApprovalRequest,
} from '../../domain/approval-request';
import type { ApprovalPolicy } from '../../domain/entities';
import type { StoreReader } from '../../ports/store';
import type { RequestView } from '../../../shared/schemas/approvals';
import type { Environment } from '../../../shared/schemas/status';
import type { CallContext } from '../controlled-command';
import { readPeople, type People } from './people';
import { usableRoles } from './signers';
import { readPolicy, rowOf } from './stored-policy';

/** Everything that the view of any request needs, read once for a list of them. */
export interface RequestViewer {
  view(request: ApprovalRequest): RequestView;
  /** May somebody of this login decide on it now? */
  mayDecide(request: ApprovalRequest): boolean;
}

export async function requestViewer(
  tx: StoreReader,
  environment: Environment,
  context: CallContext,
): Promise<RequestViewer> {
  return viewerOf(await readPeople(tx, environment), await readPolicy(tx, environment), context);
}

function viewerOf(people: People, policy: ApprovalPolicy, context: CallContext): RequestViewer {
  const now = context.now.toISOString();
  const usable = usableRoles(context, people.roles);
  const nameOf = (id: string): string => people.identities.get(id)?.name ?? id;
  const ruleFor = (request: ApprovalRequest) => stricter(request.rule, rowOf(policy, request.operation));

  /** Over its time, though the sweep has not come by yet. */
  const over = (request: ApprovalRequest): boolean =>
    (request.status === 'Pending' || request.status === 'Approved') &&
    now >= request.createdAt &&
    isExpired(request, ruleFor(request), now);
  const mayDecide = (request: ApprovalRequest): boolean => {
    const rule = ruleFor(request);
    return context.identities.some(({ id }) => {
      const person = people.persons.get(id);
      if (person === undefined || decideProblem(request, person, rule, now) !== null) return false;
      return person.roleIds.some((role) => usable.has(role) && rule.approverRoleIds.includes(role));
    });
  };
  const actionsOn = (request: ApprovalRequest): RequestView['actions'] => {
    if ((request.status !== 'Pending' && request.status !== 'Approved') || over(request)) return [];
    const own = context.identities.some(({ id }) => id === request.requesterId);
    const ready = hasQuorum(request, people.persons, rowOf(policy, request.operation), now);
    return [
      ...(mayDecide(request) ? (['approve', 'deny'] as const) : []),
      ...(own ? (['withdraw'] as const) : []),
      ...(ready ? (['execute'] as const) : []),
    ];
  };

  return {
    mayDecide,
    view(request) {
      const rule = ruleFor(request);
      const counted = countedApprovers(request, people.persons, rule, now);
      const { id, operation, target, effect, digest, requesterId, justification, createdAt, expiresAt } = request;
      return {
        ...{ id, operation, target, effect: [...effect], digest, requesterId, justification, createdAt, expiresAt },
        requester: nameOf(requesterId),
        status: over(request) ? 'Expired' : request.status,
        approvalsRequired: rule.approvalsRequired,
        approvalsCounted: counted.length,
        decisions: request.decisions.map(({ identityId, verdict, reason, at }) => ({
          ...{ identityId, verdict, reason, at },
          identity: nameOf(identityId),
          counts: verdict === 'deny' || counted.includes(identityId),
        })),
        closedAt: request.closedAt,
        jobId: request.jobId,
        error: request.error,
        actions: actionsOn(request),
      };
    },
  };
}
