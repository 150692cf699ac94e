// How many approvals an operation needs, from whom, and for how long a request may wait. The stored policy starts from this table.
import { operations, type Operation } from '../../shared/permissions';
import type { PolicyRow } from '../../shared/schemas/approvals';
import type { Environment } from '../../shared/schemas/status';

/** Who approves by default: those who could have asked, and approvers where the work is with keys (product.md section 5). */
type Approvers = 'administration' | 'keys';

interface Defaults {
  readonly approvers: Approvers;
  /** Approvals PRODUCTION cannot go below: 2 for identities, roles, policy and credentials, else 1; 0 where nothing needs to be approved. */
  readonly productionFloor: 0 | 1 | 2;
  /** Approvals an installation starts with, where that is not 1 or the floor. */
  readonly startsWith?: 0;
}

const administration: Defaults = { approvers: 'administration', productionFloor: 2 };
const keys: Defaults = { approvers: 'keys', productionFloor: 1 };
/** Gives nobody more than was approved before: the same material with the same expiry (product.md section 5). */
const unapproved: Defaults = { approvers: 'keys', productionFloor: 0, startsWith: 0 };

const defaults: Readonly<Record<Operation, Defaults>> = {
  'credential.add': administration,
  'credential.delete': administration,
  'key-group.add': keys,
  'key-group.change': keys,
  'key-group.delete': keys,
  'key-group.force-rotate': keys,
  'schedule.approve': keys,
  'key.synchronize': unapproved,
  'key.synchronize-changed': keys,
  'key.delete-material': keys,
  'key.enable': keys,
  'key.disable': keys,
  'key.schedule-deletion': keys,
  // Ends in Disabled: nothing works again by it, and nothing is lost.
  'key.cancel-deletion': { approvers: 'keys', productionFloor: 0 },
  'key.prove': unapproved,
  'key.destroy': keys,
  'reconcile.take': keys,
  'reconcile.push': keys,
  'reconcile.ignore': keys,
  'key.mark-compromised': keys,
  'job.resolve': keys,
  'jobs.resume-all': keys,
  'identity.add': administration,
  'identity.change': administration,
  'identity.disable': administration,
  'identity.enable': administration,
  'identity.reset-password': administration,
  'identity.delete': administration,
  'role.add': administration,
  'role.change': administration,
  'role.delete': administration,
  'policy.change': administration,
  'forwarding.change': administration,
  'store.restore': administration,
  'audit.remove-segment': administration,
  'recovery.make-shares': administration,
};

/** Fewest approvals the policy may ask for an operation. EVALUATION has no floor, so that two people at one desk can try everything; but it takes two to resume all jobs anywhere. */
export function policyFloor(environment: Environment, operation: Operation): number {
  if (operation === 'jobs.resume-all') return 1;
  return environment === 'PRODUCTION' ? defaults[operation].productionFloor : 0;
}

const defaultTtlMs = 7 * 24 * 3_600_000;

/**
 * The policy an installation starts with: one approval everywhere, the floor where that is higher.
 * @param roleIds ids of the default roles by name
 */
export function defaultPolicy(
  environment: Environment,
  roleIds: Readonly<Record<'Administrator' | 'Key Manager' | 'Approver', string>>,
): readonly PolicyRow[] {
  return operations.map((operation) => ({
    operation,
    approvalsRequired: Math.max(defaults[operation].startsWith ?? 1, policyFloor(environment, operation)),
    approverRoleIds:
      defaults[operation].approvers === 'administration'
        ? [roleIds.Administrator]
        : [roleIds.Administrator, roleIds['Key Manager'], roleIds.Approver],
    ttlMs: defaultTtlMs,
  }));
}
