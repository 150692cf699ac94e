// Writes one report: rows streamed into JSON and CSV out of one unchanging view of the store, then the manifest, signed by the HSM.
import { stringify } from 'csv-stringify/sync';
import { sha256Hex } from '../../domain/digest';
import { csvCell, csvRule } from '../../domain/csv-cell';
import {
  anchorsUpTo,
  evidenceDirectory,
  evidenceFiles,
  evidenceFormat,
  manifestBytes,
  publicKeyPem,
  type EvidenceManifest,
} from '../../domain/evidence-manifest';
import type { Folders, FolderDraft } from '../../ports/desktop';
import type { Hsm, HsmReference } from '../../ports/hsm';
import type { Installation } from '../../ports/settings';
import type { Store, StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { ReportDefinition } from '../../../shared/schemas/reports';
import type { AppStatus, HsmView } from '../../../shared/schemas/status';
import { anchorFingerprint, type Anchors } from '../anchors';
import { chosenColumns, type OpenedReport, type ReportKindDefinition } from './report-kind';

export interface ReportWriterParts {
  readonly store: Store;
  readonly installation: Installation;
  readonly anchors: Anchors;
  readonly hsm: Hsm;
  readonly hsmView: () => HsmView;
  readonly folders: Folders;
  readonly version: string;
  readonly integrity: () => AppStatus['integrity'];
  /** The log does not hold any more: what is there is exported, and nothing is signed over its head. */
  readonly damaged: () => boolean;
}

export interface ReportOrder {
  readonly kind: ReportKindDefinition;
  readonly definition: ReportDefinition;
  /** Path of the folder that the report's own folder is made in. */
  readonly folder: string;
  readonly createdBy: EvidenceManifest['createdBy'];
  readonly now: Date;
  readonly signal: AbortSignal;
  progress(done: number, total: number | null): void;
}

/** Whole, signed, on the disk, and not yet under its name. */
export interface DraftReport {
  readonly draft: FolderDraft;
  readonly manifest: EvidenceManifest;
  readonly manifestSha256: string;
}

/**
 * Errors: `file.write-failed`, `hsm.*` when there is nothing to sign with, `input.cancelled` after the signal,
 * `store.row-tampered` when the rows turn out not to fit the log. Nothing is left behind then.
 */
export async function writeReport(parts: ReportWriterParts, order: ReportOrder): Promise<DraftReport> {
  const { store } = parts;
  const columns = chosenColumns(order.kind, order.definition);
  // Asked first: an hour of writing is not thrown away for want of a login.
  if (parts.hsm.state.kind !== 'logged-in') throw new ConsoleError('hsm.not-logged-in');
  return store.read(async (tx) => {
    const chain = await chainOf(parts, tx, order.kind.allAnchors);
    const { installation, hsmView } = parts;
    const { definition, now } = order;
    const report = await order.kind.open({
      ...{ tx, store, installation, now, filter: definition.filter, hsm: hsmView },
      damaged: parts.damaged(),
    });
    const directory = evidenceDirectory(definition.kind, now.toISOString(), chain.chainHead);
    const draft = await parts.folders.newFolder(order.folder, directory);
    try {
      const written = await writeRows(draft, order, report, columns);
      const manifest = manifestOf(parts, order, { directory, ...chain, ...written, range: report.range });
      return { draft, manifest, manifestSha256: await writeManifest(parts, draft, manifest) };
    } catch (thrown) {
      await draft.discard();
      throw thrown;
    }
  });
}

/** The head that this view of the store ends at, with a signature over exactly it. */
async function chainOf(
  { anchors, damaged, installation }: ReportWriterParts,
  tx: StoreReader,
  all: boolean,
): Promise<Pick<EvidenceManifest, 'chainHead' | 'anchors'>> {
  const chainHead = await tx.audit.head();
  const kept = anchorsUpTo(await tx.anchors.list(), chainHead, anchorFingerprint(installation.anchorKey));
  const newest = kept.at(-1);
  const whole = newest?.sequence === chainHead.sequence || damaged() ? kept : [...kept, await anchors.over(chainHead)];
  return { chainHead, anchors: all ? whole : whole.slice(-1) };
}

/** Rows between two looks at the clock and the signal come to a few milliseconds: the store reads in batches. */
async function writeRows(
  draft: FolderDraft,
  order: ReportOrder,
  report: OpenedReport,
  columns: readonly number[],
): Promise<Pick<EvidenceManifest, 'rows' | 'files'>> {
  const json = await draft.create(evidenceFiles.json);
  const csv = await draft.create(evidenceFiles.csv);
  const titles = columns.map((index) => order.kind.columns[index]?.title ?? '');
  await csv.write(csvLines([titles]));
  await json.write('[\n');
  let rows = 0;
  for await (const batch of report.batches()) {
    if (order.signal.aborted) throw new ConsoleError('input.cancelled');
    await json.write(batch.map(({ evidence }, index) => (rows + index === 0 ? evidence : `,\n${evidence}`)).join(''));
    await csv.write(csvLines(batch.map(({ cells }) => columns.map((index) => cells[index] ?? ''))));
    rows += batch.length;
    order.progress(rows, report.total);
  }
  await json.write(rows === 0 ? ']\n' : '\n]\n');
  const evidence = { name: evidenceFiles.json, role: 'evidence' as const, ...(await json.end()) };
  const rendering = { name: evidenceFiles.csv, role: 'rendering' as const, ...(await csv.end()) };
  return { rows, files: [evidence, rendering] };
}

const csvLines = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((cells) => cells.map(csvCell)),
    { record_delimiter: '\r\n' },
  );

function manifestOf(
  parts: ReportWriterParts,
  order: ReportOrder,
  written: Pick<EvidenceManifest, 'directory' | 'rows' | 'files' | 'range' | 'chainHead' | 'anchors'>,
): EvidenceManifest {
  const { store, installation, version } = parts;
  const { kind, definition, createdBy, now } = order;
  const { algorithm, publicKeyDer } = installation.anchorKey;
  const { filter, columns } = definition;
  return {
    format: evidenceFormat,
    report: definition.kind,
    title: kind.title,
    environment: store.environment,
    storeId: store.id,
    version,
    createdAt: now.toISOString(),
    createdBy,
    definition: { filter, columns },
    ...written,
    integrity: parts.integrity(),
    anchorKey: { algorithm, publicKeyDer, fingerprint: anchorFingerprint(installation.anchorKey) },
    csv: { rule: csvRule, columns: chosenColumns(kind, definition).map((index) => kind.columns[index]?.id ?? '') },
  };
}

/** @returns SHA-256 (hex) of manifest.json */
async function writeManifest(
  { hsm, installation }: ReportWriterParts,
  draft: FolderDraft,
  manifest: EvidenceManifest,
): Promise<string> {
  const { reference, algorithm, publicKeyDer } = installation.anchorKey;
  const bytes = manifestBytes(manifest);
  const signature = await hsm.sign({ reference: reference as HsmReference, algorithm }, bytes);
  for (const [name, content] of [
    [evidenceFiles.manifest, bytes],
    [evidenceFiles.signature, signature],
    [evidenceFiles.anchorKey, publicKeyPem(publicKeyDer)],
  ] as const) {
    const file = await draft.create(name);
    await file.write(content);
    await file.end();
  }
  return sha256Hex(bytes);
}
