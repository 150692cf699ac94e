// The audit log as CSV (RFC 4180, UTF-8), built and written by main as a stream: it may be larger than memory.
import { stringify } from 'csv-stringify/sync';
import type { AuditEntry } from '../domain/audit-event';
import { csvCell } from '../domain/csv-cell';
import type { Anchor } from '../domain/entities';
import type { Store, StoreReader } from '../ports/store';
import { canonicalJson } from '../../shared/canonical-json';
import type { AuditFilter } from '../../shared/schemas/audit';
import { messageOf, readNames, type NameOf } from './audit-view';

export const auditCsvColumns = [
  'Sequence',
  'Time (UTC)',
  'Written (UTC)',
  'Environment',
  'Category',
  'Event',
  'Severity',
  'Outcome',
  'Message',
  'Identities',
  'Target kind',
  'Target ID',
  'Target name',
  'Job ID',
  'AWS request ID',
  'Facts (JSON)',
  'Previous hash',
  'Hash',
] as const;

/** Event of the last line: the chain's head when the file was written, signed by the HSM's anchor key. */
export const anchorLineEvent = 'chain-head';

export interface CsvCount {
  rows: number;
}

/** Lines of the file. `count` is filled while they are read. The anchor leaves the machine with the file. */
export async function* auditCsv(
  tx: StoreReader,
  store: Pick<Store, 'id' | 'environment'>,
  filter: AuditFilter,
  anchor: Anchor | null,
  count: CsvCount,
): AsyncGenerator<string> {
  const nameOf = await readNames(tx);
  yield line([...auditCsvColumns]);
  for await (const batch of tx.audit.scan(1, filter)) {
    count.rows += batch.length;
    yield batch.map(({ text, hash }) => line(cells(JSON.parse(text) as AuditEntry, hash, nameOf))).join('');
  }
  if (anchor !== null) yield line(anchorCells(store, anchor));
}

const line = (values: readonly string[]): string => stringify([values.map(csvCell)], { record_delimiter: '\r\n' });

function cells(entry: AuditEntry, hash: string, nameOf: NameOf): readonly string[] {
  return [
    String(entry.sequence),
    entry.happenedAt ?? entry.at,
    entry.at,
    entry.environment,
    entry.category,
    entry.event,
    entry.severity,
    entry.outcome,
    messageOf(entry),
    entry.identities.map(nameOf).join(' '),
    entry.target?.kind ?? '',
    entry.target?.id ?? '',
    entry.target?.name ?? '',
    entry.jobId ?? '',
    entry.awsRequestId ?? '',
    canonicalJson(entry.facts),
    entry.previousHash,
    hash,
  ];
}

function anchorCells(store: Pick<Store, 'id' | 'environment'>, anchor: Anchor): readonly string[] {
  const { sequence, at, hash, algorithm, keyFingerprint, signature } = anchor;
  const facts = canonicalJson({ store: store.id, algorithm, keyFingerprint, signature });
  const message = `Head of the chain, signed by the HSM: entry ${sequence}`;
  const before = [String(sequence), at, at, store.environment, 'Audit', anchorLineEvent, 'info', 'success', message];
  return [...before, '', '', '', '', '', '', facts, '', hash];
}
