// Calls of Administration > Backup. Main owns every path; the window names a run to follow and cancel it.
import { z } from 'zod';
import { backupView, foundBackup, madeBackup, restorePreview } from '../../schemas/backup';
import { isoTime, rowId } from '../../schemas/common';
import { reportSchedule } from '../../schemas/reports';
import { moduleSettings, unlockInput } from '../../schemas/setup';
import { appStatus } from '../../schemas/status';
import { command, query } from '../definition';

const nothing = z.object({}).strict();
const digest = z.string().regex(/^[0-9a-f]{64}$/);

export const backupCalls = {
  'backup.get': query({ input: nothing, output: backupView, phases: ['ready'], permission: 'Settings:View' }),
  /** Answers when the backup is whole under its name, opened and verified; null when the dialog was cancelled; `input.cancelled` after `backup.cancel`. */
  'backup.make': command({
    input: z.object({ runId: rowId, to: z.enum(['ask', 'backup-folder']) }),
    output: madeBackup.nullable(),
    phases: ['ready'],
    permission: 'Settings:Manage',
    approval: { none: 'an encrypted copy that only the HSM can open' },
    audit: 'backup.made',
  }),
  'backup.cancel': command({
    input: z.object({ runId: rowId }),
    output: nothing,
    phases: ['ready'],
    permission: 'Settings:Manage',
    approval: { none: 'less, never more' },
    audit: { none: 'a cancelled run leaves nothing behind' },
  }),
  /** The folder for scheduled backups. Answers its name; null when the dialog was cancelled. */
  'backup.chooseFolder': command({
    input: nothing,
    output: z.object({ folder: z.string() }).nullable(),
    phases: ['ready'],
    permission: 'Settings:Manage',
    approval: { none: 'an encrypted copy that only the HSM can open' },
    audit: 'backup.folder-chosen',
  }),
  'backup.setSchedule': command({
    input: z.object({ revision: z.number().int(), schedule: reportSchedule.nullable() }),
    output: backupView,
    phases: ['ready'],
    permission: 'Settings:Manage',
    approval: { none: 'an encrypted copy that only the HSM can open' },
    audit: 'backup.schedule-changed',
  }),
  /** Main's dialog, then the whole backup is opened and verified; null when the dialog was cancelled. Progress and cancel as `backup.make`. */
  'backup.inspect': command({
    input: z.object({ runId: rowId }),
    output: restorePreview.nullable(),
    phases: ['ready'],
    permission: 'Settings:Manage',
    approval: { none: 'reads only' },
    audit: { none: 'a backup is only looked at' },
  }),
  /** Takes the place of everything written since the backup. Afterwards the console is locked: the next unlock opens the restored store. */
  'backup.restore': command({
    input: z.object({ backupId: digest }),
    output: nothing,
    phases: ['ready'],
    permission: 'Settings:Manage',
    approval: 'store.restore',
    audit: 'store.restore-ordered',
  }),
  /** The console cannot back up an HSM: an officer says that it was done. */
  'hsm.confirmBackup': command({
    input: z.object({
      takenAt: isoTime,
      /** null: every key there was at that time. */
      keyIds: z.array(rowId).min(1).max(10_000).nullable(),
      note: z.string().trim().max(1000),
    }),
    output: backupView,
    phases: ['ready'],
    permission: 'HSM:Manage',
    approval: { none: 'says what was done outside; gives nobody anything' },
    audit: 'hsm.backup-confirmed',
  }),

  'setup.chooseBackup': command({
    input: nothing,
    output: foundBackup.nullable(),
    phases: ['setup'],
    permission: 'before-login',
    approval: { none: 'nothing exists yet' },
    audit: { none: 'a folder is only chosen' },
  }),
  /** In place of `setup.complete`: the HSM that sealed the backup's key opens it. Everybody logs in as they did before. */
  'setup.restore': command({
    input: z.object({
      backupId: digest,
      module: moduleSettings,
      approvedSha256: digest,
      token: z.object({ label: z.string().max(32), serial: z.string().max(32) }),
      pin: unlockInput.shape.pin,
      pinSecondPart: unlockInput.shape.pinSecondPart,
      acceptFinalTry: z.boolean().default(false),
    }),
    output: appStatus,
    phases: ['setup'],
    permission: 'before-login',
    approval: { none: 'no store exists; whoever holds the HSM and its PIN opens the backup' },
    audit: 'system.set-up-from-backup',
  }),
} as const;
