import { describe, expect, it } from 'vitest';
import {
  grantFromRequest,
  grantFromStandingApproval,
  grantWithoutApproval,
  type ConsumableRequest,
} from '../../../electron/domain/grant';

const now = '2026-03-01T12:00:00.000Z';
const digest = 'd'.repeat(64);
const rule = { operation: 'key-group.force-rotate', approvalsRequired: 2 } as const;
const request: ConsumableRequest = {
  id: 'r',
  operation: 'key-group.force-rotate',
  commandDigest: digest,
  status: 'Approved',
  approverIds: ['b', 'c'],
  requesterId: 'a',
};

describe('a grant', () => {
  it('without approval exists only where the policy asks for none', () => {
    expect(grantWithoutApproval({ ...rule, approvalsRequired: 0 }, digest, now)?.record).toMatchObject({
      source: 'no-approval-needed',
      requestId: null,
    });
    expect(grantWithoutApproval(rule, digest, now)).toBeUndefined();
  });

  it('of a request needs its quorum of others for exactly this command', () => {
    expect(grantFromRequest(rule, request, digest, now)?.record).toMatchObject({
      source: 'consumed-request',
      requestId: 'r',
    });
    expect(grantFromRequest(rule, { ...request, approverIds: ['b'] }, digest, now)).toBeUndefined();
    expect(grantFromRequest(rule, { ...request, approverIds: ['b', 'b'] }, digest, now)).toBeUndefined();
    expect(grantFromRequest(rule, { ...request, approverIds: ['a', 'b'] }, digest, now)).toBeUndefined();
    expect(grantFromRequest(rule, request, 'e'.repeat(64), now)).toBeUndefined();
    expect(grantFromRequest({ ...rule, operation: 'key-group.delete' }, request, digest, now)).toBeUndefined();
  });

  it('of a standing approval ends with its time and covers its digest alone', () => {
    const scope = 'a'.repeat(64);
    const standing = {
      id: 's',
      operations: [rule.operation],
      scopeDigest: scope,
      validUntil: '2026-03-02T00:00:00.000Z',
    };
    const granted = (operation: 'key-group.force-rotate' | 'key-group.delete', of: string, at: string) =>
      grantFromStandingApproval(standing, operation, of, digest, at);
    expect(granted(rule.operation, scope, now)?.record).toMatchObject({
      source: 'standing-approval',
      commandDigest: digest,
      requestId: 's',
    });
    expect(granted(rule.operation, scope, standing.validUntil)).toBeUndefined();
    expect(granted(rule.operation, 'e'.repeat(64), now)).toBeUndefined();
    expect(granted('key-group.delete', scope, now)).toBeUndefined();
  });

  it('cannot be changed once it exists', () => {
    const grant = grantFromRequest(rule, request, digest, now);
    expect(Object.isFrozen(grant) && Object.isFrozen(grant?.record)).toBe(true);
  });
});
