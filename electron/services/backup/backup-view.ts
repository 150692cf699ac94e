// What Administration > Backup shows.
import { inHsmBackupOf } from '../../domain/hsm-backup-rules';
import type { StoreReader } from '../../ports/store';
import type { BackupView } from '../../../shared/schemas/backup';
import { basename } from 'node:path';
import { readNames } from '../audit-view';
import { readBackupPlan } from './backup-plan';

/** @param folder path of the folder for scheduled backups: only its name is shown */
export async function backupView(tx: StoreReader, folder: string | null): Promise<BackupView> {
  const plan = await readBackupPlan(tx);
  const nameOf = await readNames(tx);
  const backups = await tx.hsmBackups.list();
  const held = (await tx.keys.list()).filter(
    ({ hsmReference, state }) => hsmReference !== null && state !== 'Destroyed',
  );
  return {
    revision: plan.revision,
    folder: folder === null ? null : basename(folder),
    schedule: plan.schedule,
    nextRunAt: plan.nextRunAt,
    last: plan.last === null ? null : { ...plan.last, by: plan.last.by.map(nameOf) },
    failed: plan.failed,
    hsmBackups: [...backups]
      .sort((a, b) => b.takenAt.localeCompare(a.takenAt))
      .map(({ id, takenAt, keyIds, note, recordedAt, recordedBy }) => ({
        ...{ id, takenAt, note, recordedAt, recordedBy: nameOf(recordedBy) },
        keys: keyIds === null ? null : keyIds.length,
      })),
    hsmKeys: {
      total: held.length,
      notInBackup: held.filter((key) => inHsmBackupOf(key, backups) === null).length,
    },
  };
}
