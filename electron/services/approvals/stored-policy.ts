// The approval policy of the store, or the one an installation starts with; a row that an older policy lacks comes from the defaults.
import { defaultPolicy, policyFloor } from '../../domain/approval-policy';
import { stricter } from '../../domain/approval-request';
import { defaultRoles } from '../../domain/roles';
import type { ApprovalPolicy } from '../../domain/entities';
import type { StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import { operations, type Operation } from '../../../shared/permissions';
import type { PolicyRow } from '../../../shared/schemas/approvals';
import type { Environment } from '../../../shared/schemas/status';
import type { ControlledCommand, Order } from '../controlled-command';

/** There is one policy row. */
export const policyId = '0000000000000000000000000000b001';

const roleIdOf = (name: string): string => defaultRoles.find((role) => role.name === name)?.id ?? '';
const roleIds = {
  Administrator: roleIdOf('Administrator'),
  'Key Manager': roleIdOf('Key Manager'),
  Approver: roleIdOf('Approver'),
};

/** A row never asks for less than the floor, whatever is stored. */
function floored(environment: Environment, row: PolicyRow): PolicyRow {
  return { ...row, approvalsRequired: Math.max(row.approvalsRequired, policyFloor(environment, row.operation)) };
}

export async function readPolicy(tx: StoreReader, environment: Environment): Promise<ApprovalPolicy> {
  const stored = await tx.policies.get(policyId);
  const starting = defaultPolicy(environment, roleIds);
  const rows = operations.map((operation) => {
    const row =
      stored?.rows.find((candidate) => candidate.operation === operation) ??
      starting.find((candidate) => candidate.operation === operation);
    return floored(environment, row as PolicyRow);
  });
  return { id: policyId, revision: stored?.revision ?? 0, rows };
}

/** The policy's row of an operation. */
export function rowOf(policy: ApprovalPolicy, operation: Operation): PolicyRow {
  const row = policy.rows.find((candidate) => candidate.operation === operation);
  if (row === undefined) throw new ConsoleError('internal', { facts: { what: 'policy without a row', operation } });
  return row;
}

/** What an order must run under: the policy's row, made stricter by what the order itself would bring about. */
export function ruleOf(
  policy: ApprovalPolicy,
  call: { readonly operation: Operation; readonly command: Pick<ControlledCommand<unknown, unknown>, 'ruleOf'> },
  order: Order,
): PolicyRow {
  const row = rowOf(policy, call.operation);
  const own = call.command.ruleOf?.(order) ?? row;
  return stricter(row, own);
}

export async function readRule(tx: StoreReader, environment: Environment, operation: Operation): Promise<PolicyRow> {
  return rowOf(await readPolicy(tx, environment), operation);
}
