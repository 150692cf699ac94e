// policy.*: Administration > Approval policy. A change runs under the stricter of the old policy and the new one.
import { policyFloor } from '../../domain/approval-policy';
import type { ApprovalPolicy } from '../../domain/entities';
import type { Store, StoreReader } from '../../ports/store';
import { assertQuorums } from '../../services/approvals/assert-quorums';
import { changedRows, checkPolicyRows, describePolicyChange } from '../../services/approvals/policy-change';
import { policyId, readPolicy, rowOf } from '../../services/approvals/stored-policy';
import type { Order } from '../../services/controlled-command';
import { ConsoleError } from '../../../shared/errors';
import type { PolicyRow, PolicyView } from '../../../shared/schemas/approvals';
import type { Handlers } from '../handler';

export function policyHandlers(store: Store): Handlers<'policy.get' | 'policy.change'> {
  const { environment } = store;
  const viewOf = (policy: ApprovalPolicy): PolicyView => ({
    revision: policy.revision,
    rows: policy.rows.map((row) => ({
      ...row,
      approverRoleIds: [...row.approverRoleIds],
      floor: policyFloor(environment, row.operation),
    })),
  });

  /** Order and policy as it would be. The names shown to approvers are part of what they sign. */
  async function orderOf(tx: StoreReader, revision: number, rows: readonly PolicyRow[]): Promise<Order> {
    const current = await readPolicy(tx, environment);
    if (current.revision !== revision)
      throw new ConsoleError('state.conflict', { facts: { what: 'revision', revision: current.revision } });
    const roles = await tx.roles.list();
    const checked = checkPolicyRows(environment, current.rows, rows, roles);
    if (changedRows(current.rows, checked).length === 0)
      throw new ConsoleError('input.invalid', { facts: { field: 'rows', rule: 'nothing-changed' } });
    await assertQuorums(tx, environment, { policy: checked });
    return {
      target: { kind: 'policy', id: policyId, name: 'Approval policy' },
      frozen: { revision, rows: checked, effect: describePolicyChange(current.rows, checked, roles) },
    };
  }
  const rowsOf = (order: Order): readonly PolicyRow[] => order.frozen['rows'] as readonly PolicyRow[];
  const revisionOf = (order: Order): number => order.frozen['revision'] as number;

  return {
    'policy.get': () => store.read(async (tx) => viewOf(await readPolicy(tx, environment))),
    'policy.change': {
      prepare: ({ revision, rows }) => store.read((tx) => orderOf(tx, revision, rows)),
      recheck: (order) => store.read((tx) => orderOf(tx, revisionOf(order), rowsOf(order))),
      async execute(tx, order) {
        // Made again in the transaction itself: roles and people may have changed since.
        const { frozen } = await orderOf(tx, revisionOf(order), rowsOf(order));
        const changed: ApprovalPolicy = { id: policyId, revision: revisionOf(order) + 1, rows: rowsOf(order) };
        await tx.policies.put(changed);
        return {
          result: viewOf(changed),
          audit: { target: order.target, facts: { revision: changed.revision, changes: frozen['effect'] } },
        };
      },
      describe: (order) => order.frozen['effect'] as ReturnType<typeof describePolicyChange>,
      ruleOf: (order) => rowOf({ id: policyId, revision: 0, rows: rowsOf(order) }, 'policy.change'),
    },
  };
}
