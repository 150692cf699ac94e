// Calls of Approvals and Administration > Approval policy. Signing happens in main's own small window; nothing here carries a password.
import { z } from 'zod';
import {
  controlledCall,
  orderPreview,
  policyRow,
  policyView,
  requestInput,
  requestList,
  requestListInput,
  requestView,
} from '../../schemas/approvals';
import { exportedFile } from '../../schemas/audit';
import { justification, rowId } from '../../schemas/common';
import { byId } from '../../schemas/setup';
import { command, query } from '../definition';

const nothing = z.object({}).strict();
const reason = z.string().trim().max(1000);
/** The command inside a preview or request may be as large as any command of the table. */
const controlledBytes = 96 * 1024;

export const approvalCalls = {
  'approvals.preview': query({
    input: controlledCall,
    output: orderPreview,
    phases: ['ready'],
    permission: 'logged-in',
    maxBytes: controlledBytes,
  }),
  'approvals.request': command({
    input: requestInput,
    output: requestView,
    phases: ['ready'],
    permission: 'logged-in',
    approval: { none: 'asking is what needs no approval; the permission of the call asked for is checked' },
    audit: 'approval.requested',
    maxBytes: controlledBytes,
  }),
  'approvals.list': query({
    input: requestListInput,
    output: requestList,
    phases: ['ready'],
    permission: 'Approvals:View',
  }),
  'approvals.details': query({ input: byId, output: requestView, phases: ['ready'], permission: 'Approvals:View' }),
  'approvals.decide': command({
    input: z.object({ ids: z.array(rowId).min(1).max(50), verdict: z.enum(['approve', 'deny']), reason }),
    output: z.object({ requests: z.array(requestView) }),
    phases: ['ready'],
    permission: 'Approvals:Decide',
    approval: { none: 'a decision is an approval' },
    audit: 'approval.decided',
  }),
  'approvals.withdraw': command({
    input: byId,
    output: requestView,
    phases: ['ready'],
    permission: 'logged-in',
    approval: { none: 'less, never more; only the requester may' },
    audit: 'approval.withdrawn',
  }),
  'approvals.execute': command({
    input: byId,
    output: requestView,
    phases: ['ready'],
    permission: 'Approvals:View',
    approval: { none: 'carries out what was approved; every rule is checked again' },
    audit: { none: 'the call that is carried out writes its own entry, and so does a failure' },
  }),
  'approvals.exportEvidence': command({
    input: nothing,
    output: exportedFile.nullable(),
    phases: ['ready'],
    permission: 'AuditLogs:Export',
    approval: { none: 'exporting needs no approval' },
    audit: 'approval.evidence-exported',
  }),

  'policy.get': query({ input: nothing, output: policyView, phases: ['ready'], permission: 'Approvals:View' }),
  'policy.change': command({
    input: z.object({ revision: z.number().int(), rows: z.array(policyRow).min(1).max(100) }),
    output: policyView,
    phases: ['ready'],
    permission: 'Settings:Manage',
    approval: 'policy.change',
    audit: 'policy.changed',
  }),

  'jobs.stopAll': command({
    input: z.object({ justification }),
    output: nothing,
    phases: ['ready'],
    permission: 'logged-in',
    approval: { none: 'anyone may stop; resuming needs two' },
    audit: 'jobs.stopped',
  }),
  'jobs.resumeAll': command({
    input: z.object({ justification }),
    output: nothing,
    phases: ['ready'],
    permission: 'Jobs:Manage',
    approval: 'jobs.resume-all',
    audit: 'jobs.resumed',
  }),
} as const;
