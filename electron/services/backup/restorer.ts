// Restoring in two halves. Ordered: the copy is staged and the order signed, while the old store is still there. Carried out: at the next
// unlock, before the store is opened, by two renames. Whatever is interrupted either goes on there or leaves the old store in its place.
import type { Clock } from '../../ports/clock';
import type { Hsm } from '../../ports/hsm';
import type { Installation, PendingRestore, Settings } from '../../ports/settings';
import type { Store, StoreFactory } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { AuditTrail } from '../audit-trail';
import { completeRestore, restoredState } from './complete-restore';
import { restoreProblem, signRestore, type RestoreOrder } from './pending-restore';
import type { FoundBackupFiles } from './read-backup';

export interface RestorerParts {
  readonly hsm: Hsm;
  readonly stores: StoreFactory;
  readonly settings: Settings;
  readonly trail: AuditTrail;
  readonly clock: Clock;
  /** Bytes of the copy taken in so far, of how many. */
  staging(done: number, total: number): void;
}

export interface SwappedStore {
  readonly pending: PendingRestore;
  /** Name under which the store before it was kept. */
  readonly setAside: string | null;
}

export interface Restorer {
  /** Takes the copy into the data folder and compares it with the manifest: `store.damaged` (reason `sha256`), `file.read-failed`, `file.write-failed`. */
  stage(found: FoundBackupFiles): Promise<void>;
  /** The order is written down; from now on the next unlock carries it out. Needs the HSM. */
  order(installation: Pick<Installation, 'anchorKey'>, order: RestoreOrder): Promise<void>;
  /** Nothing is going to be restored after all. */
  forget(): Promise<void>;
  /** Before the store is opened. Null when nothing was ordered, or when the order is not to be believed: that is recorded. */
  swap(installation: Installation): Promise<SwappedStore | null>;
  /** After the store was opened. False when it is not the restored one: then it is the old one, and that is recorded. */
  complete(store: Store, swapped: SwappedStore): Promise<boolean>;
}

export function createRestorer(parts: RestorerParts): Restorer {
  const { hsm, stores, settings, trail, clock } = parts;

  async function giveUp(reason: string, directory: string): Promise<void> {
    settings.endRestore(null);
    await stores.unstage();
    await trail.recordEarly({
      event: 'store.restore-failed',
      category: 'System',
      severity: 'critical',
      outcome: 'failed',
      facts: { reason, directory },
    });
  }

  return {
    async stage({ storePath, manifest }) {
      const watch = { signal: new AbortController().signal, progress: parts.staging };
      const { sha256 } = await stores.stage(storePath, watch);
      if (sha256 === manifest.file.sha256) return;
      await stores.unstage();
      throw new ConsoleError('store.damaged', { facts: { reason: 'sha256' } });
    },
    async order({ anchorKey }, order) {
      settings.setPendingRestore(await signRestore(hsm, anchorKey, order, settings.outsideHead(), clock.now()));
    },
    forget: () => stores.unstage(),
    async swap(installation) {
      const pending = settings.pendingRestore();
      if (pending === null) return null;
      const problem = restoreProblem(pending, installation, settings.outsideHead());
      if (problem !== null) {
        await giveUp(problem, pending.backup.directory);
        return null;
      }
      return { pending, setAside: (await stores.swapIn()) ?? null };
    },
    async complete(store, { pending, setAside }) {
      const state = await restoredState(store, pending);
      if (state === 'other') {
        await giveUp('copy-missing', pending.backup.directory);
        return false;
      }
      if (state === 'fresh') await completeRestore(store, pending, setAside, clock.now());
      // What a collector has beyond the backup is of a log that is left behind: it is sent what follows in this one.
      settings.setPreference('forwarding', 'restored', pending.backup.head.sequence);
      settings.endRestore(await store.read((tx) => tx.audit.head()));
      return true;
    },
  };
}
