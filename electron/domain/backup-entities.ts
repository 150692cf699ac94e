// Backups and what was taken out of the log, as they are recorded.
import type { ErrorShape } from '../../shared/errors';
import type { ReportSchedule } from '../../shared/schemas/reports';
import type { RowId } from './entities';

/** When the store is backed up by itself, and how the last backups went: one row. */
export interface BackupPlan {
  readonly id: RowId;
  readonly revision: number;
  readonly schedule: ReportSchedule | null;
  /** When the schedule runs it next (ISO 8601); null without a schedule. */
  readonly nextRunAt: string | null;
  /** The last backup that was made. */
  readonly last: {
    readonly at: string;
    readonly directory: string;
    /** Name of the folder that it stands in. */
    readonly folder: string;
    readonly head: number;
    readonly bytes: number;
    readonly manifestSha256: string;
    readonly scheduled: boolean;
    readonly by: readonly RowId[];
  } | null;
  /** Set while the last scheduled run has failed. */
  readonly failed: { readonly at: string; readonly error: ErrorShape } | null;
}

/** What is left of a part of the audit log that was exported, verified and removed: the tombstone that the chain goes on from. */
export interface AuditSegment {
  readonly id: RowId;
  readonly fromSequence: number;
  readonly toSequence: number;
  /** Hash that the first removed entry follows, and hash of the last one: the first kept entry follows it. */
  readonly previousHash: string;
  readonly lastHash: string;
  /** Times of the first and last removed entry (ISO 8601). */
  readonly firstAt: string;
  readonly lastAt: string;
  /** The export: its folder, and SHA-256 of its manifest and of its report.json. */
  readonly directory: string;
  readonly manifestSha256: string;
  readonly reportSha256: string;
  readonly cutAt: string;
}

/** An officer's word that the HSM's own backup was made: the console cannot make it. */
export interface HsmBackup {
  readonly id: RowId;
  /** When the HSM was backed up (ISO 8601). */
  readonly takenAt: string;
  /** Keys that are in it; null: every key there was at that time. */
  readonly keyIds: readonly RowId[] | null;
  readonly note: string;
  readonly recordedAt: string;
  readonly recordedBy: RowId;
}
