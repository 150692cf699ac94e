// Set-up, unlock, log-out, close: the only ways from one phase to another. One at a time.
import type { HsmModule, TokenInfo } from '../ports/hsm';
import type { EarlyLog, Installation } from '../ports/settings';
import type { Store, StoreWriter } from '../ports/store';
import type { AuditEvent } from '../domain/audit-event';
import { ConsoleError, toConsoleError } from '../../shared/errors';
import { setupSteps, type SetupInput, type SetupStep } from '../../shared/schemas/setup';
import { notVerified, type ConsoleState, type OpenedConsole } from './console-state';
import { drainEarlyLog } from './early-entries';
import { categoryOfEvent } from './event-naming';
import type { Integrity } from './integrity';
import { openConsole, type OpenConsoleParts } from './open-console';
import type { RestoreOrder } from './backup/pending-restore';
import type { FoundBackupFiles } from './backup/read-backup';
import type { Restorer } from './backup/restorer';
import { joinPin } from './pin';
import { prepareInstallation, type SetupParts } from './setup/complete-setup';
import { installationFromBackup, type BackupSetupInput } from './setup/installation-from-backup';
import { withStoreKey } from './store-key';
import { createTurnstile } from './turnstile';
import type { AuditTrail } from './audit-trail';

export interface ConsoleLifecycleParts extends OpenConsoleParts, SetupParts {
  readonly state: ConsoleState;
  readonly early: EarlyLog;
  readonly trail: AuditTrail;
  readonly integrity: Integrity;
  readonly restorer: Restorer;
  /** The store is open and what was done before is recorded: builds what works with it. */
  opened(opened: OpenedConsole): void;
  /** Jobs may go on: the HSM is logged in to. */
  hsmReady(): void;
  /** Before the store is closed: jobs stop between effects, what is only counted is written. */
  closing(): Promise<void>;
  statusChanged(): void;
}

/** Records the entry of the call, with a change or without; see CommandContext.unitOfWork. */
export type RecordCall = (
  work: (
    tx: StoreWriter,
  ) => Promise<{ readonly result: undefined; readonly audit: Partial<Pick<AuditEvent, 'facts' | 'outcome'>> }>,
  store?: Store,
) => Promise<void>;

export interface UnlockInput {
  readonly pin: string | null;
  readonly pinSecondPart: string | null;
  readonly acceptFinalTry: boolean;
}

export interface ConsoleLifecycle {
  /** Loads the approved module and finds the token, so that its flags are shown before a PIN is typed. Never throws. */
  connect(): Promise<void>;
  completeSetup(module: HsmModule, input: SetupInput, record: RecordCall): Promise<void>;
  /** Set-up from a backup: the HSM that sealed its key opens it, and it becomes the store. */
  setUpFromBackup(
    module: HsmModule,
    input: BackupSetupInput,
    found: FoundBackupFiles,
    record: RecordCall,
  ): Promise<void>;
  /** First unlock, or log-in to the HSM again while the store is open. */
  unlock(input: UnlockInput, record: RecordCall): Promise<void>;
  /**
   * Logs out of the HSM and in again with this PIN: a token tells only so whether it is right. The store stays open; jobs go on when
   * it was right. Errors: `hsm.*`.
   */
  provePin(pin: string | null, pinSecondPart: string | null): Promise<void>;
  /** Anchors, closes the store and logs out of the HSM: the next thing is the PIN. */
  logOutOfHsm(record: RecordCall): Promise<void>;
  /**
   * Takes the backup in, closes the store and logs out of the HSM: the next unlock opens the restored store. A failure is recorded and leaves
   * everything as it was.
   */
  restore(found: FoundBackupFiles, order: RestoreOrder): Promise<void>;
  /** One at a time with the others: what must not meet an unlock or a set-up (making a token, say). */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  /** The end of the program. */
  close(): Promise<void>;
}

