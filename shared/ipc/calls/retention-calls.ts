// Calls of the retention of the audit log. Main owns every path and writes every file.
import { z } from 'zod';
import { rowId } from '../../schemas/common';
import { exportedSegment, retentionView } from '../../schemas/retention';
import { command, query } from '../definition';

const nothing = z.object({}).strict();

export const retentionCalls = {
  'retention.get': query({ input: nothing, output: retentionView, phases: ['ready'], permission: 'AuditLogs:View' }),
  /**
   * Exports the entries that could be removed as an audit report, and reads it back. Progress and cancel are those of `reports.run`;
   * null when the dialog was cancelled.
   */
  'retention.export': command({
    input: z.object({ runId: rowId }),
    output: exportedSegment.nullable(),
    phases: ['ready'],
    permission: 'AuditLogs:Export',
    approval: { none: 'exporting needs no approval' },
    audit: 'audit.segment-exported',
  }),
  /** The exported segment is verified once more; then its entries go and its tombstone stays. */
  'retention.remove': command({
    input: z.object({ segmentId: z.string().regex(/^[0-9a-f]{64}$/) }),
    output: nothing,
    phases: ['ready'],
    permission: 'Settings:Manage',
    approval: 'audit.remove-segment',
    audit: 'audit.segment-removed',
  }),
} as const;
