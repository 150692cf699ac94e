// Calls of Logging and Reporting > Reports. Main owns every path and writes every file; the window names a run to follow and cancel it.
import { z } from 'zod';
import { rowId } from '../../schemas/common';
import { reportDefinition, reportKindView, reportPreview, reportRun, writtenReport } from '../../schemas/reports';
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
} as const;
