// The IPC table: every call between the window and main. It is the security policy; dispatcher, preload bridge and client derive from it.
import { z } from 'zod';
import { displayName, justification, rowId } from '../schemas/common';
import { credentialInput, credentialView, pickedCsv } from '../schemas/credentials';
import { jobDetails, jobList, jobListInput, jobStatistics } from '../schemas/jobs';
import {
  forceRotateInput,
  jobStarted,
  keyGroupChange,
  keyGroupInput,
  keyGroupView,
  keyView,
  pickedPolicy,
  policyFinding,
  rotationPreview,
} from '../schemas/key-groups';
import {
  byId,
  evaluationTokenInput,
  inspectedModule,
  loginInput,
  moduleSettings,
  moduleView,
  setupInput,
  setupOptions,
  unlockInput,
} from '../schemas/setup';
import { appStatus } from '../schemas/status';
import type { ErrorShape } from '../errors';
import { approvalCalls } from './calls/approval-calls';
import { auditCalls } from './calls/audit-calls';
import { backupCalls } from './calls/backup-calls';
import { dashboardCalls } from './calls/dashboard-calls';
import { identityCalls } from './calls/identity-calls';
import { inventoryCalls } from './calls/inventory-calls';
import { keyOperationCalls } from './calls/key-operation-calls';
import { retentionCalls } from './calls/retention-calls';
import { reconcileCalls } from './calls/reconcile-calls';
import { recoveryCalls } from './calls/recovery-calls';
import { forwardingCalls } from './calls/forwarding-calls';
import { recordCalls } from './calls/record-calls';
import { reportCalls } from './calls/report-calls';
import { scheduleCalls } from './calls/schedule-calls';
import { command, query } from './definition';

const nothing = z.object({}).strict();
const anyPhase = ['setup', 'unlock', 'login', 'ready', 'blocked'] as const;

