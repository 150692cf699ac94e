// The small JSON beside the store (electron-store): what must be known before the store can be opened. Never a secret in the clear.
import type { HsmCapabilities, HsmModule, SealedBlob, SignatureAlgorithm, TokenSelector } from './hsm';
import type { ChainHead } from '../domain/audit-event';
import type { Environment, EvaluationReason } from '../../shared/schemas/status';

/** Fixed at set-up. */
export interface Installation {
  readonly storeId: string;
  readonly environment: Environment;
  readonly evaluationReasons: readonly EvaluationReason[];
  readonly createdAt: string;
  readonly module: HsmModule;
  readonly token: TokenSelector;
  readonly pinInTwoParts: boolean;
  /** The store's 32-byte key, sealed by the HSM with the store's id bound in. */
  readonly sealedStoreKey: SealedBlob;
  readonly anchorKey: {
    readonly reference: string;
    readonly algorithm: SignatureAlgorithm;
    /** base64 DER SubjectPublicKeyInfo */
    readonly publicKeyDer: string;
  };
}

/** A restoration that was ordered and is carried out when the store is opened next. Signed by the anchor key, so that nobody else can order one. */
export interface PendingRestore {
  readonly version: 1;
  readonly id: string;
  readonly storeId: string;
  readonly backup: {
    readonly directory: string;
    readonly createdAt: string;
    readonly manifestSha256: string;
    readonly head: ChainHead;
  };
  /** The head of the log that is left behind; null where no store was there. */
  readonly lost: ChainHead | null;
  readonly orderedAt: string;
  /** Approval request that it was ordered by. */
  readonly requestId: string | null;
  /** Who asked for it and who approved; empty at set-up, where the PIN is the authority. */
  readonly identities: readonly { readonly id: string; readonly name: string }[];
  /** base64 over the canonical JSON of the other members */
  readonly signature: string;
}

export interface Settings {
  installation(): Installation | null;
  /** Written once, whole, at the end of set-up (atomic rename). */
  setInstallation(installation: Installation): void;
  capabilities(tokenSerial: string): HsmCapabilities | null;
  setCapabilities(tokenSerial: string, capabilities: HsmCapabilities): void;
  /** Copy of the newest anchored chain head outside the store: an older or forked store is noticed at start. */
  outsideHead(): ChainHead | null;
  setOutsideHead(head: ChainHead): void;
  pendingRestore(): PendingRestore | null;
  setPendingRestore(pending: PendingRestore): void;
  /** The restoration is over: forgotten, and with a head that head is the outside copy from now on, in one write. */
  endRestore(head: ChainHead | null): void;
  /** How the window looks; values up to 64 KiB of JSON, keyed by identity or `window`. */
  preference(owner: string, key: string): unknown;
  setPreference(owner: string, key: string, value: unknown): void;
}

/** Append-only file for what happens before the unlock; drained into the audit log at the next one. */
export interface EarlyLog {
  append(event: {
    readonly at: string;
    readonly event: string;
    readonly outcome: 'success' | 'refused' | 'failed';
    readonly facts: Readonly<Record<string, unknown>>;
  }): Promise<void>;
  /** All events so far, and a function that forgets exactly those once they are in the store. */
  drain(): Promise<{
    readonly events: readonly {
      at: string;
      event: string;
      outcome: 'success' | 'refused' | 'failed';
      facts: Readonly<Record<string, unknown>>;
    }[];
    readonly forget: () => Promise<void>;
  }>;
}
