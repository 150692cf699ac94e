// The manifest of a backup: what the copy holds, and what an HSM needs to open it. docs/officers-guide.md says how it is used.
import { canonicalJson } from '../../shared/canonical-json';
import type { Environment, EvaluationReason } from '../../shared/schemas/status';
import type { ChainHead } from './audit-event';

export const backupFormat = 'kmes-backup-1';

export const backupFiles = { store: 'store.db', manifest: 'backup.json', signature: 'backup.sig' } as const;

/** The sealed store key is in it: without the HSM that sealed it the copy cannot be read. */
export interface BackupManifest {
  readonly format: typeof backupFormat;
  readonly directory: string;
  readonly environment: Environment;
  readonly evaluationReasons: readonly EvaluationReason[];
  readonly storeId: string;
  /** Version of the program. */
  readonly version: string;
  readonly createdAt: string;
  /** Identities of the login; empty for a scheduled backup. */
  readonly createdBy: readonly { readonly id: string; readonly name: string }[];
  /** Where the copy's audit log ends. */
  readonly chainHead: ChainHead;
  readonly openRequests: number;
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string };
  /** Members of the installation that a restoration needs; see ports/settings.ts. */
  readonly installation: {
    readonly createdAt: string;
    readonly token: { readonly label?: string; readonly serial?: string };
    readonly pinInTwoParts: boolean;
    readonly sealedStoreKey: Readonly<Record<string, string | number | undefined>>;
    readonly anchorKey: {
      readonly reference: string;
      readonly algorithm: 'ECDSA_SHA_256' | 'RSASSA_PSS_SHA_256';
      readonly publicKeyDer: string;
    };
  };
}

/** The bytes that the HSM signs: canonical JSON in UTF-8, without a line end. */
export function backupManifestBytes(manifest: BackupManifest): Uint8Array {
  return new TextEncoder().encode(canonicalJson(manifest));
}

/** `kmes-backup-evaluation-20260301T120000Z`: environment and time in UTC. */
export function backupDirectory(environment: Environment, at: string): string {
  return `kmes-backup-${environment.toLowerCase()}-${at.slice(0, 19).replace(/[-:]/g, '')}Z`;
}
