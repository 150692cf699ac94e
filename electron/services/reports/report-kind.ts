// What one kind of report is: its columns, what it may be limited to, and its rows as they come out of one read of the store.
import type { EvidenceRange } from '../../domain/evidence-manifest';
import type { Installation } from '../../ports/settings';
import type { Store, StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { Permission } from '../../../shared/permissions';
import type { ReportDefinition, ReportFilter, ReportFilterName, ReportKind } from '../../../shared/schemas/reports';
import type { HsmView } from '../../../shared/schemas/status';

/** One row of a report. */
export interface ReportRow {
  /** One line of JSON: what the report proves. */
  readonly evidence: string;
  /** What the CSV shows of it, in the order of the kind's columns, before the rule about formulas. */
  readonly cells: readonly string[];
}

/** What the rows are read from. */
export interface ReportSource {
  readonly tx: StoreReader;
  readonly store: Pick<Store, 'id' | 'environment'>;
  readonly installation: Installation;
  readonly filter: ReportFilter;
  readonly now: Date;
  /** The log does not hold: it is read as it is, without comparing rows with it. */
  readonly damaged: boolean;
  readonly hsm: () => HsmView;
}

export interface OpenedReport {
  /** Rows there will be; null where counting would mean reading all. */
  readonly total: number | null;
  readonly range: EvidenceRange | null;
  readonly batches: () => AsyncIterable<readonly ReportRow[]>;
}

export interface ReportKindDefinition {
  readonly kind: ReportKind;
  readonly title: string;
  readonly description: string;
  /** Needed beside the permission of the call. */
  readonly permissions: readonly Permission[];
  readonly filters: readonly ReportFilterName[];
  readonly columns: readonly { readonly id: string; readonly title: string }[];
  /** Every anchor belongs to the evidence, not only the newest. */
  readonly allAnchors: boolean;
  open(source: ReportSource): Promise<OpenedReport>;
}

/** A column over rows of one type. */
export interface Column<R> {
  readonly id: string;
  readonly title: string;
  /** Text, number, boolean, null (an empty cell), or a list of texts. */
  readonly cell: (row: R) => string | number | boolean | null | readonly string[];
}

/** Columns that show members of the row as they are: `field<Row>()('member', 'Title')`. */
export const field =
  <R extends Readonly<Record<K, ReturnType<Column<never>['cell']>>>, K extends string = keyof R & string>() =>
  (id: K, title: string): Column<R> => ({ id, title, cell: (row) => row[id] });

export const cellsOf = <R>(columns: readonly Column<R>[], row: R): readonly string[] =>
  columns.map(({ cell }) => {
    const value = cell(row);
    return value === null ? '' : typeof value === 'object' ? value.join(' ') : String(value);
  });

/** Indexes of the chosen columns. Throws `input.invalid` for a column or filter that the kind does not have. */
export function chosenColumns(kind: ReportKindDefinition, definition: ReportDefinition): readonly number[] {
  const given = (Object.keys(definition.filter) as ReportFilterName[]).filter(
    (name) => definition.filter[name] !== undefined,
  );
  const foreign = given.find((name) => !kind.filters.includes(name));
  if (foreign !== undefined)
    throw new ConsoleError('input.invalid', { facts: { field: `filter.${foreign}`, report: kind.kind } });
  if (definition.columns === null) return kind.columns.map((_column, index) => index);
  const indexes = definition.columns.map((id) => kind.columns.findIndex((column) => column.id === id));
  if (indexes.includes(-1) || new Set(indexes).size !== indexes.length)
    throw new ConsoleError('input.invalid', { facts: { field: 'columns', report: kind.kind } });
  return indexes;
}
