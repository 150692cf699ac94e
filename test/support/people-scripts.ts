// Scripts of the fake bridge for approvals, identities, roles, policy, login steps and recovery.
import type { AppStatus } from '../../shared/schemas/status';
import type { RecoveryView } from '../../shared/schemas/recovery';
import {
  aPolicy,
  aRequest,
  anIdentity,
  anOrderPreview,
  closedRequests,
  openRequests,
  someIdentities,
  someRoles,
} from './builders/people-views';
import { answers, type FakeScript } from './fake-bridge';
import { anError, fullFrameScript, gateStatus, loginScript, status } from './screen-scripts';

export const aRecovery = (over: Partial<RecoveryView> = {}): RecoveryView => ({
  state: 'ready',
  madeAt: '2026-02-01T09:10:00.000Z',
  startedAt: null,
  opensAt: null,
  lapsesAt: null,
  administratorsNeeded: 2,
  last: null,
  ...over,
});

const approvalRequired = anError({
  code: 'auth.approval-required',
  facts: { operation: 'key-group.force-rotate', approvalsRequired: 1 },
});
const mine = aRequest({
  id: '6'.repeat(32),
  requesterId: '1'.repeat(32),
  requester: 'maria',
  actions: ['approve', 'deny', 'withdraw'],
});

/** The frame with people, roles, policy and requests; every controlled command asks for an approval. */
export const peopleScript = (change: Partial<AppStatus> = {}): FakeScript => ({
  ...fullFrameScript({ approvals: { open: openRequests.length, forMe: 2 }, ...change }),
  'approvals.list': answers('approvals.list', { requests: [...openRequests], next: null, total: openRequests.length }),
  'approvals.details': answers('approvals.details', openRequests[0]!),
  'approvals.preview': answers('approvals.preview', anOrderPreview()),
  'approvals.request': { value: mine, delayMs: 150 },
  'approvals.decide': [
    { error: anError({ code: 'input.cancelled', facts: { what: 'signature' } }), delayMs: 150 },
    { value: { requests: [{ ...mine, status: 'Executed', approvalsCounted: 1, actions: [] }] }, delayMs: 150 },
  ],
  'identities.list': answers('identities.list', { identities: [...someIdentities] }),
  'roles.list': answers('roles.list', { roles: [...someRoles] }),
  'policy.get': answers('policy.get', aPolicy()),
  'recovery.status': answers('recovery.status', aRecovery()),
  'groups.forceRotate': { error: approvalRequired },
  'identities.add': { error: approvalRequired },
  'roles.delete': { error: approvalRequired },
  'policy.change': { error: approvalRequired },
  'jobs.stopAll': answers('jobs.stopAll', {}),
});
export const decidedScript = (): FakeScript => ({
  ...peopleScript(),
  'approvals.list': answers('approvals.list', {
    requests: [...closedRequests],
    next: null,
    total: closedRequests.length,
  }),
  'approvals.details': answers('approvals.details', closedRequests[1]!),
});
export const noRequestsScript = (): FakeScript => ({
  ...peopleScript({ approvals: { open: 0, forMe: 0 } }),
  'approvals.list': answers('approvals.list', { requests: [], next: null, total: 0 }),
});
/** Everything that can be said over every screen at once. */
export const noticesScript = (): FakeScript =>
  peopleScript({
    jobs: {
      running: 0,
      queued: 2,
      needsAttention: 1,
      stopped: {
        at: new Date(Date.now() - 300_000).toISOString(),
        by: 'jonas',
        justification: 'AWS reports trouble in eu-central-1',
      },
    },
    notices: [
      { kind: 'two-administrators', have: 2, need: 3 },
      { kind: 'no-recovery-shares' },
      {
        kind: 'recovery-begun',
        startedAt: new Date(Date.now() - 3_600_000).toISOString(),
        opensAt: new Date(Date.now() + 23 * 3_600_000).toISOString(),
      },
      { kind: 'recovery-completed', at: '2026-03-01T10:00:00.000Z', administrators: ['eva', 'otto'] },
    ],
  });

const steps = (
  code: 'auth.code-required' | 'auth.password-change-required' | 'auth.enrolment-required',
): FakeScript => ({
  ...loginScript,
  'session.login': [{ error: anError({ code }) }, { error: anError({ code: 'auth.login-refused' }) }],
  'session.enrolSecondFactor': { error: anError({ code: 'input.cancelled' }), delayMs: 200 },
});
export const codeScript = steps('auth.code-required');
export const changeScript = steps('auth.password-change-required');
export const enrolScript = steps('auth.enrolment-required');
export const lockedScript: FakeScript = {
  ...loginScript,
  'app.status': answers(
    'app.status',
    gateStatus('login', {
      session: { identities: [], roles: [], waiting: null, permissions: [], locked: status().session.identities },
    }),
  ),
};
export const recoveryScript = (state: RecoveryView['state']): FakeScript => ({
  ...loginScript,
  'app.status': answers(
    'app.status',
    gateStatus('login', {
      notices:
        state === 'waiting' || state === 'open'
          ? [
              {
                kind: 'recovery-begun',
                startedAt: new Date(Date.now() - 3_600_000).toISOString(),
                opensAt: new Date(Date.now() + 23 * 3_600_000).toISOString(),
              },
            ]
          : [],
    }),
  ),
  'recovery.status': answers(
    'recovery.status',
    aRecovery({
      state,
      ...(state === 'waiting' || state === 'open'
        ? {
            startedAt: new Date(Date.now() - 3_600_000).toISOString(),
            opensAt: new Date(Date.now() + (state === 'open' ? -1 : 23) * 3_600_000).toISOString(),
            lapsesAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
          }
        : {}),
    }),
  ),
});
export const oneIdentity = anIdentity;