export function createConsoleLifecycle(parts: ConsoleLifecycleParts): ConsoleLifecycle {
  const { state, hsm, settings, stores, early, integrity, restorer, log } = parts;
  const turnstile = createTurnstile();

  const tokenInUse = (): TokenInfo | null => (hsm.state.kind === 'logged-in' ? hsm.state.token : null);
  const progress = (step: SetupStep): void => parts.progress(step, setupSteps.indexOf(step), setupSteps.length);

  const installed = (): Installation => {
    if (state.installation === null) throw new ConsoleError('state.wrong-phase');
    return state.installation;
  };

  async function closeStore(): Promise<void> {
    const { opened } = state;
    if (opened === null) return;
    await parts.closing();
    state.opened = null;
    state.readOnly = false;
    state.integrity = notVerified;
    await opened.store.close();
  }

  /** What was begun is undone: no open store and no HSM login without the entry that says so. */
  async function undo(thrown: unknown): Promise<never> {
    try {
      await closeStore();
      if (hsm.state.kind === 'logged-in') await hsm.logout();
    } catch (second) {
      log.error('unlock.undo-failed', toConsoleError(second));
    }
    parts.statusChanged();
    throw thrown;
  }

  async function connectToken(): Promise<void> {
    const installation = installed();
    if (hsm.state.kind !== 'disconnected') return;
    await hsm.connect(installation.module, installation.token);
  }

  async function loginToHsm(input: UnlockInput): Promise<void> {
    if (tokenInUse() !== null) throw new ConsoleError('state.conflict', { facts: { reason: 'already-logged-in' } });
    await connectToken();
    await hsm.login(joinPin(input.pin, input.pinSecondPart), { acceptFinalTry: input.acceptFinalTry });
    if (!state.readOnly) state.problem = null;
    const serial = tokenInUse()?.serial;
    if (serial !== undefined && settings.capabilities(serial) === null)
      settings.setCapabilities(serial, await hsm.probe());
  }

  const loginFacts = (): Readonly<Record<string, unknown>> =>
    hsm.state.kind === 'logged-in'
      ? { token: hsm.state.token.label, serial: hsm.state.token.serial, moduleSha256: hsm.state.moduleSha256 }
      : {};

  async function openStore(record: RecordCall): Promise<void> {
    const installation = installed();
    const swapped = await restorer.swap(installation);
    let raw: Store;
    try {
      raw = await withStoreKey(hsm, installation, (key) => stores.open(key));
    } catch (thrown) {
      const error = toConsoleError(thrown);
      // Nothing that a person can repair from here: it is shown instead of the PIN.
      if (['store.damaged', 'store.too-new', 'hsm.seal-refused'].includes(error.code)) {
        state.blocked = true;
        state.problem = error;
      }
      throw error;
    }
    const opened = openConsole(parts, installation, raw);
    state.opened = opened;
    if (raw.id !== installation.storeId || raw.environment !== installation.environment) {
      state.blocked = true;
      state.problem = new ConsoleError('store.damaged', { facts: { reason: 'another-store' } });
      throw state.problem;
    }
    const restored = swapped !== null && (await restorer.complete(opened.store, swapped));
    if (!restored) await integrity.checkAgainstOutside(opened);
    const drained = state.readOnly ? 0 : await drainEarlyLog(early, opened.store, categoryOfEvent);
    await record(
      () => Promise.resolve({ result: undefined, audit: { facts: { ...loginFacts(), drained } } }),
      opened.store,
    );
    parts.opened(opened);
    integrity.verifyInBackground(opened);
  }

  return {
    async connect() {
      try {
        await connectToken();
        state.problem = null;
      } catch (thrown) {
        state.problem = toConsoleError(thrown);
        log.warn('hsm.connect-failed', { code: state.problem.code, ref: state.problem.ref });
      }
      parts.statusChanged();
    },

    completeSetup: (module, input, record) =>
      turnstile.run(async () => {
        const prepared = await prepareInstallation(parts, module, input);
        const { store: raw, installation } = prepared;
        try {
          const opened = openConsole(parts, installation, raw);
          state.opened = opened;
          const { setAside } = prepared;
          await record(async (tx) => {
            await prepared.firstRows(tx);
            return { result: undefined, audit: { facts: { ...prepared.facts, setAside } } };
          }, opened.store);
          await drainEarlyLog(early, opened.store, categoryOfEvent);
          progress('anchor');
          await opened.anchors.anchorNow();
          progress('finish');
          settings.setInstallation(installation);
          state.installation = installation;
          state.problem = null;
          parts.opened(opened);
          integrity.verifyInBackground(opened);
        } catch (thrown) {
          await undo(thrown);
        }
        parts.progress('finish', setupSteps.length, setupSteps.length);
        parts.statusChanged();
        if (!state.readOnly) parts.hsmReady();
      }),

    setUpFromBackup: (module, input, found, record) =>
      turnstile.run(async () => {
        const installation = await installationFromBackup(parts, module, input, found);
        try {
          await restorer.stage(found);
          await restorer.order(installation, {
            ...{ manifest: found.manifest, manifestSha256: found.manifestSha256 },
            ...{ requestId: null, identities: [] },
          });
          settings.setInstallation(installation);
          state.installation = installation;
          await openStore(record);
          state.problem = null;
        } catch (thrown) {
          await undo(thrown);
        }
        parts.statusChanged();
        parts.hsmReady();
      }),

    unlock: (input, record) =>
      turnstile.run(async () => {
        await loginToHsm(input);
        if (state.opened === null) {
          await openStore(record).catch(undo);
        } else {
          await record(() =>
            Promise.resolve({ result: undefined, audit: { facts: { ...loginFacts(), again: true } } }),
          ).catch(async (thrown: unknown) => {
            await hsm.logout();
            throw thrown;
          });
        }
        parts.statusChanged();
        if (!state.readOnly) parts.hsmReady();
      }),

    provePin: (pin, pinSecondPart) =>
      turnstile.run(async () => {
        const joined = joinPin(pin, pinSecondPart);
        if (hsm.state.kind === 'logged-in') await hsm.logout();
        await connectToken();
        try {
          await hsm.login(joined);
        } finally {
          parts.statusChanged();
        }
        if (!state.readOnly) parts.hsmReady();
      }),

    logOutOfHsm: (record) =>
      turnstile.run(async () => {
        await record(() => Promise.resolve({ result: undefined, audit: { facts: loginFacts() } }));
        await closeStore();
        if (hsm.state.kind === 'logged-in') await hsm.logout();
        parts.statusChanged();
      }),

    restore: (found, order) =>
      turnstile.run(async () => {
        try {
          await restorer.stage(found);
          await closeStore();
          await restorer.order(installed(), order);
        } catch (thrown) {
          const error = toConsoleError(thrown);
          state.problem = error;
          log.error('store.restore-failed', error);
          await restorer.forget();
          const facts = { ...error.facts, code: error.code, reason: error.code, directory: order.manifest.directory };
          await parts.trail.record({ event: 'store.restore-failed', category: 'System', outcome: 'failed', facts });
        }
        // After a failure as well: the store may be closed by then, and only a login opens it.
        if (state.opened === null && hsm.state.kind === 'logged-in') await hsm.logout();
        parts.statusChanged();
      }),

    exclusive: (work) => turnstile.run(work),

    async close() {
      await closeStore();
      await hsm.close();
    },
  };
}
