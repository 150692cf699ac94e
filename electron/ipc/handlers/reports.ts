// reports.*: what can be exported, previews, and exports that main writes by itself.
import { basename } from 'node:path';
import type { Clock } from '../../ports/clock';
import type { FileDialogs, Folders } from '../../ports/desktop';
import type { Hsm } from '../../ports/hsm';
import type { Settings } from '../../ports/settings';
import type { OpenedConsole } from '../../services/console-state';
import type { Integrity } from '../../services/integrity';
import { permittedKind, reportKindViews } from '../../services/reports/report-catalogue';
import { exportEntry } from '../../services/reports/export-entry';
import { previewReport } from '../../services/reports/preview-report';
import { reportFolder } from '../../services/reports/report-folder';
import { createReportRuns, type ReportRuns } from '../../services/reports/report-runs';
import { runDueReports } from '../../services/reports/run-due-reports';
import { writeReport, type DraftReport, type ReportWriterParts } from '../../services/reports/write-report';
import type { StatusParts } from '../../services/status';
import { hsmView } from '../../services/status';
import type { Permission } from '../../../shared/permissions';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import type { CommandContext, Handlers } from '../handler';
import { savedReportHandlers, type SavedReportCall } from './saved-reports';

export interface ReportHandlerParts {
  readonly opened: OpenedConsole;
  readonly integrity: Integrity;
  readonly dialogs: FileDialogs;
  readonly folders: Folders;
  readonly hsm: Hsm;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly status: StatusParts;
  progress(runId: string, done: number, total: number): void;
}

export type ReportCall =
  'reports.kinds' | 'reports.preview' | 'reports.run' | 'reports.cancel' | 'reports.chooseFolder' | SavedReportCall;

export interface Reports {
  readonly handlers: Handlers<ReportCall>;
  readonly runs: ReportRuns;
  readonly writer: ReportWriterParts;
  /** Runs saved reports whose time has come. */
  runDue(): Promise<void>;
}

export function createReports(parts: ReportHandlerParts): Reports {
  const { opened, dialogs, settings, status } = parts;
  const { store, installation, session } = opened;
  const runs = createReportRuns(parts.clock, (runId, done, total) => parts.progress(runId, done, total));
  const folder = reportFolder(settings);
  const held = async (): Promise<readonly Permission[]> => (await session.current()).rights.permissions;
  const writer: ReportWriterParts = {
    ...{ store, installation, anchors: opened.anchors, hsm: parts.hsm, folders: parts.folders },
    version: status.version,
    hsmView: () => hsmView(status),
    integrity: () => status.state.integrity,
    damaged: () => status.state.readOnly,
  };

  async function chosenFolder(to: 'ask' | 'report-folder'): Promise<string | null> {
    if (to === 'ask') return (await dialogs.openFolder('report-folder'))?.path ?? null;
    const set = folder.get();
    if (set === null) throw new ConsoleError('state.conflict', { facts: { reason: 'no-report-folder' } });
    return set;
  }

  return {
    runs,
    writer,
    runDue: () =>
      runDueReports({
        writer,
        runs,
        folder: () => folder.get(),
        now: () => parts.clock.now(),
        tampered: (error) => parts.integrity.rowTampered(error),
      }),
    handlers: {
      ...savedReportHandlers(store, held),
      'reports.kinds': async () => {
        const path = folder.get();
        return { kinds: [...reportKindViews(await held())], folder: path === null ? null : basename(path) };
      },

      'reports.preview': async ({ definition, limit }, { now }) => {
        const kind = permittedKind(definition, await held());
        return noticingTampering(parts.integrity, () => previewReport(writer, { kind, definition, now, limit }));
      },

      async 'reports.run'({ runId, definition, to }, context) {
        const kind = permittedKind(definition, await held());
        const path = await chosenFolder(to);
        if (path === null) return null;
        const createdBy = context.identities.map(({ id, name }) => ({ id, name }));
        return runs.start(runId, async (signal, progress) => {
          const order = { kind, definition, folder: path, createdBy, now: context.now, signal, progress };
          const report = await noticingTampering(parts.integrity, () => writeReport(writer, order));
          return publishRecorded(context, report, basename(path));
        });
      },

      'reports.cancel': async ({ runId }) => {
        runs.cancel(runId);
        return {};
      },

      async 'reports.chooseFolder'(_input, context) {
        const picked = await dialogs.openFolder('report-folder');
        if (picked === null) return null;
        const name = basename(picked.path);
        return context.unitOfWork(async () => {
          folder.set(picked.path);
          return { result: { folder: name }, audit: { facts: { folder: picked.path } } };
        });
      },
    },
  };
}

/** The folder gets its name in the transaction that records the export: no report without its entry, and no entry without the report. */
async function publishRecorded(context: CommandContext, report: DraftReport, folder: string) {
  const { draft, manifest, manifestSha256 } = report;
  const { directory, rows, createdAt, anchorKey } = manifest;
  try {
    return await context.unitOfWork(async () => {
      await draft.publish();
      const result = { directory, folder, rows, manifestSha256, anchorKey: anchorKey.fingerprint, createdAt };
      return { result, audit: exportEntry(report) };
    });
  } catch (thrown) {
    await draft.discard();
    throw thrown;
  }
}

/** Reading everything is also a check: what does not fit the log ends writing at once. */
export async function noticingTampering<T>(integrity: Integrity, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const error = toConsoleError(thrown);
    if (error.code === 'store.row-tampered') integrity.rowTampered(error);
    throw error;
  }
}
