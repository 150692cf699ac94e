// Records printed as PDF: of one operation, and of the set-up. Null when the dialog was cancelled.
import { z } from 'zod';
import { operationPlace, printedRecord } from '../../schemas/records';
import { command } from '../definition';

export const recordCalls = {
  'records.operation': command({
    input: operationPlace,
    output: printedRecord.nullable(),
    phases: ['ready'],
    permission: 'AuditLogs:Export',
    approval: { none: 'exporting needs no approval' },
    audit: 'record.printed',
  }),
  'records.setup': command({
    input: z.object({}).strict(),
    output: printedRecord.nullable(),
    phases: ['ready'],
    permission: 'AuditLogs:Export',
    approval: { none: 'exporting needs no approval' },
    audit: 'record.printed',
  }),
} as const;
