// A report over plain records: each record is a line of evidence as canonical JSON, and its columns render it.
import { canonicalJson } from '../../../shared/canonical-json';
import { cellsOf, type Column, type ReportKindDefinition, type ReportSource } from './report-kind';

export interface RowsReport<R extends object> extends Omit<ReportKindDefinition, 'open' | 'columns' | 'allAnchors'> {
  readonly columns: readonly Column<R>[];
  /** Rows in a fixed order; null total where counting would mean reading all. */
  rows(source: ReportSource): AsyncIterable<R>;
  count(source: ReportSource): Promise<number | null>;
}

const batchSize = 200;

export function rowsReport<R extends object>(report: RowsReport<R>): ReportKindDefinition {
  const { kind, title, description, permissions, filters, columns } = report;
  return {
    ...{ kind, title, description, permissions, filters, columns },
    allAnchors: false,
    async open(source) {
      return {
        total: await report.count(source),
        range: null,
        async *batches() {
          let batch = [];
          for await (const row of report.rows(source)) {
            batch.push({ evidence: canonicalJson(row), cells: cellsOf(columns, row) });
            if (batch.length < batchSize) continue;
            yield batch;
            batch = [];
          }
          if (batch.length > 0) yield batch;
        },
      };
    },
  };
}
