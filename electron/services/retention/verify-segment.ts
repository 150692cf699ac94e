// Reads an exported segment back from the disk and checks it as an auditor would: signature, files, every entry and the chain through them.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { canonicalJson } from '../../../shared/canonical-json';
import { ConsoleError } from '../../../shared/errors';
import { checkChainedEntry, type ChainHead } from '../../domain/audit-event';
import { sha256Hex } from '../../domain/digest';
import { evidenceFiles, evidenceFormat, type EvidenceManifest } from '../../domain/evidence-manifest';
import type { Files } from '../../ports/desktop';
import type { Installation } from '../../ports/settings';
import { anchorSignatureValid } from '../anchors';

export interface VerifiedSegment {
  readonly manifestSha256: string;
  readonly directory: string;
  readonly reportSha256: string;
  readonly from: number;
  readonly to: number;
  readonly previousHash: string;
  readonly lastHash: string;
}

const maxManifestBytes = 16 * 1024 * 1024;
const refused = (reason: string, cause?: unknown): ConsoleError =>
  new ConsoleError('input.invalid', { facts: { field: 'segment', rule: 'segment', reason }, cause });

/** Errors: `input.invalid` (rule `segment`) for anything that does not hold, `file.read-failed`. */
export async function verifySegment(
  files: Pick<Files, 'readSmall' | 'readChunks'>,
  folder: string,
  installation: Pick<Installation, 'storeId' | 'anchorKey'>,
): Promise<VerifiedSegment> {
  const bytes = await files.readSmall(join(folder, evidenceFiles.manifest), maxManifestBytes);
  const signature = await files.readSmall(join(folder, evidenceFiles.signature), 4096);
  const signed = anchorSignatureValid(installation.anchorKey, bytes, Buffer.from(signature).toString('base64'));
  if (!signed) throw refused('signature');
  const manifest = parsed(bytes);
  const { range, storeId, directory, report, format } = manifest;
  if (format !== evidenceFormat || report !== 'audit' || range === null || storeId !== installation.storeId)
    throw refused('not-a-segment');
  for (const file of manifest.files) {
    const hash = createHash('sha256');
    for await (const chunk of files.readChunks(join(folder, file.name))) hash.update(chunk);
    if (hash.digest('hex') !== file.sha256) throw refused(`changed ${file.name}`);
  }
  const before: ChainHead = { sequence: range.fromSequence - 1, hash: range.previousHash };
  const last = await chainThrough(files.readChunks(join(folder, evidenceFiles.json)), before);
  if (last.sequence !== range.toSequence) throw refused('cut');
  return {
    ...{ manifestSha256: sha256Hex(bytes), directory, from: range.fromSequence, to: range.toSequence },
    reportSha256: manifest.files.find(({ name }) => name === evidenceFiles.json)?.sha256 ?? '',
    ...{ previousHash: range.previousHash, lastHash: last.hash },
  };
}

function parsed(bytes: Uint8Array): EvidenceManifest {
  try {
    const manifest = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as EvidenceManifest;
    if (canonicalJson(manifest) === new TextDecoder().decode(bytes)) return manifest;
  } catch (cause) {
    throw refused('not-a-manifest', cause);
  }
  throw refused('not-a-manifest');
}

/** `{"entry":TEXT,"hash":"64 hex"}` one a line: between 9 and 75 characters of frame. */
async function chainThrough(chunks: AsyncIterable<Uint8Array>, before: ChainHead): Promise<ChainHead> {
  let head = before;
  for await (const line of createInterface({ input: Readable.from(chunks), crlfDelay: Infinity })) {
    if (line === '[' || line === ']') continue;
    const row = line.endsWith(',') ? line.slice(0, -1) : line;
    const text = row.slice(9, -75);
    const hash = row.slice(-66, -2);
    const sequence = head.sequence + 1;
    if (checkChainedEntry(head, { sequence, text, hash }) !== 'ok') throw refused(`entry ${sequence}`);
    head = { sequence, hash };
  }
  return head;
}
