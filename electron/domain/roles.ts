// The default roles, and what a login of one or more identities may do.
import { permissions, type Permission } from '../../shared/permissions';
import type { Identity, Role } from './entities';

const view: readonly Permission[] = permissions.filter((permission) => permission.endsWith(':View'));

/** Work with key material, kept out of administration. */
const usesKeys: readonly Permission[] = ['Keys:Rotate', 'Keys:Synchronize', 'Keys:Prove'];

/** The five default roles of product.md section 5; ids are fixed so that they can name each other. */
export const defaultRoles: readonly Role[] = [
  {
    id: '0000000000000000000000000000a001',
    name: 'Administrator',
    type: 'Administrative',
    description: 'Manages identities, roles, cloud credentials and HSM settings.',
    loginsRequired: 2,
    permissions: permissions.filter((permission) => !usesKeys.includes(permission)),
    excludes: ['0000000000000000000000000000a004'],
    builtIn: true,
    revision: 1,
  },
  {
    id: '0000000000000000000000000000a002',
    name: 'Key Manager',
    type: 'Operational',
    description: 'Manages key groups and keys, and force rotates them.',
    loginsRequired: 2,
    permissions: [
      ...view,
      'Keys:Add',
      'Keys:Modify',
      'Keys:Delete',
      'Keys:Rotate',
      'Keys:Synchronize',
      'Keys:Prove',
      'Credentials:Add',
      'Credentials:Modify',
      'Credentials:Delete',
      'Jobs:Manage',
      'Approvals:Decide',
      'AuditLogs:Export',
      'AuditLogs:Verify',
    ],
    excludes: [],
    builtIn: true,
    revision: 1,
  },
  {
    id: '0000000000000000000000000000a003',
    name: 'Operator',
    type: 'Operational',
    description: 'Views everything, and may request a force rotate, synchronize and prove.',
    loginsRequired: 1,
    permissions: [...view.filter((permission) => !['Identities:View', 'Roles:View'].includes(permission)), ...usesKeys],
    excludes: [],
    builtIn: true,
    revision: 1,
  },
  {
    id: '0000000000000000000000000000a004',
    name: 'Approver',
    type: 'Operational',
    description: 'Views everything and decides requests of others.',
    loginsRequired: 1,
    permissions: [...view, 'Approvals:Decide'],
    excludes: ['0000000000000000000000000000a001'],
    builtIn: true,
    revision: 1,
  },
  {
    id: '0000000000000000000000000000a005',
    name: 'Auditor',
    type: 'Audit',
    description: 'Views and exports only; excludes every other role.',
    loginsRequired: 1,
    permissions: [...view, 'AuditLogs:Export', 'AuditLogs:Verify'],
    excludes: '*',
    builtIn: true,
    revision: 1,
  },
];

/** Names of two roles that one identity may not hold together, or null when the set is fine. */
export function findExclusion(roles: readonly Role[]): readonly [string, string] | null {
  for (const role of roles) {
    for (const other of roles) {
      if (other.id === role.id) continue;
      if (role.excludes === '*' || role.excludes.includes(other.id)) return [role.name, other.name];
    }
  }
  return null;
}

/** What a set of logged-in identities may do together. */
export interface LoginRights {
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
  /** The role closest to being complete, when none is complete yet. */
  readonly waiting: { readonly role: string; readonly have: number; readonly need: number } | null;
}

/**
 * A role's permissions are granted once as many different identities that hold it are logged in as it requires.
 * While no role is complete the login shows how many are missing and grants nothing.
 */
export function loginRights(identities: readonly Identity[], allRoles: readonly Role[]): LoginRights {
  const counted = allRoles
    .map((role) => ({ role, have: identities.filter((identity) => identity.roleIds.includes(role.id)).length }))
    .filter(({ have }) => have > 0);
  const complete = counted.filter(({ role, have }) => have >= role.loginsRequired).map(({ role }) => role);
  const granted = new Set(complete.flatMap((role) => role.permissions));
  const open = counted.filter(({ role, have }) => have < role.loginsRequired);
  const nearest = complete.length === 0 ? open[0] : undefined;
  return {
    roles: complete,
    permissions: permissions.filter((permission) => granted.has(permission)),
    waiting: nearest ? { role: nearest.role.name, have: nearest.have, need: nearest.role.loginsRequired } : null,
  };
}
