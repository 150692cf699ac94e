// Reads the manifest of a backup from the folder that a person picked. Nothing in it is believed before its signature was checked.
import { join } from 'node:path';
import { z } from 'zod';
import { backupFiles, backupFormat, type BackupManifest } from '../../domain/backup-manifest';
import { sha256Hex } from '../../domain/digest';
import type { Files } from '../../ports/desktop';
import type { Installation } from '../../ports/settings';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import { environments, evaluationReasons } from '../../../shared/schemas/status';
import { anchorSignatureValid } from '../anchors';

const text = z.string().max(4096);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const manifestSchema = z.object({
  format: z.literal(backupFormat),
  directory: z.string().regex(/^[a-zA-Z0-9-]{1,100}$/),
  environment: z.enum(environments),
  evaluationReasons: z.array(z.enum(evaluationReasons)),
  storeId: z.string().regex(/^[0-9a-f]{32}$/),
  version: text,
  createdAt: z.iso.datetime(),
  createdBy: z.array(z.object({ id: text, name: text })),
  chainHead: z.object({ sequence: z.number().int().nonnegative(), hash: digest }),
  openRequests: z.number().int().nonnegative(),
  file: z.object({ name: z.literal(backupFiles.store), bytes: z.number(), sha256: digest }),
  installation: z.object({
    createdAt: text,
    token: z.object({ label: text.optional(), serial: text.optional() }),
    pinInTwoParts: z.boolean(),
    sealedStoreKey: z.object({
      version: z.literal(1),
      method: z.enum(['AES_256_GCM', 'RSA_OAEP_SIGNED']),
      keyReference: z.string().regex(/^[0-9a-f]{32}$/),
      iv: text.optional(),
      oaepHash: z.enum(['SHA-256', 'SHA-1']).optional(),
      ciphertext: z.string().max(65_536),
      signature: text.optional(),
    }),
    anchorKey: z.object({
      reference: text,
      algorithm: z.enum(['ECDSA_SHA_256', 'RSASSA_PSS_SHA_256']),
      publicKeyDer: text,
    }),
  }),
});

const maxManifestBytes = 256 * 1024;
const maxSignatureBytes = 4096;

export interface FoundBackupFiles {
  readonly manifest: BackupManifest;
  readonly manifestSha256: string;
  /** Path of the copy. */
  readonly storePath: string;
}

/** Why a folder cannot be restored from: fact `rule` of `input.invalid` with the field `backup`. */
export type BackupRefusal = 'no-backup' | 'not-a-manifest' | 'signature' | 'another-store';

const refused = (rule: BackupRefusal, cause?: unknown): ConsoleError =>
  new ConsoleError('input.invalid', { facts: { field: 'backup', rule }, cause });

/** @param anchorKey the key that must have signed it; null at set-up, where only the HSM can tell: the manifest's own key is taken */
export async function readBackup(
  files: Pick<Files, 'readSmall'>,
  folder: string,
  anchorKey: Installation['anchorKey'] | null,
): Promise<FoundBackupFiles> {
  const read = (name: string, maxBytes: number): Promise<Uint8Array> =>
    files.readSmall(join(folder, name), maxBytes).catch((thrown: unknown) => {
      if (toConsoleError(thrown).facts['reason'] === 'ENOENT') throw refused('no-backup', thrown);
      throw thrown;
    });
  const bytes = await read(backupFiles.manifest, maxManifestBytes);
  const signature = await read(backupFiles.signature, maxSignatureBytes);
  const manifest = parsed(bytes);
  const key = anchorKey ?? manifest.installation.anchorKey;
  if (!signed(key, bytes, signature)) throw refused('signature');
  return { manifest, manifestSha256: sha256Hex(bytes), storePath: join(folder, backupFiles.store) };
}

export function assertSameStore(manifest: BackupManifest, installation: Installation): void {
  if (manifest.storeId !== installation.storeId || manifest.environment !== installation.environment)
    throw refused('another-store');
}

function parsed(bytes: Uint8Array): BackupManifest {
  try {
    return manifestSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))) as BackupManifest;
  } catch (cause) {
    throw refused('not-a-manifest', cause);
  }
}

function signed(key: Installation['anchorKey'], bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    return anchorSignatureValid(key, bytes, Buffer.from(signature).toString('base64'));
  } catch {
    // A key that is none: as good as no signature.
    return false;
  }
}
