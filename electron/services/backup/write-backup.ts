// Makes one backup: an encrypted copy taken while the store is in use, opened again with the key that the HSM unseals, verified, and signed.
import { sha256Hex } from '../../domain/digest';
import {
  backupDirectory,
  backupFiles,
  backupFormat,
  backupManifestBytes,
  type BackupManifest,
} from '../../domain/backup-manifest';
import type { FolderDraft, Folders } from '../../ports/desktop';
import type { Hsm, HsmReference } from '../../ports/hsm';
import type { Installation } from '../../ports/settings';
import type { Store, StoreFactory } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import { verifyCopy, type CopyFacts } from './verify-copy';

export interface BackupWriterParts {
  readonly store: Store;
  readonly installation: Installation;
  readonly stores: StoreFactory;
  readonly hsm: Hsm;
  readonly folders: Folders;
  readonly version: string;
  /** The log does not hold any more: what would be kept is not worth keeping. */
  readonly damaged: () => boolean;
}

/** `copy` counts bytes, `verify` entries. */
export type BackupStep = 'copy' | 'verify';

export interface BackupOrder {
  /** Path of the folder that the backup's own folder is made in. */
  readonly folder: string;
  readonly createdBy: BackupManifest['createdBy'];
  readonly now: Date;
  readonly signal: AbortSignal;
  progress(step: BackupStep, done: number, total: number): void;
}

/** Whole, verified, signed, on the disk, and not yet under its name. */
export interface DraftBackup {
  readonly draft: FolderDraft;
  readonly manifest: BackupManifest;
  readonly manifestSha256: string;
}

/**
 * Errors: `file.write-failed` (a full disk, a folder that is gone), `hsm.not-logged-in`, `input.cancelled`, `store.read-only` when the log is
 * known not to hold, `store.row-tampered` when that is found here. Nothing is left behind then.
 */
export async function writeBackup(parts: BackupWriterParts, order: BackupOrder): Promise<DraftBackup> {
  const { store, installation, folders } = parts;
  if (parts.damaged()) throw new ConsoleError('store.read-only');
  if (parts.hsm.state.kind !== 'logged-in') throw new ConsoleError('hsm.not-logged-in');
  const directory = backupDirectory(store.environment, order.now.toISOString());
  const draft = await folders.newFolder(order.folder, directory);
  try {
    const path = await draft.place(backupFiles.store);
    const { signal } = order;
    await store.copyTo(path, { signal, progress: (done, total) => order.progress('copy', done, total) });
    const facts = await verifyCopy(parts, installation, path, {
      signal,
      progress: (done, total) => order.progress('verify', done, total),
    });
    const file = { name: backupFiles.store, ...(await draft.placed(backupFiles.store)) };
    const manifest = manifestOf(parts, order, directory, facts, file);
    return { draft, manifest, manifestSha256: await writeManifest(parts, draft, manifest) };
  } catch (thrown) {
    await draft.discard();
    throw thrown;
  }
}

function manifestOf(
  { store, installation, version }: BackupWriterParts,
  { now, createdBy }: BackupOrder,
  directory: string,
  facts: CopyFacts,
  file: BackupManifest['file'],
): BackupManifest {
  const { createdAt, token, pinInTwoParts, sealedStoreKey, anchorKey, evaluationReasons } = installation;
  return {
    ...{ format: backupFormat, directory, environment: store.environment, evaluationReasons, storeId: store.id },
    ...{
      version,
      createdAt: now.toISOString(),
      createdBy,
      chainHead: facts.head,
      openRequests: facts.openRequests,
      file,
    },
    installation: { createdAt, token, pinInTwoParts, sealedStoreKey: { ...sealedStoreKey }, anchorKey },
  };
}

/** @returns SHA-256 (hex) of the manifest */
async function writeManifest(
  { hsm, installation }: BackupWriterParts,
  draft: FolderDraft,
  manifest: BackupManifest,
): Promise<string> {
  const { reference, algorithm } = installation.anchorKey;
  const bytes = backupManifestBytes(manifest);
  const signature = await hsm.sign({ reference: reference as HsmReference, algorithm }, bytes);
  for (const [name, content] of [
    [backupFiles.manifest, bytes],
    [backupFiles.signature, signature],
  ] as const) {
    const file = await draft.create(name);
    await file.write(content);
    await file.end();
  }
  return sha256Hex(bytes);
}
