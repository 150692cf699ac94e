// Calls of Logging and Reporting > Audit Logs: pages of a filtered log, one entry and where it leads, saved filters, export and verification.
import { z } from 'zod';
import {
  auditEntryDetails,
  auditFilter,
  auditList,
  auditListInput,
  exportedFile,
  saveAuditFilter,
  savedAuditFilterView,
} from '../../schemas/audit';
import { rowId } from '../../schemas/common';
import { appStatus } from '../../schemas/status';
import { command, query } from '../definition';

const nothing = z.object({}).strict();

export const auditCalls = {
  'audit.list': query({ input: auditListInput, output: auditList, phases: ['ready'], permission: 'AuditLogs:View' }),
  'audit.entry': query({
    input: z.object({ sequence: z.number().int().min(1) }),
    output: auditEntryDetails,
    phases: ['ready'],
    permission: 'AuditLogs:View',
  }),
  /** Everybody who can be filtered by, deleted identities left out. */
  'audit.identities': query({
    input: nothing,
    output: z.object({ identities: z.array(z.object({ id: rowId, name: z.string() })) }),
    phases: ['ready'],
    permission: 'AuditLogs:View',
  }),
  'audit.savedFilters': query({
    input: nothing,
    output: z.object({ filters: z.array(savedAuditFilterView) }),
    phases: ['ready'],
    permission: 'AuditLogs:View',
  }),
  'audit.saveFilter': command({
    input: saveAuditFilter,
    output: savedAuditFilterView,
    phases: ['ready'],
    permission: 'AuditLogs:View',
    approval: { none: 'how the log is looked at' },
    audit: 'audit.filter-saved',
  }),
  'audit.deleteFilter': command({
    input: z.object({ id: rowId, revision: z.number().int() }),
    output: nothing,
    phases: ['ready'],
    permission: 'AuditLogs:View',
    approval: { none: 'how the log is looked at' },
    audit: 'audit.filter-deleted',
  }),
  'audit.exportCsv': command({
    input: z.object({ filter: auditFilter }),
    output: exportedFile.nullable(),
    phases: ['ready'],
    permission: 'AuditLogs:Export',
    approval: { none: 'exporting needs no approval' },
    audit: 'audit.exported',
  }),
  'audit.verify': command({
    input: nothing,
    output: appStatus,
    phases: ['ready'],
    permission: 'AuditLogs:Verify',
    approval: { none: 'reads only' },
    audit: 'audit.verified',
  }),
  /** Ends `audit.verify` and the verification after login; they answer `input.cancelled`. Progress events name the call `audit.verify`. */
  'audit.cancelVerify': command({
    input: nothing,
    output: nothing,
    phases: ['ready'],
    permission: 'AuditLogs:Verify',
    approval: { none: 'less, never more' },
    audit: { none: 'nothing was found out; the status says up to where the log was verified before' },
  }),
} as const;