export const ipcTable = {
  'app.status': query({ input: nothing, output: appStatus, phases: anyPhase, permission: 'before-login' }),

  'setup.options': query({ input: nothing, output: setupOptions, phases: ['setup'], permission: 'before-login' }),
  'setup.chooseModule': command({
    input: nothing,
    output: moduleView.nullable(),
    phases: ['setup'],
    permission: 'before-login',
    approval: { none: 'nothing exists yet' },
    audit: { none: 'a file is only chosen' },
  }),
  'setup.inspectModule': command({
    input: moduleSettings,
    output: inspectedModule,
    phases: ['setup'],
    permission: 'before-login',
    approval: { none: 'nothing exists yet' },
    audit: 'hsm.module-inspected',
  }),
  'setup.createEvaluationToken': command({
    input: evaluationTokenInput,
    output: inspectedModule,
    phases: ['setup'],
    permission: 'before-login',
    approval: { none: 'nothing exists yet' },
    audit: 'hsm.evaluation-token-created',
  }),
  'setup.complete': command({
    input: setupInput,
    output: appStatus,
    phases: ['setup'],
    permission: 'before-login',
    approval: { none: 'the first identities are made here' },
    audit: 'system.set-up',
  }),

  'hsm.unlock': command({
    input: unlockInput,
    output: appStatus,
    phases: ['unlock', 'login', 'ready'],
    permission: 'before-login',
    approval: { none: 'the PIN is the authority' },
    audit: 'hsm.logged-in',
  }),
  'hsm.logOut': command({
    input: nothing,
    output: appStatus,
    phases: ['login', 'ready'],
    permission: 'logged-in',
    approval: { none: 'less access, never more' },
    audit: 'hsm.logged-out',
  }),

  'session.login': command({
    input: loginInput,
    output: appStatus,
    phases: ['login', 'ready'],
    permission: 'before-login',
    approval: { none: 'the password is the authority' },
    audit: 'login.succeeded',
  }),
  'session.logout': command({
    input: nothing,
    output: appStatus,
    phases: ['login', 'ready'],
    permission: 'before-login',
    approval: { none: 'less access, never more' },
    audit: 'login.ended',
  }),

  'preferences.get': query({
    input: z.object({ key: z.string().max(100) }),
    output: z.object({ value: z.unknown() }),
    phases: anyPhase,
    permission: 'before-login',
  }),
  'preferences.set': command({
    input: z.object({ key: z.string().regex(/^[a-z][a-z0-9.-]{0,99}$/), value: z.unknown() }),
    output: nothing,
    phases: anyPhase,
    permission: 'before-login',
    approval: { none: 'how the window looks' },
    audit: { none: 'how the window looks' },
  }),

  'credentials.list': query({
    input: nothing,
    output: z.object({ credentials: z.array(credentialView) }),
    phases: ['ready'],
    permission: 'Credentials:View',
  }),
  'credentials.pickCsv': command({
    input: nothing,
    output: pickedCsv.nullable(),
    phases: ['ready'],
    permission: 'Credentials:Add',
    approval: { none: 'a file is only read' },
    audit: { none: 'a file is only read; adding it is audited' },
  }),
  'credentials.makeEvaluationCsv': command({
    input: nothing,
    output: z.object({ fileName: z.string(), accessKeyId: z.string() }).nullable(),
    phases: ['ready'],
    permission: 'Credentials:Add',
    approval: { none: 'the simulator plays AWS IAM; nothing of the console changes' },
    audit: 'credential.evaluation-key-made',
  }),
  'credentials.add': command({
    input: credentialInput,
    output: credentialView,
    phases: ['ready'],
    permission: 'Credentials:Add',
    approval: 'credential.add',
    audit: 'credential.added',
  }),
  'credentials.delete': command({
    input: z.object({ id: rowId, name: displayName }),
    output: nothing,
    phases: ['ready'],
    permission: 'Credentials:Delete',
    approval: 'credential.delete',
    audit: 'credential.deleted',
  }),

  'groups.list': query({
    input: nothing,
    output: z.object({ groups: z.array(keyGroupView) }),
    phases: ['ready'],
    permission: 'Keys:View',
  }),
  'groups.keys': query({
    input: byId,
    output: z.object({ keys: z.array(keyView) }),
    phases: ['ready'],
    permission: 'Keys:View',
  }),
  'groups.pickPolicy': command({
    input: z.object({ credentialId: rowId.nullable() }),
    output: pickedPolicy.nullable(),
    phases: ['ready'],
    permission: 'Keys:Add',
    approval: { none: 'a file is only read' },
    audit: { none: 'a file is only read; the group that takes it is audited' },
  }),
  'groups.checkPolicy': query({
    input: z.object({ credentialId: rowId.nullable(), policy: z.string().max(40000) }),
    output: z.object({ findings: z.array(policyFinding) }),
    phases: ['ready'],
    permission: 'Keys:View',
  }),
  'groups.add': command({
    input: keyGroupInput,
    output: keyGroupView,
    phases: ['ready'],
    permission: 'Keys:Add',
    approval: 'key-group.add',
    audit: 'key-group.added',
  }),
  'groups.change': command({
    input: keyGroupChange,
    output: keyGroupView,
    phases: ['ready'],
    permission: 'Keys:Modify',
    approval: 'key-group.change',
    audit: 'key-group.changed',
  }),
  'groups.delete': command({
    input: z.object({ id: rowId, revision: z.number().int() }),
    output: nothing,
    phases: ['ready'],
    permission: 'Keys:Delete',
    approval: 'key-group.delete',
    audit: 'key-group.deleted',
  }),
  'groups.previewForceRotate': query({
    input: z.object({ groupId: rowId }),
    output: rotationPreview,
    phases: ['ready'],
    permission: 'Keys:Rotate',
  }),
  'groups.forceRotate': command({
    input: forceRotateInput,
    output: jobStarted,
    phases: ['ready'],
    permission: 'Keys:Rotate',
    approval: 'key-group.force-rotate',
    audit: 'job.queued',
  }),

  'jobs.list': query({ input: jobListInput, output: jobList, phases: ['ready'], permission: 'Jobs:View' }),
  'jobs.details': query({ input: byId, output: jobDetails, phases: ['ready'], permission: 'Jobs:View' }),
  'jobs.statistics': query({ input: nothing, output: jobStatistics, phases: ['ready'], permission: 'Jobs:View' }),
  'jobs.retry': command({
    input: z.object({ id: rowId, justification }),
    output: nothing,
    phases: ['ready'],
    permission: 'Jobs:Manage',
    approval: 'job.resolve',
    audit: 'job.retried',
  }),
  'jobs.cancel': command({
    input: z.object({ id: rowId, justification }),
    output: nothing,
    phases: ['ready'],
    permission: 'Jobs:Manage',
    approval: 'job.resolve',
    audit: 'job.cancelled',
  }),

  ...keyOperationCalls,
  ...reconcileCalls,
  ...scheduleCalls,
  ...approvalCalls,
  ...identityCalls,
  ...recoveryCalls,
  ...reportCalls,
  ...recordCalls,
  ...forwardingCalls,
  ...backupCalls,
  ...retentionCalls,
  ...dashboardCalls,
  ...auditCalls,
  ...inventoryCalls,
} as const;

export type IpcTable = typeof ipcTable;
export type IpcCallName = keyof IpcTable;
export type IpcInput<N extends IpcCallName> = z.input<IpcTable[N]['input']>;
export type IpcParsedInput<N extends IpcCallName> = z.output<IpcTable[N]['input']>;
export type IpcOutput<N extends IpcCallName> = z.output<IpcTable[N]['output']>;

/** What every call answers: a value or a typed error, never an exception across the bridge. */
export type IpcAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorShape };

/** What the window may be showing that has changed. */
export const topics = [
  'status',
  'approvals',
  'policy',
  'identities',
  'roles',
  'recovery',
  'credentials',
  'groups',
  'keys',
  'jobs',
  'audit',
  'audit-filters',
  'preferences',
  'reports',
  'reconciliations',
  'forwarding',
  'backup',
] as const;
export type Topic = (typeof topics)[number];

/** Main to window. Events carry no data but topics: the window asks again, with its permissions. */
export const ipcEvents = {
  changed: z.object({ topics: z.array(z.enum(topics)), ids: z.array(z.string()).max(1000).optional() }),
  /** Progress of set-up and other long calls, in words the window has text for. `id` names a run of its own; a total of 0 is not known. */
  progress: z.object({
    call: z.string(),
    step: z.string(),
    done: z.number(),
    total: z.number(),
    id: z.string().optional(),
  }),
} as const;
export type IpcEventName = keyof typeof ipcEvents;
export type IpcEventPayload<N extends IpcEventName> = z.output<(typeof ipcEvents)[N]>;
