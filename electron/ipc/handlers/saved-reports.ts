// reports.saved, save, deleteSaved and signOff: reports to run again, and the record that one was reviewed.
import { nextRunAfter } from '../../domain/report-schedule';
import type { SavedReport } from '../../domain/entities';
import type { Store, StoreReader, StoreWriter } from '../../ports/store';
import { readNames } from '../../services/audit-view';
import { newRowId } from '../../services/ids';
import { permittedKind } from '../../services/reports/report-catalogue';
import { chosenColumns } from '../../services/reports/report-kind';
import { ConsoleError } from '../../../shared/errors';
import type { Permission } from '../../../shared/permissions';
import type { SavedReportView } from '../../../shared/schemas/reports';
import type { Handlers } from '../handler';

export type SavedReportCall = 'reports.saved' | 'reports.save' | 'reports.deleteSaved' | 'reports.signOff';

const viewOf = ({ savedBy, definition, ...report }: SavedReport, nameOf: (id: string) => string): SavedReportView => ({
  ...report,
  definition: { ...definition },
  savedBy: nameOf(savedBy),
});

/** @param held permissions of the login */
export function savedReportHandlers(
  store: Store,
  held: () => Promise<readonly Permission[]>,
): Handlers<SavedReportCall> {
  return {
    'reports.saved': () =>
      store.read(async (tx) => {
        const nameOf = await readNames(tx);
        return { reports: (await tx.savedReports.list()).map((report) => viewOf(report, nameOf)) };
      }),

    async 'reports.save'({ id, revision, name, definition, schedule }, context) {
      chosenColumns(permittedKind(definition, await held()), definition);
      return context.unitOfWork(async (tx) => {
        const before = id === undefined ? null : await shown(tx, id, revision);
        const report: SavedReport = {
          id: before?.id ?? newRowId(),
          revision: (before?.revision ?? 0) + 1,
          ...{ name, definition, schedule },
          savedAt: context.now.toISOString(),
          savedBy: context.identities[0]?.id ?? '',
          nextRunAt: schedule === null ? null : nextRunAfter(schedule, context.now),
          lastRun: before?.lastRun ?? null,
        };
        await tx.savedReports.put(report);
        const facts = {
          after: { name, definition, schedule },
          before:
            before === null ? null : { name: before.name, definition: before.definition, schedule: before.schedule },
        };
        const target = { kind: 'saved-report', id: report.id, name };
        return { result: viewOf(report, await readNames(tx)), audit: { target, facts } };
      });
    },

    'reports.deleteSaved': ({ id, revision }, context) =>
      context.unitOfWork(async (tx) => {
        const report = await shown(tx, id, revision);
        await tx.savedReports.delete(id);
        return { result: {}, audit: { target: { kind: 'saved-report', id, name: report.name }, facts: {} } };
      }),

    async 'reports.signOff'({ directory, manifestSha256, remark }, context) {
      const exportedAs = await store.read((tx) => exportEntryOf(tx, directory, manifestSha256));
      const facts = { directory, manifestSha256, remark, entry: exportedAs };
      const target = { kind: 'report', id: directory, name: directory };
      return context.unitOfWork(() => Promise.resolve({ result: {}, audit: { target, facts } }));
    },
  };
}

/** The row at the revision that the window showed. */
async function shown(tx: StoreWriter, id: string, revision: number | undefined): Promise<SavedReport> {
  const report = await tx.savedReports.get(id);
  if (report === null) throw new ConsoleError('not-found', { facts: { kind: 'saved-report' } });
  if (report.revision !== revision) throw new ConsoleError('state.conflict', { facts: { reason: 'revision' } });
  return report;
}

/** Sequence of the entry that recorded the export: only a report of this console can be signed off here. */
async function exportEntryOf(tx: StoreReader, directory: string, manifestSha256: string): Promise<number> {
  for (let cursor: string | undefined; ;) {
    const page = await tx.audit.list(
      { categories: ['Audit'], outcomes: ['success'] },
      { limit: 500, ...(cursor === undefined ? {} : { cursor }) },
    );
    const found = page.entries.find(
      ({ entry }) =>
        entry.event === 'report.exported' &&
        entry.facts['directory'] === directory &&
        entry.facts['manifestSha256'] === manifestSha256,
    );
    if (found !== undefined) return found.entry.sequence;
    if (page.next === null) throw new ConsoleError('not-found', { facts: { kind: 'report' } });
    cursor = page.next;
  }
}
