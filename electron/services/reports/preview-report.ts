// The first rows of a report, as its CSV will hold them.
import type { ReportDefinition, ReportPreview } from '../../../shared/schemas/reports';
import { chosenColumns, type ReportKindDefinition } from './report-kind';
import type { ReportWriterParts } from './write-report';

export interface PreviewOrder {
  readonly kind: ReportKindDefinition;
  readonly definition: ReportDefinition;
  readonly now: Date;
  readonly limit: number;
}

export async function previewReport(
  { store, installation, hsmView, damaged }: Pick<ReportWriterParts, 'store' | 'installation' | 'hsmView' | 'damaged'>,
  { kind, definition, now, limit }: PreviewOrder,
): Promise<ReportPreview> {
  const chosen = chosenColumns(kind, definition);
  return store.read(async (tx) => {
    const { filter } = definition;
    const report = await kind.open({ tx, store, installation, filter, now, damaged: damaged(), hsm: hsmView });
    const rows: string[][] = [];
    for await (const batch of report.batches()) {
      for (const { cells } of batch.slice(0, limit - rows.length)) rows.push(chosen.map((index) => cells[index] ?? ''));
      if (rows.length >= limit) break;
    }
    return {
      columns: chosen.map((index) => ({ id: kind.columns[index]?.id ?? '', title: kind.columns[index]?.title ?? '' })),
      rows,
      total: report.total,
    };
  });
}
