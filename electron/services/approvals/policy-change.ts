// What a change of the approval policy may be, and how approvers are shown it.
import { policyFloor } from '../../domain/approval-policy';
import type { Role } from '../../domain/entities';
import { ConsoleError } from '../../../shared/errors';
import type { EffectFact, PolicyRow } from '../../../shared/schemas/approvals';
import type { Environment } from '../../../shared/schemas/status';
import { effectWords } from '../../../shared/text/effect-words';
import { operationNames } from '../../../shared/text/operation-names';
import { spanWords } from '../../../shared/text/span-words';
import { decidingRoles } from './people';

const words = effectWords.policyRow;

/**
 * The whole policy with the rows given put into it. Throws `input.invalid` with the operation and the rule broken: `twice`, `floor`,
 * `unknown-role`, `role-cannot-decide`, `no-approvers`.
 */
export function checkPolicyRows(
  environment: Environment,
  current: readonly PolicyRow[],
  given: readonly PolicyRow[],
  roles: readonly Role[],
): readonly PolicyRow[] {
  const refuse = (row: PolicyRow, rule: string): never => {
    throw new ConsoleError('input.invalid', { facts: { field: 'rows', operation: row.operation, rule } });
  };
  const deciding = decidingRoles(roles).map(({ id }) => id);
  for (const row of given) {
    if (given.some((other) => other !== row && other.operation === row.operation)) refuse(row, 'twice');
    if (row.approvalsRequired < policyFloor(environment, row.operation)) refuse(row, 'floor');
    if (row.approvalsRequired > 0 && row.approverRoleIds.length === 0) refuse(row, 'no-approvers');
    for (const id of row.approverRoleIds) {
      if (!roles.some((role) => role.id === id)) refuse(row, 'unknown-role');
      if (!deciding.includes(id)) refuse(row, 'role-cannot-decide');
    }
  }
  return current.map((row) => {
    const wanted = given.find(({ operation }) => operation === row.operation) ?? row;
    const { operation, approvalsRequired, approverRoleIds, ttlMs } = wanted;
    // In one order, so that the same choice has one digest.
    return { operation, approvalsRequired, approverRoleIds: [...new Set(approverRoleIds)].sort(), ttlMs };
  });
}

const same = (a: PolicyRow, b: PolicyRow): boolean =>
  a.approvalsRequired === b.approvalsRequired &&
  a.ttlMs === b.ttlMs &&
  [...a.approverRoleIds].sort().join() === [...b.approverRoleIds].sort().join();

/** Pairs of rows that differ. */
export function changedRows(
  before: readonly PolicyRow[],
  after: readonly PolicyRow[],
): readonly (readonly [PolicyRow, PolicyRow])[] {
  return before.flatMap((row) => {
    const next = after.find(({ operation }) => operation === row.operation);
    return next === undefined || same(row, next) ? [] : [[row, next] as const];
  });
}

/** One line for each field of each row that changes. */
export function describePolicyChange(
  before: readonly PolicyRow[],
  after: readonly PolicyRow[],
  roles: readonly Role[],
): readonly EffectFact[] {
  const names = (row: PolicyRow): string =>
    row.approverRoleIds
      .map((id) => roles.find((role) => role.id === id)?.name ?? id)
      .sort()
      .join(', ');
  return changedRows(before, after).flatMap(([was, becomes]) =>
    [
      {
        name: words.approvals(operationNames[was.operation]),
        before: String(was.approvalsRequired),
        value: String(becomes.approvalsRequired),
      },
      { name: words.approvers(operationNames[was.operation]), before: names(was), value: names(becomes) },
      { name: words.ttl(operationNames[was.operation]), before: spanWords(was.ttlMs), value: spanWords(becomes.ttlMs) },
    ].filter((fact) => fact.before !== fact.value),
  );
}
