// The audit report: entries exactly as stored, so that anybody can hash them again and follow the chain.
import type { AuditEntry } from '../../domain/audit-event';
import type { EvidenceRange } from '../../domain/evidence-manifest';
import type { StoreReader } from '../../ports/store';
import { canonicalJson } from '../../../shared/canonical-json';
import { ConsoleError } from '../../../shared/errors';
import type { AuditFilter } from '../../../shared/schemas/audit';
import { messageOf, readNames, type NameOf } from '../audit-view';
import { cellsOf, type Column, type ReportKindDefinition, type ReportRow, type ReportSource } from './report-kind';

interface Row {
  readonly entry: AuditEntry;
  readonly hash: string;
  readonly nameOf: NameOf;
}

const columns: readonly Column<Row>[] = [
  { id: 'sequence', title: 'Sequence', cell: ({ entry }) => entry.sequence },
  { id: 'at', title: 'Time (UTC)', cell: ({ entry }) => entry.happenedAt ?? entry.at },
  { id: 'writtenAt', title: 'Written (UTC)', cell: ({ entry }) => entry.at },
  { id: 'environment', title: 'Environment', cell: ({ entry }) => entry.environment },
  { id: 'category', title: 'Category', cell: ({ entry }) => entry.category },
  { id: 'event', title: 'Event', cell: ({ entry }) => entry.event },
  { id: 'severity', title: 'Severity', cell: ({ entry }) => entry.severity },
  { id: 'outcome', title: 'Outcome', cell: ({ entry }) => entry.outcome },
  { id: 'message', title: 'Message', cell: ({ entry }) => messageOf(entry) },
  { id: 'identities', title: 'Identities', cell: ({ entry, nameOf }) => entry.identities.map(nameOf).join(' ') },
  { id: 'targetKind', title: 'Target kind', cell: ({ entry }) => entry.target?.kind ?? '' },
  { id: 'targetId', title: 'Target ID', cell: ({ entry }) => entry.target?.id ?? '' },
  { id: 'targetName', title: 'Target name', cell: ({ entry }) => entry.target?.name ?? '' },
  { id: 'jobId', title: 'Job ID', cell: ({ entry }) => entry.jobId },
  { id: 'awsRequestId', title: 'AWS request ID', cell: ({ entry }) => entry.awsRequestId },
  { id: 'facts', title: 'Facts (JSON)', cell: ({ entry }) => canonicalJson(entry.facts) },
  { id: 'previousHash', title: 'Previous hash', cell: ({ entry }) => entry.previousHash },
  { id: 'hash', title: 'Hash', cell: ({ hash }) => hash },
];

export const auditReport: ReportKindDefinition = {
  kind: 'audit',
  title: 'Audit report',
  description: 'Entries of the audit log as they are stored and chained, with the anchors signed over them.',
  permissions: [],
  filters: ['audit', 'sequences'],
  columns,
  allAnchors: true,
  async open(source) {
    const { tx, filter } = source;
    const nameOf = await readNames(tx);
    const head = await tx.audit.head();
    const chosen = someFilter(filter.audit);
    if (chosen !== null && filter.sequences !== undefined)
      throw new ConsoleError('input.invalid', { facts: { field: 'filter.sequences', rule: 'not-with-audit' } });
    const base = await tx.audit.base();
    const all = { from: base.sequence + 1, to: head.sequence };
    const range = chosen === null ? await rangeOf(tx, filter.sequences ?? all) : null;
    const total =
      range === null
        ? (await tx.audit.list(chosen ?? {}, { limit: 1 })).total
        : range.toSequence - range.fromSequence + 1;
    return { total, range, batches: () => batchesOf(source, chosen, range, nameOf) };
  },
};

async function* batchesOf(
  { tx, damaged }: ReportSource,
  filter: AuditFilter | null,
  range: EvidenceRange | null,
  nameOf: NameOf,
): AsyncGenerator<readonly ReportRow[]> {
  const last = range?.toSequence ?? Number.MAX_SAFE_INTEGER;
  // Without a filter the scan compares rows with the log at its end; of a damaged one the evidence must still come out.
  const given = filter ?? (damaged ? {} : undefined);
  for await (const batch of tx.audit.scan(range?.fromSequence ?? 1, given)) {
    const rows = batch.filter(({ sequence }) => sequence <= last);
    if (rows.length > 0) yield rows.map((row) => reportRow(row, nameOf));
    if (rows.length < batch.length) return;
  }
}

function reportRow({ text, hash }: { readonly text: string; readonly hash: string }, nameOf: NameOf): ReportRow {
  const entry = JSON.parse(text) as AuditEntry;
  return { evidence: `{"entry":${text},"hash":"${hash}"}`, cells: cellsOf(columns, { entry, hash, nameOf }) };
}

/** A filter that lets everything through is none: the report can then say that nothing is left out. */
function someFilter(filter: AuditFilter | undefined): AuditFilter | null {
  if (filter === undefined) return null;
  const limits = Object.values(filter).some((value) =>
    Array.isArray(value) ? value.length > 0 : typeof value === 'string' && value.trim() !== '',
  );
  return limits ? filter : null;
}

async function rangeOf(tx: StoreReader, { from, to }: { from: number; to: number }): Promise<EvidenceRange> {
  const head = await tx.audit.head();
  const base = await tx.audit.base();
  const before = from === base.sequence + 1 ? base : ((await tx.audit.get(from - 1)) ?? null);
  if (before === null || to > head.sequence || from > to)
    throw new ConsoleError('input.invalid', { facts: { field: 'filter.sequences', rule: 'outside-the-log' } });
  return { fromSequence: from, toSequence: to, previousHash: before.hash };
}
