// Builders of what main answers about people and approvals: requests, identities, roles and the policy, whole and plausible.
import { operations, permissions, type Operation, type Permission } from '../../../shared/permissions';
import type { DecisionView, OrderPreview, PolicyView, RequestView } from '../../../shared/schemas/approvals';
import type { IdentityView, RoleView } from '../../../shared/schemas/identities';
import { idOf } from './views';

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const ahead = (minutes: number): string => ago(-minutes);
const day = 24 * 60;

export const administratorId = '0000000000000000000000000000a001';
export const keyManagerId = '0000000000000000000000000000a002';
export const operatorId = '0000000000000000000000000000a003';
export const approverId = '0000000000000000000000000000a004';
export const auditorId = '0000000000000000000000000000a005';

export function aDecision(over: Partial<DecisionView> = {}): DecisionView {
  return {
    identityId: idOf(0x502),
    identity: 'jonas',
    verdict: 'approve',
    reason: '',
    at: ago(12),
    counts: true,
    ...over,
  };
}

export function aRequest(over: Partial<RequestView> = {}): RequestView {
  return {
    id: idOf(0x601),
    operation: 'key-group.force-rotate',
    target: { kind: 'key-group', id: idOf(0x201), name: 'payments-eu' },
    effect: [
      { name: 'Method', value: 'Same key', before: null },
      { name: 'New key', value: 'payments-eu #4', before: null },
      { name: 'Region', value: 'eu-central-1', before: null },
      { name: 'AWS account', value: '111122223333', before: null },
      { name: 'Credential', value: 'production (AKIAIOSFODNN7EXAMPLE)', before: null },
      {
        name: 'AWS KMS key, which stays',
        value: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        before: null,
      },
      { name: 'Alias', value: 'alias/payments-eu stays where it is', before: null },
      { name: 'Key material expires in AWS', value: 'Does not expire', before: null },
      { name: 'Wrapping', value: 'RSAES_OAEP_SHA_256 under RSA_4096', before: null },
    ],
    digest: '9c41e0b7d52e846a1b9c4d07f3e6a528bc1940d2e7f6a31c85b09d4e7a2f6101',
    requesterId: idOf(0x503),
    requester: 'amara',
    justification: 'Quarterly rotation of the payment keys, as the plan of March says.',
    createdAt: ago(95),
    expiresAt: ahead(6 * day + 1000),
    status: 'Pending',
    approvalsRequired: 1,
    approvalsCounted: 0,
    decisions: [],
    closedAt: null,
    jobId: null,
    error: null,
    actions: ['approve', 'deny'],
    ...over,
  };
}

export function anIdentity(over: Partial<IdentityView> = {}): IdentityView {
  return {
    id: idOf(0x501),
    name: 'maria',
    fullName: 'María Santos',
    roles: [{ id: administratorId, name: 'Administrator' }],
    status: 'enabled',
    lastLoginAt: ago(14),
    lockedUntil: null,
    secondFactor: 'enrolled',
    mustChangePassword: false,
    mayDecideFrom: null,
    createdAt: '2026-02-01T09:00:00.000Z',
    revision: 1,
    ...over,
  };
}

const views = permissions.filter((permission) => permission.endsWith(':View'));
export function aRole(over: Partial<RoleView> = {}): RoleView {
  return {
    id: administratorId,
    name: 'Administrator',
    type: 'Administrative',
    description: 'Manages identities, roles, cloud credentials and HSM settings.',
    loginsRequired: 2,
    permissions: permissions.filter((permission) => permission !== 'Keys:Rotate'),
    excludes: [approverId],
    builtIn: true,
    identities: 3,
    revision: 1,
    ...over,
  };
}

const keyManager: readonly Permission[] = [
  ...views,
  ...permissions.filter((permission) => permission.startsWith('Keys:') && permission !== 'Keys:View'),
  'Jobs:Manage',
  'Approvals:Decide',
];
export const someRoles: readonly RoleView[] = [
  aRole(),
  aRole({
    id: keyManagerId,
    name: 'Key Manager',
    type: 'Operational',
    description: 'Manages key groups and keys, and force rotates them.',
    permissions: [...keyManager],
    excludes: [],
    identities: 2,
  }),
  aRole({
    id: operatorId,
    name: 'Operator',
    type: 'Operational',
    description: 'Views everything and may request a force rotate.',
    loginsRequired: 1,
    permissions: [...views, 'Keys:Rotate'],
    excludes: [],
    identities: 1,
  }),
  aRole({
    id: approverId,
    name: 'Approver',
    type: 'Operational',
    description: 'Views everything and decides requests of others.',
    loginsRequired: 1,
    permissions: [...views, 'Approvals:Decide'],
    excludes: [administratorId],
    identities: 1,
  }),
  aRole({
    id: auditorId,
    name: 'Auditor',
    type: 'Audit',
    description: 'Views and exports only; excludes every other role.',
    loginsRequired: 1,
    permissions: [...views, 'AuditLogs:Export', 'AuditLogs:Verify'],
    excludes: '*',
    identities: 1,
  }),
  aRole({
    id: idOf(0xa06),
    name: 'Night shift',
    type: 'Operational',
    description: 'Looks at jobs and retries them outside office hours.',
    loginsRequired: 1,
    permissions: ['Keys:View', 'Jobs:View', 'Jobs:Manage', 'Approvals:View'],
    excludes: [],
    builtIn: false,
    identities: 0,
  }),
];

