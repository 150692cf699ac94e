// The manifest of an exported report: what was exported, the head of the chain it stands on, and the hash of every file. docs/evidence.md is its contract.
import { canonicalJson } from '../../shared/canonical-json';
import type { ReportDefinition, ReportKind } from '../../shared/schemas/reports';
import type { AppStatus, Environment } from '../../shared/schemas/status';
import type { ChainHead } from './audit-event';
import type { Anchor } from './entities';

export const evidenceFormat = 'kmes-evidence-1';

/** Files of a report beside those that the manifest lists: it cannot hold its own hash. */
export const evidenceFiles = {
  json: 'report.json',
  csv: 'report.csv',
  manifest: 'manifest.json',
  signature: 'manifest.sig',
  anchorKey: 'anchor-key.pem',
} as const;

/** Entries of the log without a gap, and what the first of them follows. */
export interface EvidenceRange {
  readonly fromSequence: number;
  readonly toSequence: number;
  readonly previousHash: string;
}

export interface EvidenceManifest {
  readonly format: typeof evidenceFormat;
  /** Name of the folder; another name is refused, so that an older report cannot pass for a newer one. */
  readonly directory: string;
  readonly report: ReportKind;
  readonly title: string;
  readonly environment: Environment;
  readonly storeId: string;
  /** Version of the program. */
  readonly version: string;
  readonly createdAt: string;
  /** Identities of the login; empty for a scheduled report. */
  readonly createdBy: readonly { readonly id: string; readonly name: string }[];
  readonly definition: Omit<ReportDefinition, 'kind'>;
  readonly rows: number;
  readonly files: readonly {
    readonly name: string;
    readonly role: 'evidence' | 'rendering';
    readonly bytes: number;
    readonly sha256: string;
  }[];
  /** Audit reports without a filter: entries from one to the other, none left out. Null for any other report. */
  readonly range: EvidenceRange | null;
  readonly chainHead: ChainHead;
  /** Ascending; the last one is over `chainHead`, but where the log was found damaged: nothing is signed over it any more. */
  readonly anchors: readonly Anchor[];
  /** What the console knew of its log when it wrote the report. */
  readonly integrity: AppStatus['integrity'];
  readonly anchorKey: {
    readonly algorithm: Anchor['algorithm'];
    /** base64 DER SubjectPublicKeyInfo */
    readonly publicKeyDer: string;
    /** SHA-256 (hex) of the DER bytes. */
    readonly fingerprint: string;
  };
  readonly csv: { readonly rule: string; readonly columns: readonly string[] };
}

/** The bytes that the HSM signs: canonical JSON in UTF-8, without a line end. */
export function manifestBytes(manifest: EvidenceManifest): Uint8Array {
  return new TextEncoder().encode(canonicalJson(manifest));
}

/** `audit-20260301T120000Z-118`: kind, time in UTC, and the newest entry of the log. */
export function evidenceDirectory(kind: ReportKind, at: string, head: ChainHead): string {
  return `${kind}-${at.slice(0, 19).replace(/[-:]/g, '')}Z-${head.sequence}`;
}

/** Strictly ascending anchors of this key up to the head: those that a report carries. */
export function anchorsUpTo(anchors: readonly Anchor[], head: ChainHead, keyFingerprint: string): readonly Anchor[] {
  const bySequence = new Map<number, Anchor>();
  for (const anchor of anchors) {
    if (anchor.keyFingerprint === keyFingerprint && anchor.sequence <= head.sequence)
      bySequence.set(anchor.sequence, anchor);
  }
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}

/** base64 of DER SubjectPublicKeyInfo as PEM (RFC 7468), which is what openssl reads. */
export function publicKeyPem(publicKeyDer: string): string {
  const lines = publicKeyDer.match(/.{1,64}/g) ?? [];
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`;
}
