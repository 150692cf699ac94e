// backup.inspect and backup.restore: a backup is verified as a whole and shown before anybody can ask for it, under dual control.
import { dirname } from 'node:path';
import type { FileDialogs, Files } from '../../ports/desktop';
import type { Hsm } from '../../ports/hsm';
import type { PendingRestore } from '../../ports/settings';
import type { StoreFactory, StoreReader } from '../../ports/store';
import type { RestoreOrder } from '../../services/backup/pending-restore';
import { previewRestore } from '../../services/backup/preview-restore';
import { assertSameStore, readBackup, type FoundBackupFiles } from '../../services/backup/read-backup';
import { withVerifiedCopy } from '../../services/backup/verify-copy';
import type { BackupStep } from '../../services/backup/write-backup';
import type { OpenedConsole } from '../../services/console-state';
import type { Order } from '../../services/controlled-command';
import { effectFact } from '../../services/effect-facts';
import { effectWords } from '../../../shared/text/effect-words';
import { ConsoleError } from '../../../shared/errors';
import type { RestorePreview } from '../../../shared/schemas/backup';
import type { Handlers } from '../handler';

export interface OrderedRestore {
  readonly found: FoundBackupFiles;
  readonly order: RestoreOrder;
}

export interface RestoreHandlerParts {
  readonly opened: OpenedConsole;
  readonly stores: StoreFactory;
  readonly hsm: Hsm;
  readonly dialogs: FileDialogs;
  readonly files: Files;
  run<T>(
    runId: string,
    work: (signal: AbortSignal, progress: (step: BackupStep, done: number, total: number) => void) => Promise<T>,
  ): Promise<T>;
  ordered(restore: OrderedRestore): void;
}

export type RestoreCall = 'backup.inspect' | 'backup.restore';

export function restoreHandlers(parts: RestoreHandlerParts): Handlers<RestoreCall> {
  const { opened, hsm, stores, files } = parts;
  const { store, installation } = opened;
  /** Backups that were picked and verified, by the SHA-256 of their manifests. */
  const inspected = new Map<string, FoundBackupFiles>();
  let next: OrderedRestore | null = null;

  async function find(folder: string): Promise<FoundBackupFiles> {
    const found = await readBackup(files, folder, installation.anchorKey);
    assertSameStore(found.manifest, installation);
    return found;
  }

  function orderOf({ manifest, manifestSha256, storePath }: FoundBackupFiles): Order {
    const { directory, createdAt, chainHead, storeId } = manifest;
    return {
      target: { kind: 'store', id: storeId, name: directory },
      frozen: { directory, createdAt, head: chainHead.sequence, manifestSha256 },
      sealed: { folder: dirname(storePath) },
    };
  }

  return {
    async 'backup.inspect'({ runId }) {
      const picked = await parts.dialogs.openFolder('backup');
      if (picked === null) return null;
      const found = await find(picked.path);
      return parts.run(runId, async (signal, progress): Promise<RestorePreview> => {
        const watch = { signal, progress: (done: number, total: number) => progress('verify', done, total) };
        const preview = await withVerifiedCopy({ hsm, stores }, installation, found.storePath, watch, (copy) =>
          store.read((today) => copy.read((backup) => previewRestore(found, backup, today))),
        );
        inspected.set(found.manifestSha256, found);
        return preview;
      });
    },

    'backup.restore': {
      prepare({ backupId }) {
        const found = inspected.get(backupId);
        if (found === undefined) throw new ConsoleError('input.handle-expired', { facts: { what: 'backup' } });
        return Promise.resolve(orderOf(found));
      },
      // Read again: a backup that was exchanged meanwhile has another digest.
      recheck: async ({ sealed }) => orderOf(await find(String(sealed?.['folder']))),
      async execute(tx, order, grant, context) {
        const found = await find(String(order.sealed?.['folder']));
        if (found.manifestSha256 !== order.frozen['manifestSha256'])
          throw new ConsoleError('state.conflict', { facts: { what: 'backup' } });
        const { requestId } = grant.record;
        const asked = context.identities.map(({ id, name }) => ({ id, name }));
        const identities = [...asked, ...(await approversOf(tx, requestId))];
        const { manifest, manifestSha256 } = found;
        next = { found, order: { manifest, manifestSha256, requestId, identities } };
        const { chainHead, createdAt } = manifest;
        return {
          result: {},
          audit: { severity: 'critical', facts: { manifestSha256, createdAt, head: chainHead.sequence } },
        };
      },
      describe: ({ frozen }) =>
        Object.entries(effectWords.backup).map(([name, label]) => effectFact(label, String(frozen[name]))),
      committed() {
        if (next !== null) parts.ordered(next);
        next = null;
      },
    },
  };
}

async function approversOf(tx: StoreReader, requestId: string | null): Promise<PendingRestore['identities']> {
  const request = requestId === null ? null : await tx.requests.get(requestId);
  const approved = (request?.decisions ?? []).filter(({ verdict }) => verdict === 'approve');
  return Promise.all(
    approved.map(async ({ identityId }) => ({
      id: identityId,
      name: (await tx.identities.get(identityId))?.name ?? identityId,
    })),
  );
}
