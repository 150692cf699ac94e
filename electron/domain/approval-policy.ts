// How many approvals an operation needs. The table is the policy; the gate in services asks it and nothing else.
import { operations, type Operation } from '../../shared/permissions';
import type { Environment } from '../../shared/schemas/status';
import type { ApprovalRule } from './grant';

/** Approvals PRODUCTION cannot go below (product.md section 5: at least 1, 2 for credentials). */
const productionFloor: Readonly<Record<Operation, number>> = {
  'credential.add': 2,
  'credential.delete': 2,
  'key-group.add': 1,
  'key-group.change': 1,
  'key-group.delete': 1,
  'key-group.force-rotate': 1,
  'job.resolve': 1,
};

/** The rule of an operation. EVALUATION asks for no approval, so that the console can be tried by two people at one desk. */
export function approvalRule(environment: Environment, operation: Operation): ApprovalRule {
  return { operation, approvalsRequired: environment === 'PRODUCTION' ? productionFloor[operation] : 0 };
}

/** Every rule, for showing and for tests. */
export function approvalRules(environment: Environment): readonly ApprovalRule[] {
  return operations.map((operation) => approvalRule(environment, operation));
}
