// Makes the scheduled backup when its time has come: with nobody logged in, into the chosen folder, recorded as any other.
import { basename } from 'node:path';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import { newRowId } from '../ids';
import type { ReportRuns } from '../reports/report-runs';
import { afterBackup, afterFailedBackup, backupEntry, readBackupPlan } from './backup-plan';
import { writeBackup, type BackupWriterParts } from './write-backup';

export interface DueBackupParts {
  readonly writer: BackupWriterParts;
  readonly runs: ReportRuns;
  readonly folder: () => string | null;
  readonly now: () => Date;
  tampered(error: ConsoleError): void;
}

/** A run that fails says so in the log and in the plan, and waits for its next time. */
export async function runDueBackup(parts: DueBackupParts): Promise<void> {
  const { store, hsm, damaged } = parts.writer;
  // Later, when there is something to open the copy with.
  if (damaged() || hsm.state.kind !== 'logged-in') return;
  const now = parts.now();
  const { nextRunAt } = await store.read(readBackupPlan);
  if (nextRunAt === null || Date.parse(nextRunAt) > now.getTime()) return;
  try {
    await parts.runs.start(newRowId(), (signal) => runInto(parts, now, signal));
  } catch (thrown) {
    const error = toConsoleError(thrown);
    // The console is closing: the backup is still due when it opens again.
    if (error.code === 'input.cancelled') return;
    if (error.code === 'store.row-tampered') return parts.tampered(error);
    await store.write(async (tx) => {
      await tx.backupPlans.put(afterFailedBackup(await readBackupPlan(tx), error.toShape(), now));
      await tx.record({
        event: 'backup.made',
        category: 'System',
        severity: 'warning',
        outcome: 'failed',
        facts: { ...error.facts, code: error.code, scheduled: true },
      });
    });
  }
}

async function runInto({ writer, folder }: DueBackupParts, now: Date, signal: AbortSignal): Promise<void> {
  const path = folder();
  if (path === null) throw new ConsoleError('state.conflict', { facts: { reason: 'no-backup-folder' } });
  const backup = await writeBackup(writer, { folder: path, createdBy: [], now, signal, progress: () => undefined });
  try {
    await writer.store.write(async (tx) => {
      await backup.draft.publish();
      await tx.backupPlans.put(afterBackup(await readBackupPlan(tx), backup, basename(path), true, now));
      const { target, facts } = backupEntry(backup);
      await tx.record({
        event: 'backup.made',
        category: 'System',
        outcome: 'success',
        target,
        facts: { ...facts, scheduled: true },
      });
    });
  } catch (thrown) {
    await backup.draft.discard();
    throw thrown;
  }
}
