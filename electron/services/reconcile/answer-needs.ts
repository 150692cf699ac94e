// What an answer to differences needs beside its own call: a push does to a key what operations of their own do, and may not be the easier way.
import { stricter } from '../../domain/approval-request';
import type { GrantRecord } from '../../domain/grant';
import type { Identity } from '../../domain/entities';
import { loginRights } from '../../domain/roles';
import type { StoreReader } from '../../ports/store';
import { pushActs, type PushAct } from '../../../shared/drift-push';
import { ConsoleError } from '../../../shared/errors';
import { keyOperationCalls } from '../../../shared/ipc/calls/key-operation-calls';
import type { IpcCall } from '../../../shared/ipc/definition';
import type { Operation } from '../../../shared/permissions';
import type { PolicyRow } from '../../../shared/schemas/approvals';
import type { Drift, DriftAnswer, DriftField } from '../../../shared/schemas/reconcile';
import type { Environment } from '../../../shared/schemas/status';
import { readPolicy, rowOf } from '../approvals/stored-policy';

type Permission = IpcCall['permission'];

interface Needs {
  readonly permissions: readonly Permission[];
  readonly operations: readonly Operation[];
}

/** The call that does the same to one key; null where only a push does it. */
function directCall(act: PushAct, field: DriftField): { permission: Permission; approval: Operation } | null {
  switch (act) {
    case 'import':
      return keyOperationCalls[field === 'material-expiry' ? 'keys.synchronizeChanged' : 'keys.synchronize'];
    case 'cancel-deletion':
      return keyOperationCalls['keys.cancelDeletion'];
    case 'enable':
      return keyOperationCalls['keys.enable'];
    case 'disable':
      return keyOperationCalls['keys.disable'];
    case 'set-description':
    case 'set-policy':
    case 'set-tag':
    case 'remove-tag':
    case 'create-alias':
    case 'move-alias':
      return null;
  }
}

/** Fields of the key group itself: to take AWS's side of them changes the group. */
const ofGroup: readonly DriftField[] = ['description', 'policy', 'tag', 'alias-target', 'current-material'];

/** Permissions and rows of the approval policy beside those of the answer's own call. */
export function answerNeeds(answer: DriftAnswer, drifts: readonly Drift[]): Needs {
  if (answer === 'take') {
    const changed = drifts.some(({ field }) => ofGroup.includes(field));
    return { permissions: [], operations: changed ? ['key-group.change'] : [] };
  }
  if (answer === 'ignore') return { permissions: [], operations: [] };
  const calls = drifts.flatMap((drift) => pushActs(drift).flatMap((act) => directCall(act, drift.field) ?? []));
  return {
    permissions: [...new Set(calls.map(({ permission }) => permission))],
    operations: [...new Set(calls.map(({ approval }) => approval))],
  };
}

/** The strictest of the rows that the answer falls under, by the policy as `tx` reads it. */
export async function answerRule(
  tx: StoreReader,
  environment: Environment,
  answer: DriftAnswer,
  drifts: readonly Drift[],
): Promise<PolicyRow> {
  const policy = await readPolicy(tx, environment);
  const rows = answerNeeds(answer, drifts).operations.map((operation) => rowOf(policy, operation));
  return rows.reduce(stricter, rowOf(policy, `reconcile.${answer}`));
}

/**
 * Throws `auth.not-permitted` unless those who order the answer may do all of it.
 * @param source of the grant: a requester whose order was approved counts with each of their roles, a login with what it holds together
 */
export async function assertMayAnswer(
  tx: StoreReader,
  identities: readonly Identity[],
  needs: Needs,
  source: GrantRecord['source'] | null,
): Promise<void> {
  if (needs.permissions.length === 0) return;
  const roles = await tx.roles.list();
  const people = (await Promise.all(identities.map(({ id }) => tx.identities.get(id)))).filter((one) => one !== null);
  const held: readonly Permission[] =
    source === 'consumed-request'
      ? roles
          .filter(({ id }) => people.some(({ roleIds }) => roleIds.includes(id)))
          .flatMap(({ permissions }) => permissions)
      : loginRights(people, roles).permissions;
  const missing = needs.permissions.find((permission) => !held.includes(permission));
  if (missing !== undefined) throw new ConsoleError('auth.not-permitted', { facts: { permission: missing } });
}
