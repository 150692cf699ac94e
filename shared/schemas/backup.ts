// Backups of the store as the window sees them, and the record of the HSM's own backups.
import { z } from 'zod';
import { errorShape, isoTime, rowId } from './common';
import { reportSchedule } from './reports';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** A backup that was written, read back and verified. */
export const madeBackup = z.object({
  /** Name of the backup's own folder inside the one that was picked. */
  directory: z.string(),
  /** Name of the folder that was picked. */
  folder: z.string(),
  at: isoTime,
  /** Sequence number of the last audit entry in it. */
  head: z.number(),
  bytes: z.number(),
  manifestSha256: z.string(),
});
export type MadeBackup = z.infer<typeof madeBackup>;

export const hsmBackupView = z.object({
  id: rowId,
  takenAt: isoTime,
  /** How many keys it names; null: every key there was at that time. */
  keys: z.number().nullable(),
  note: z.string(),
  recordedAt: isoTime,
  recordedBy: z.string(),
});
export type HsmBackupView = z.infer<typeof hsmBackupView>;

export const backupView = z.object({
  revision: z.number(),
  /** Name of the folder for backups that are made without asking; null when none was chosen. */
  folder: z.string().nullable(),
  schedule: reportSchedule.nullable(),
  nextRunAt: isoTime.nullable(),
  last: madeBackup.extend({ scheduled: z.boolean(), by: z.array(z.string()) }).nullable(),
  failed: z.object({ at: isoTime, error: errorShape }).nullable(),
  /** Newest first. */
  hsmBackups: z.array(hsmBackupView),
  /** Keys in the HSM, and how many of them no confirmed backup holds. */
  hsmKeys: z.object({ total: z.number(), notInBackup: z.number() }),
});
export type BackupView = z.infer<typeof backupView>;

/** What a restoration would bring back and lose; everything is verified before it is shown. */
export const restorePreview = z.object({
  /** SHA-256 of the manifest: names the backup from here on. */
  backupId: digest,
  directory: z.string(),
  createdAt: isoTime,
  createdBy: z.array(z.string()),
  version: z.string(),
  storeId: z.string(),
  environment: z.enum(['EVALUATION', 'PRODUCTION']),
  head: z.number(),
  bytes: z.number(),
  /** Open approval requests in the backup: they end as stale. */
  openRequests: z.number(),
  /** Against the store that is open now; null at set-up. */
  loses: z
    .object({
      head: z.number(),
      /** Entries written since the backup; null when its log is not the beginning of today's. */
      entries: z.number().nullable(),
      /** Open approval requests of today. */
      openRequests: z.number(),
      /** Names of what exists today and not in the backup. */
      keys: z.array(z.string()),
      groups: z.array(z.string()),
      credentials: z.array(z.string()),
      identities: z.array(z.string()),
    })
    .nullable(),
});
export type RestorePreview = z.infer<typeof restorePreview>;

/** A backup found at set-up, before the HSM has been asked: what its manifest says. */
export const foundBackup = z.object({
  backupId: digest,
  directory: z.string(),
  createdAt: isoTime,
  storeId: z.string(),
  environment: z.enum(['EVALUATION', 'PRODUCTION']),
  head: z.number(),
  token: z.object({ label: z.string().nullable(), serial: z.string().nullable() }),
  pinInTwoParts: z.boolean(),
});
export type FoundBackup = z.infer<typeof foundBackup>;
