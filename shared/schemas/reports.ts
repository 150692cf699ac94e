// Reports: what can be exported with evidence, how it is chosen and previewed. Main builds and writes every file.
import { z } from 'zod';
import { requestStatuses } from './approvals';
import { auditFilter } from './audit';
import { displayName, errorShape, isoTime, period, rowId } from './common';
import { keyStates } from './key-groups';

export const reportKinds = [
  'audit',
  'key-inventory',
  'rotation-compliance',
  'key-ageing',
  'approvals',
  'access-review',
  'credentials',
  'hsm',
] as const;
export type ReportKind = (typeof reportKinds)[number];

/** What a report may be limited to; each kind takes only those it names in `reportKindView.filters`. Nothing set: everything. */
export const reportFilter = z
  .object({
    /** Audit report: as in Audit Logs. */
    audit: auditFilter.optional(),
    /** Audit report: entries by number, both included, without a gap; not together with `audit`. */
    sequences: z.object({ from: z.number().int().min(1), to: z.number().int().min(1) }).optional(),
    groupIds: z.array(rowId).min(1).max(500).optional(),
    keyStates: z.array(z.enum(keyStates)).min(1).optional(),
    requestStatuses: z.array(z.enum(requestStatuses)).min(1).optional(),
    /** Made at or after, and before. */
    from: isoTime.optional(),
    to: isoTime.optional(),
  })
  .strict();
export type ReportFilter = z.infer<typeof reportFilter>;
export type ReportFilterName = keyof ReportFilter;

export const reportDefinition = z.object({
  kind: z.enum(reportKinds),
  filter: reportFilter.default({}),
  /** Ids of the CSV's columns in order; null: all of them. The JSON always holds everything. */
  columns: z.array(z.string().max(64)).min(1).max(80).nullable().default(null),
});
export type ReportDefinition = z.infer<typeof reportDefinition>;

/** A scheduled report runs at `startAt` and every period after it, into the folder set by `reports.chooseFolder`. */
export const reportSchedule = z.object({ startAt: isoTime, every: period });
export type ReportSchedule = z.infer<typeof reportSchedule>;

export const savedReportView = z.object({
  id: rowId,
  revision: z.number(),
  name: z.string(),
  definition: reportDefinition,
  schedule: reportSchedule.nullable(),
  savedAt: isoTime,
  savedBy: z.string(),
  nextRunAt: isoTime.nullable(),
  /** The last scheduled run: the folder it wrote, or why it wrote none. */
  lastRun: z.object({ at: isoTime, directory: z.string().nullable(), error: errorShape.nullable() }).nullable(),
});
export type SavedReportView = z.infer<typeof savedReportView>;

/** A new one without `id`; else the one that is changed, at the revision that was shown. */
export const saveReport = z.object({
  id: rowId.optional(),
  revision: z.number().int().optional(),
  name: displayName,
  definition: reportDefinition,
  schedule: reportSchedule.nullable(),
});

export const reportKindView = z.object({
  kind: z.enum(reportKinds),
  title: z.string(),
  description: z.string(),
  columns: z.array(z.object({ id: z.string(), title: z.string() })),
  filters: z.array(z.string()),
  /** Does the login hold the permissions that it needs? */
  permitted: z.boolean(),
});
export type ReportKindView = z.infer<typeof reportKindView>;

/** The first rows as the CSV will hold them, but for its rule about formulas. */
export const reportPreview = z.object({
  columns: z.array(z.object({ id: z.string(), title: z.string() })),
  rows: z.array(z.array(z.string())),
  /** Rows of the whole report; null where counting would mean building it. */
  total: z.number().nullable(),
});
export type ReportPreview = z.infer<typeof reportPreview>;

export const reportRun = z.object({
  /** Chosen by the window: names the run in `progress` events (`call` is `reports.run`, `id` this) and in `reports.cancel`. */
  runId: rowId,
  definition: reportDefinition,
  /** `ask`: main's folder dialog; `report-folder`: the folder set by `reports.chooseFolder`. */
  to: z.enum(['ask', 'report-folder']),
});

export const writtenReport = z.object({
  /** Name of the report's own folder inside the one that was picked. */
  directory: z.string(),
  /** Name of the folder that was picked. */
  folder: z.string(),
  rows: z.number(),
  manifestSha256: z.string(),
  /** Fingerprint for `verify-evidence.mjs --anchor-key`. */
  anchorKey: z.string(),
  createdAt: isoTime,
});
export type WrittenReport = z.infer<typeof writtenReport>;