export const someIdentities: readonly IdentityView[] = [
  anIdentity({ id: '1'.repeat(32) }),
  anIdentity({
    id: '2'.repeat(32),
    name: 'jonas',
    fullName: 'Jonas Weber',
    roles: [
      { id: administratorId, name: 'Administrator' },
      { id: keyManagerId, name: 'Key Manager' },
    ],
    lastLoginAt: ago(13),
  }),
  anIdentity({
    id: idOf(0x503),
    name: 'amara',
    fullName: 'Amara Okafor',
    roles: [{ id: operatorId, name: 'Operator' }],
    lastLoginAt: ago(100),
    secondFactor: 'none',
  }),
  anIdentity({
    id: idOf(0x504),
    name: 'li.wei',
    fullName: '李伟',
    roles: [{ id: approverId, name: 'Approver' }],
    lastLoginAt: ago(3 * day),
    lockedUntil: ahead(22),
  }),
  anIdentity({
    id: idOf(0x505),
    name: 'noor',
    fullName: 'نور الهاشمي',
    roles: [{ id: auditorId, name: 'Auditor' }],
    lastLoginAt: null,
    secondFactor: 'none',
    mustChangePassword: true,
  }),
  anIdentity({
    id: idOf(0x506),
    name: 'p.grunewald',
    fullName: 'Petra Grünewald-Hohenstein von und zu Langenscheidt',
    roles: [{ id: keyManagerId, name: 'Key Manager' }],
    status: 'disabled',
    lastLoginAt: ago(120 * day),
  }),
  anIdentity({ id: idOf(0x507), name: 'tomas', fullName: 'Tomás Pereira', status: 'deleted', roles: [] }),
];

const administrative = /^(identity|role|policy|recovery|credential)/;
export function aPolicy(floor: 'EVALUATION' | 'PRODUCTION' = 'EVALUATION'): PolicyView {
  return {
    revision: 1,
    rows: operations.map((operation: Operation) => {
      const admin = administrative.test(operation);
      const least = floor === 'EVALUATION' ? 0 : admin ? 2 : 1;
      return {
        operation,
        approvalsRequired: Math.max(1, least),
        approverRoleIds: admin ? [administratorId] : [administratorId, keyManagerId, approverId],
        ttlMs: 7 * 86_400_000,
        floor: least,
      };
    }),
  };
}

export function anOrderPreview(over: Partial<OrderPreview> = {}): OrderPreview {
  const { operation, target, effect, digest } = aRequest();
  return {
    ...{ operation, target, effect, digest },
    approvalsRequired: 1,
    approverRoles: ['Administrator', 'Key Manager', 'Approver'],
    ttlMs: 7 * 86_400_000,
    ...over,
  };
}

export const openRequests: readonly RequestView[] = [
  aRequest(),
  aRequest({
    id: idOf(0x602),
    operation: 'identity.add',
    target: { kind: 'identity', id: '', name: 'noor' },
    effect: [
      { name: 'Login name', value: 'noor', before: null },
      { name: 'Full name', value: 'نور الهاشمي', before: null },
      { name: 'Roles', value: 'Auditor', before: null },
    ],
    requesterId: '1'.repeat(32),
    requester: 'maria',
    justification: 'Noor audits us from April on.',
    createdAt: ago(30),
    expiresAt: ahead(40),
    approvalsRequired: 2,
    approvalsCounted: 1,
    decisions: [aDecision()],
    actions: ['approve', 'deny', 'withdraw'],
  }),
  aRequest({
    id: idOf(0x603),
    operation: 'policy.change',
    target: { kind: 'policy', id: '', name: 'Approval policy' },
    requesterId: '2'.repeat(32),
    requester: 'jonas',
    createdAt: ago(2 * day),
    expiresAt: ahead(5 * day),
    actions: ['withdraw'],
  }),
  aRequest({
    id: idOf(0x604),
    operation: 'credential.delete',
    target: { kind: 'credential', id: idOf(0x101), name: 'old-account-with-a-long-name-that-must-be-cut' },
    status: 'Approved',
    approvalsCounted: 1,
    decisions: [aDecision({ identity: 'li.wei', reason: 'The account is closed.' })],
    createdAt: ago(5 * 60),
    expiresAt: ahead(6 * day),
    error: {
      code: 'state.conflict',
      retry: 'after-user',
      certainty: 'not-done',
      facts: { what: 'credential-in-use', groups: 'backup-archive' },
      ref: '4be1f02a97c35d80',
    },
    actions: ['execute', 'withdraw'],
  }),
];
export const closedRequests: readonly RequestView[] = (
  ['Executed', 'Denied', 'Withdrawn', 'Expired', 'Stale'] as const
).map((status, index) =>
  aRequest({
    id: idOf(0x700 + index),
    status,
    closedAt: ago((index + 1) * day),
    createdAt: ago((index + 2) * day),
    approvalsCounted: status === 'Executed' ? 1 : 0,
    jobId: status === 'Executed' ? idOf(0x401) : null,
    decisions:
      status === 'Executed'
        ? [aDecision({ at: ago(day + 20) })]
        : status === 'Denied'
          ? [aDecision({ verdict: 'deny', reason: 'Not before the freeze ends on Friday.', at: ago(2 * day) })]
          : status === 'Stale'
            ? [aDecision({ counts: false, at: ago(5 * day) })]
            : [],
    actions: [],
  }),
);
