// Runs saved reports whose time has come: with nobody logged in, into the chosen folder, each recorded as any other export.
import { nextRunAfter } from '../../domain/report-schedule';
import type { SavedReport } from '../../domain/entities';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import { permissions } from '../../../shared/permissions';
import { newRowId } from '../ids';
import { exportEntry } from './export-entry';
import { permittedKind } from './report-catalogue';
import type { ReportRuns } from './report-runs';
import { writeReport, type ReportWriterParts } from './write-report';

export interface DueReportParts {
  readonly writer: ReportWriterParts;
  readonly runs: ReportRuns;
  readonly folder: () => string | null;
  readonly now: () => Date;
  tampered(error: ConsoleError): void;
}

/** One after the other. A run that fails says so in the log and in its row, and waits for its next time. */
export async function runDueReports(parts: DueReportParts): Promise<void> {
  const { store, hsm, damaged } = parts.writer;
  // Later, when there is something to sign with.
  if (damaged() || hsm.state.kind !== 'logged-in') return;
  const now = parts.now();
  const saved = await store.read((tx) => tx.savedReports.list());
  for (const report of saved) {
    if (report.nextRunAt !== null && Date.parse(report.nextRunAt) <= now.getTime()) await runOne(parts, report, now);
  }
}

async function runOne(parts: DueReportParts, saved: SavedReport, now: Date): Promise<void> {
  try {
    await parts.runs.start(newRowId(), (signal, progress) => runInto(parts, saved, now, signal, progress));
  } catch (thrown) {
    const error = toConsoleError(thrown);
    // The console is closing: the run is still due when it opens again.
    if (error.code === 'input.cancelled') return;
    if (error.code === 'store.row-tampered') return parts.tampered(error);
    await parts.writer.store.write(async (tx) => {
      await tx.savedReports.put(afterRun(saved, now, { directory: null, error: error.toShape() }));
      await tx.record({
        event: 'report.exported',
        category: 'Audit',
        severity: 'warning',
        outcome: 'failed',
        target: { kind: 'saved-report', id: saved.id, name: saved.name },
        facts: { ...error.facts, code: error.code, scheduled: true },
      });
    });
  }
}

async function runInto(
  { writer, folder }: DueReportParts,
  saved: SavedReport,
  now: Date,
  signal: AbortSignal,
  progress: (done: number, total: number | null) => void,
): Promise<void> {
  const path = folder();
  if (path === null) throw new ConsoleError('state.conflict', { facts: { reason: 'no-report-folder' } });
  // Who saved it held the permissions of the report.
  const kind = permittedKind(saved.definition, permissions);
  const order = { kind, definition: saved.definition, folder: path, createdBy: [], now, signal, progress };
  const report = await writeReport(writer, order);
  const { target, facts } = exportEntry(report);
  try {
    await writer.store.write(async (tx) => {
      await report.draft.publish();
      await tx.savedReports.put(afterRun(saved, now, { directory: report.manifest.directory, error: null }));
      const named = { ...facts, scheduled: true, savedReport: saved.name };
      await tx.record({ event: 'report.exported', category: 'Audit', outcome: 'success', target, facts: named });
    });
  } catch (thrown) {
    await report.draft.discard();
    throw thrown;
  }
}

function afterRun(
  saved: SavedReport,
  now: Date,
  ended: Pick<NonNullable<SavedReport['lastRun']>, 'directory' | 'error'>,
): SavedReport {
  const nextRunAt = saved.schedule === null ? null : nextRunAfter(saved.schedule, now);
  return { ...saved, nextRunAt, lastRun: { at: now.toISOString(), ...ended } };
}
