// Who of a login may sign what it is about to be shown: only they are offered in main's own window, and the others are told why not.
import { decideProblem, stricter, type ApprovalRequest } from '../../domain/approval-request';
import type { ApprovalPolicy, Identity, Role } from '../../domain/entities';
import { loginRights } from '../../domain/roles';
import type { Permission } from '../../../shared/permissions';
import { ConsoleError } from '../../../shared/errors';
import type { Environment } from '../../../shared/schemas/status';
import type { CallContext } from '../controlled-command';
import { decidingRoles, personOf } from './people';
import { rowOf } from './stored-policy';

/** An identity of the login, and why it may not sign; null when it may. */
export interface Candidate {
  readonly identity: Identity;
  readonly refusal: ConsoleError | null;
}

/** The rules of the moment, read in one transaction. */
export interface SigningRules {
  readonly roles: readonly Role[];
  readonly policy: ApprovalPolicy;
  readonly environment: Environment;
  readonly context: CallContext;
}

/** Deciding roles whose Logins Required are met by this login: half a login decides nothing. */
export function usableRoles(context: CallContext, roles: readonly Role[]): ReadonlySet<string> {
  return new Set(decidingRoles(loginRights(context.identities, roles).roles).map(({ id }) => id));
}

/** Why the identity may not decide on the request at `at`; null when it may. `state.conflict` or `auth.not-permitted` with reason and requestId. */
export function decisionRefusal(
  { roles, policy, environment, context }: SigningRules,
  request: ApprovalRequest,
  identity: Identity,
  at: string,
): ConsoleError | null {
  const rule = stricter(request.rule, rowOf(policy, request.operation));
  const usable = usableRoles(context, roles);
  const reason =
    decideProblem(request, personOf(identity, roles, environment), rule, at) ??
    (identity.roleIds.some((role) => usable.has(role) && rule.approverRoleIds.includes(role))
      ? null
      : 'role-not-logged-in');
  if (reason === null) return null;
  const conflict = reason === 'not-pending' || reason === 'expired';
  return new ConsoleError(conflict ? 'state.conflict' : 'auth.not-permitted', {
    facts: { reason, requestId: request.id },
  });
}

/** Those of the login, each with what keeps it from deciding on all of the requests. */
export function decidingCandidates(rules: SigningRules, requests: readonly ApprovalRequest[]): readonly Candidate[] {
  const at = rules.context.now.toISOString();
  return rules.context.identities.map((identity) => ({
    identity,
    refusal: requests.map((request) => decisionRefusal(rules, request, identity, at)).find(Boolean) ?? null,
  }));
}

/** Those of the login: only who holds a complete role that lets them ask may sign a request, as it is looked at again when it is carried out. */
export function requestingCandidates(
  context: CallContext,
  roles: readonly Role[],
  permission: Permission,
): readonly Candidate[] {
  const granting = loginRights(context.identities, roles).roles.filter((role) => role.permissions.includes(permission));
  return context.identities.map((identity) => ({
    identity,
    refusal: granting.some(({ id }) => identity.roleIds.includes(id))
      ? null
      : new ConsoleError('auth.not-permitted', { facts: { permission } }),
  }));
}

/** Whom to offer. Where nobody remains, throws what says most about why: that it is one's own request only if there is no other reason. */
export function offered(candidates: readonly Candidate[]): readonly Identity[] {
  const open = candidates.filter(({ refusal }) => refusal === null).map(({ identity }) => identity);
  if (open.length > 0) return open;
  const refusals = candidates.flatMap(({ refusal }) => refusal ?? []);
  throw (
    refusals.find(({ facts }) => facts['reason'] !== 'own-request') ??
    refusals[0] ??
    new ConsoleError('auth.not-logged-in')
  );
}
