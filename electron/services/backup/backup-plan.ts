// The one row about backups: the schedule, the last backup, and a scheduled one that failed.
import { nextRunAfter } from '../../domain/report-schedule';
import type { BackupPlan } from '../../domain/backup-entities';
import type { StoreReader } from '../../ports/store';
import type { ErrorShape } from '../../../shared/errors';
import type { ReportSchedule } from '../../../shared/schemas/reports';
import type { DraftBackup } from './write-backup';

const planId = '0000000000000000000000000000b001';

export async function readBackupPlan(tx: StoreReader): Promise<BackupPlan> {
  const none = { id: planId, revision: 0, schedule: null, nextRunAt: null, last: null, failed: null };
  return (await tx.backupPlans.get(planId)) ?? none;
}

/** @param folder name of the folder that it stands in */
export function afterBackup(
  plan: BackupPlan,
  { manifest, manifestSha256 }: Pick<DraftBackup, 'manifest' | 'manifestSha256'>,
  folder: string,
  scheduled: boolean,
  now: Date,
): BackupPlan {
  const { directory, createdAt, createdBy, chainHead, file } = manifest;
  return {
    ...plan,
    nextRunAt: scheduled ? nextOf(plan.schedule, now) : plan.nextRunAt,
    failed: scheduled ? null : plan.failed,
    last: {
      ...{ at: createdAt, directory, folder, head: chainHead.sequence, bytes: file.bytes, manifestSha256, scheduled },
      by: createdBy.map(({ id }) => id),
    },
  };
}

export function afterFailedBackup(plan: BackupPlan, error: ErrorShape, now: Date): BackupPlan {
  return { ...plan, nextRunAt: nextOf(plan.schedule, now), failed: { at: now.toISOString(), error } };
}

export function nextOf(schedule: ReportSchedule | null, now: Date): string | null {
  return schedule === null ? null : nextRunAfter(schedule, now);
}

/** What the audit entry of a backup says of it. */
export function backupEntry({ manifest, manifestSha256 }: Pick<DraftBackup, 'manifest' | 'manifestSha256'>) {
  const { directory, file, chainHead } = manifest;
  return {
    target: { kind: 'backup', id: directory, name: directory },
    facts: { directory, bytes: file.bytes, sha256: file.sha256, chainHead: chainHead.sequence, manifestSha256 },
  };
}
