// Calls of Logging and Reporting > Reports. Main owns every path and writes every file; the window names a run to follow and cancel it.
import { z } from 'zod';
import { rowId } from '../../schemas/common';
import {
  reportDefinition,
  reportKindView,
  reportPreview,
  reportRun,
  savedReportView,
  saveReport,
  writtenReport,
} from '../../schemas/reports';
import { command, query } from '../definition';

const nothing = z.object({}).strict();

export const reportCalls = {
  /** Every report, its columns and filters. A kind asks for permissions of its own beside the export: see `permitted`. */
  'reports.kinds': query({
    input: nothing,
    output: z.object({ kinds: z.array(reportKindView), folder: z.string().nullable() }),
    phases: ['ready'],
    permission: 'AuditLogs:View',
  }),
  'reports.preview': query({
    input: z.object({ definition: reportDefinition, limit: z.number().int().min(1).max(200).default(50) }),
    output: reportPreview,
    phases: ['ready'],
    permission: 'AuditLogs:View',
  }),
  /** Answers when the report is whole under its name; null when the dialog was cancelled; `input.cancelled` after `reports.cancel`. */
  'reports.run': command({
    input: reportRun,
    output: writtenReport.nullable(),
    phases: ['ready'],
    permission: 'AuditLogs:Export',
    approval: { none: 'exporting needs no approval' },
    audit: 'report.exported',
  }),
  'reports.cancel': command({
    input: z.object({ runId: rowId }),
    output: nothing,
    phases: ['ready'],
    permission: 'AuditLogs:Export',
    approval: { none: 'less, never more' },
    audit: { none: 'nothing was exported; a cancelled run leaves nothing behind' },
  }),
  /** The folder for reports that are run without asking, and for scheduled ones. Answers its name; null when the dialog was cancelled. */
  'reports.chooseFolder': command({
    input: nothing,
    output: z.object({ folder: z.string() }).nullable(),
    phases: ['ready'],
    permission: 'AuditLogs:Export',
    approval: { none: 'where files go is not what they say' },
    audit: 'report.folder-chosen',
  }),

  'reports.saved': query({
    input: nothing,
    output: z.object({ reports: z.array(savedReportView) }),
    phases: ['ready'],
    permission: 'AuditLogs:View',
  }),
  /** Saving needs the permissions of the report, because a schedule runs it with nobody logged in. */
  'reports.save': command({
    input: saveReport,
    output: savedReportView,
    phases: ['ready'],
    permission: 'AuditLogs:Export',
    approval: { none: 'exporting needs no approval' },
    audit: 'report.saved',
  }),
  'reports.deleteSaved': command({
    input: z.object({ id: rowId, revision: z.number().int() }),
    output: nothing,
    phases: ['ready'],
    permission: 'AuditLogs:Export',
    approval: { none: 'less, never more' },
    audit: 'report.deleted',
  }),
  /** A reviewer has read an exported access review: everyone logged in is named in the entry. */
  'reports.signOff': command({
    input: z.object({
      directory: z.string().max(100),
      manifestSha256: z.string().regex(/^[0-9a-f]{64}$/),
      remark: z.string().trim().max(1000),
    }),
    output: nothing,
    phases: ['ready'],
    permission: 'AuditLogs:Verify',
    approval: { none: 'says that something was read' },
    audit: 'report.signed-off',
  }),
} as const;
