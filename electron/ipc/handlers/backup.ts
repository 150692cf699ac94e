// backup.*: copies of the store while it is in use, and the way back to one. hsm.confirmBackup: what an officer says of the HSM's own.
import { basename } from 'node:path';
import type { FileDialogs, Files, Folders } from '../../ports/desktop';
import type { Clock } from '../../ports/clock';
import type { Hsm } from '../../ports/hsm';
import type { Settings } from '../../ports/settings';
import type { StoreFactory } from '../../ports/store';
import { backupFolder } from '../../services/backup/backup-folder';
import { afterBackup, backupEntry, nextOf, readBackupPlan } from '../../services/backup/backup-plan';
import { backupView } from '../../services/backup/backup-view';
import { confirmHsmBackup } from '../../services/backup/confirm-hsm-backup';
import { runDueBackup } from '../../services/backup/run-due-backup';
import {
  writeBackup,
  type BackupStep,
  type BackupWriterParts,
  type DraftBackup,
} from '../../services/backup/write-backup';
import type { OpenedConsole } from '../../services/console-state';
import type { Integrity } from '../../services/integrity';
import { createReportRuns, type ReportRuns } from '../../services/reports/report-runs';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import type { MadeBackup } from '../../../shared/schemas/backup';
import type { CommandContext, Handlers } from '../handler';
import { restoreHandlers, type OrderedRestore, type RestoreCall } from './restore';

export interface BackupHandlerParts {
  readonly opened: OpenedConsole;
  readonly integrity: Integrity;
  readonly stores: StoreFactory;
  readonly dialogs: FileDialogs;
  readonly files: Files;
  readonly folders: Folders;
  readonly hsm: Hsm;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly version: string;
  readonly readOnly: () => boolean;
  progress(runId: string, step: BackupStep, done: number, total: number): void;
  /** An approved restoration: carried out once the call that ordered it was answered. */
  ordered(restore: OrderedRestore): void;
}

export type BackupCall =
  | 'backup.get'
  | 'backup.make'
  | 'backup.cancel'
  | 'backup.chooseFolder'
  | 'backup.setSchedule'
  | 'hsm.confirmBackup'
  | RestoreCall;

export interface Backups {
  readonly handlers: Handlers<BackupCall>;
  readonly runs: ReportRuns;
  /** Makes the scheduled backup when its time has come. */
  runDue(): Promise<void>;
}

export function createBackups(parts: BackupHandlerParts): Backups {
  const { opened, dialogs, settings, hsm, clock } = parts;
  const { store, installation } = opened;
  const steps = new Map<string, BackupStep>();
  const runs = createReportRuns(clock, (runId, done, total) =>
    parts.progress(runId, steps.get(runId) ?? 'copy', done, total),
  );
  const folder = backupFolder(settings);
  const writer: BackupWriterParts = {
    ...{ store, installation, stores: parts.stores, hsm, folders: parts.folders, version: parts.version },
    damaged: parts.readOnly,
  };
  const view = () => store.read((tx) => backupView(tx, folder.get()));

  /** Runs `work` under a name that can be followed and cancelled. */
  async function run<T>(
    runId: string,
    work: (signal: AbortSignal, progress: (step: BackupStep, done: number, total: number) => void) => Promise<T>,
  ): Promise<T> {
    try {
      return await runs.start(runId, (signal, progress) =>
        work(signal, (step, done, total) => {
          steps.set(runId, step);
          progress(done, total);
        }),
      );
    } finally {
      steps.delete(runId);
    }
  }

  async function chosenFolder(to: 'ask' | 'backup-folder'): Promise<string | null> {
    if (to === 'ask') return (await dialogs.openFolder('backup-folder'))?.path ?? null;
    const set = folder.get();
    if (set === null) throw new ConsoleError('state.conflict', { facts: { reason: 'no-backup-folder' } });
    return set;
  }

  return {
    runs,
    runDue: () =>
      runDueBackup({
        ...{ writer, runs, folder: () => folder.get(), now: () => clock.now() },
        tampered: (error) => parts.integrity.rowTampered(error),
      }),
    handlers: {
      ...restoreHandlers({ ...parts, run }),
      'backup.get': view,

      async 'backup.make'({ runId, to }, context) {
        const path = await chosenFolder(to);
        if (path === null) return null;
        const createdBy = context.identities.map(({ id, name }) => ({ id, name }));
        return run(runId, async (signal, progress) => {
          const order = { folder: path, createdBy, now: context.now, signal, progress };
          const backup = await writeBackup(writer, order).catch((thrown: unknown) => {
            const error = toConsoleError(thrown);
            // Found in the copy, so it is in the store as well.
            if (error.code === 'store.row-tampered') parts.integrity.rowTampered(error);
            throw error;
          });
          return publishRecorded(context, backup, basename(path));
        });
      },

      'backup.cancel': async ({ runId }) => {
        runs.cancel(runId);
        return {};
      },

      async 'backup.chooseFolder'(_input, context) {
        const picked = await dialogs.openFolder('backup-folder');
        if (picked === null) return null;
        const name = basename(picked.path);
        return context.unitOfWork(async () => {
          folder.set(picked.path);
          return { result: { folder: name }, audit: { facts: { folder: picked.path } } };
        });
      },

      'backup.setSchedule': ({ revision, schedule }, context) =>
        context.unitOfWork(async (tx) => {
          const plan = await readBackupPlan(tx);
          if (plan.revision !== revision) throw new ConsoleError('state.conflict', { facts: { reason: 'revision' } });
          if (schedule !== null && folder.get() === null)
            throw new ConsoleError('state.conflict', { facts: { reason: 'no-backup-folder' } });
          const nextRunAt = nextOf(schedule, context.now);
          await tx.backupPlans.put({ ...plan, revision: revision + 1, schedule, nextRunAt, failed: null });
          const facts = { schedule, before: plan.schedule };
          return { result: await backupView(tx, folder.get()), audit: { facts } };
        }),

      'hsm.confirmBackup': (input, context) =>
        context.unitOfWork(async (tx) => {
          const { facts } = await confirmHsmBackup(tx, input, context);
          const target = { kind: 'hsm', id: installation.token.serial ?? '', name: installation.token.label ?? 'HSM' };
          return { result: await backupView(tx, folder.get()), audit: { target, facts } };
        }),
    },
  };
}

/** The folder gets its name in the transaction that records the backup: none without its entry, no entry without the backup. */
async function publishRecorded(context: CommandContext, backup: DraftBackup, folder: string): Promise<MadeBackup> {
  try {
    return await context.unitOfWork(async (tx) => {
      await backup.draft.publish();
      const plan = afterBackup(await readBackupPlan(tx), backup, folder, false, context.now);
      await tx.backupPlans.put(plan);
      const { directory, createdAt: at, chainHead, file } = backup.manifest;
      const { manifestSha256 } = backup;
      const result = { directory, folder, at, head: chainHead.sequence, bytes: file.bytes, manifestSha256 };
      return { result, audit: backupEntry(backup) };
    });
  } catch (thrown) {
    await backup.draft.discard();
    throw thrown;
  }
}
