// Could every operation still find its people? Small organisations, seen as the console sees them.
import { describe, expect, it } from 'vitest';
import { missingQuorums, type Voter } from '../../../electron/domain/quorum';
import { defaultRoles } from '../../../electron/domain/roles';
import type { PolicyRow } from '../../../shared/schemas/approvals';
import { operations, type Operation, type Permission } from '../../../shared/permissions';

const byName = (name: string): string => defaultRoles.find((role) => role.name === name)?.id ?? '';
const manager = byName('Key Manager');
const approver = byName('Approver');
const person = (id: string, roleId: string, enabled = true, resetBy: readonly string[] = []): Voter => ({
  ...{ id, enabled, resetBy },
  roleIds: [roleId],
});
const rotate = (approvalsRequired: number): PolicyRow[] => [
  { operation: 'key-group.force-rotate', approvalsRequired, approverRoleIds: [manager, approver], ttlMs: 3_600_000 },
];
const permissionOf = Object.fromEntries(operations.map((name) => [name, 'Keys:Rotate'])) as Record<
  Operation,
  Permission
>;

describe('missing quorums', () => {
  it('are none when another member of the same dual login may approve', () => {
    expect(missingQuorums([person('a', manager), person('b', manager)], defaultRoles, rotate(1), permissionOf)).toEqual(
      [],
    );
  });

  it('name the operation when the requester would be needed as approver', () => {
    expect(missingQuorums([person('a', manager), person('b', manager)], defaultRoles, rotate(2), permissionOf)).toEqual(
      [{ operation: 'key-group.force-rotate', reason: 'too-few-approvers', have: 1, need: 2 }],
    );
  });

  it('do not count disabled identities', () => {
    const people = [person('a', manager), person('b', manager), person('c', approver, false)];
    expect(missingQuorums(people, defaultRoles, rotate(2), permissionOf)).toHaveLength(1);
  });

  it('do not count whom a requester has reset, but for a request of somebody else', () => {
    const reset = (by: readonly string[]) => [
      person('a', manager),
      person('b', manager),
      person('c', approver, true, by),
    ];
    expect(missingQuorums(reset(['a', 'b']), defaultRoles, rotate(2), permissionOf)).toEqual([
      { operation: 'key-group.force-rotate', reason: 'too-few-approvers', have: 1, need: 2 },
    ]);
    expect(missingQuorums(reset(['a']), defaultRoles, rotate(2), permissionOf)).toEqual([]);
  });

  it('say so when no login could ask: one holder of a role of two logins is none', () => {
    expect(
      missingQuorums([person('a', manager), person('c', approver)], defaultRoles, rotate(0), permissionOf),
    ).toEqual([{ operation: 'key-group.force-rotate', reason: 'no-login-may-request', have: 0, need: 1 }]);
  });
});
