// Signs the head of the audit chain with the HSM's anchor key, and keeps a copy of the head outside the store.
import { createPublicKey, verify, constants } from 'node:crypto';
import { sha256Hex } from '../domain/digest';
import type { ChainHead } from '../domain/audit-event';
import type { Anchor } from '../domain/entities';
import type { Clock } from '../ports/clock';
import type { Hsm, HsmReference } from '../ports/hsm';
import type { Log } from '../ports/log';
import type { Installation, Settings } from '../ports/settings';
import type { Store } from '../ports/store';
import { canonicalJson } from '../../shared/canonical-json';
import { toConsoleError } from '../../shared/errors';

/** An anchor is due after so many entries, or after so long with any new entry. */
export const anchorEveryEntries = 100;
export const anchorEveryMs = 15 * 60_000;

export interface AnchorParts {
  readonly store: Store;
  readonly hsm: Hsm;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly anchorKey: Installation['anchorKey'];
  readonly readOnly: () => boolean;
}

export interface Anchors {
  /** Anchors the present head. Null when there is nothing new, the HSM is not logged in, or the store is read-only. */
  anchorNow(): Promise<Anchor | null>;
  /** The same where the anchor is not what was asked for: a failure is logged, the next one makes up for it. */
  anchorQuietly(): Promise<void>;
  /** An anchor over exactly this head, which the caller has read: kept when it is the newest. Throws what the HSM throws. */
  over(head: ChainHead): Promise<Anchor>;
  /** The newest anchor, of the present head if one could be made for it. Null when there is none. */
  latest(): Promise<Anchor | null>;
  /**
   * Anchors quietly when one is due.
   * @param written entries written since the last call
   */
  anchorWhenDue(written: number): Promise<void>;
}

/** SHA-256 (hex) of the anchor key's DER SubjectPublicKeyInfo. */
export function anchorFingerprint(anchorKey: Installation['anchorKey']): string {
  return sha256Hex(Buffer.from(anchorKey.publicKeyDer, 'base64'));
}

/** The bytes an anchor signs. */
export function anchorStatement(storeId: string, anchor: Omit<Anchor, 'signature' | 'algorithm'>): Uint8Array {
  const { sequence, hash, at, keyFingerprint } = anchor;
  return Buffer.from(canonicalJson({ store: storeId, sequence, hash, at, keyFingerprint }), 'utf8');
}

/** Is it a signature of the anchor key over data? ECDSA as DER; PSS with MGF1-SHA-256 and 32 bytes of salt (ports/hsm.ts). */
export function anchorSignatureValid(
  anchorKey: Installation['anchorKey'],
  data: Uint8Array,
  signature: string,
): boolean {
  const key = createPublicKey({ key: Buffer.from(anchorKey.publicKeyDer, 'base64'), format: 'der', type: 'spki' });
  const bytes = Buffer.from(signature, 'base64');
  return anchorKey.algorithm === 'ECDSA_SHA_256'
    ? verify('sha256', data, { key, dsaEncoding: 'der' }, bytes)
    : verify('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }, bytes);
}

export function createAnchors(parts: AnchorParts): Anchors {
  const { store, hsm, settings, clock, log, anchorKey } = parts;
  const keyFingerprint = anchorFingerprint(anchorKey);
  /** Entries since the last anchor of this run. */
  let entries = 0;
  let lastMs = clock.monotonicMs();
  let turn: Promise<unknown> = Promise.resolve();

  async function make(): Promise<Anchor | null> {
    if (parts.readOnly() || hsm.state.kind !== 'logged-in') return null;
    const { head, newest } = await store.read(async (tx) => ({
      head: await tx.audit.head(),
      newest: await tx.anchors.latest(),
    }));
    if (head.sequence === 0 || newest?.sequence === head.sequence) return null;
    entries = 0;
    return keep(await signed(head), head);
  }

  async function signed(head: ChainHead): Promise<Anchor> {
    const unsigned = { ...head, at: clock.now().toISOString(), keyFingerprint };
    const signature = await hsm.sign(
      { reference: anchorKey.reference as HsmReference, algorithm: anchorKey.algorithm },
      anchorStatement(store.id, unsigned),
    );
    return { ...unsigned, algorithm: anchorKey.algorithm, signature: Buffer.from(signature).toString('base64') };
  }

  async function keep(anchor: Anchor, head: ChainHead): Promise<Anchor> {
    await store.addAnchor(anchor);
    settings.setOutsideHead(head);
    lastMs = clock.monotonicMs();
    return anchor;
  }
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const made = turn.then(work);
    turn = made.catch(() => undefined);
    return made;
  }
  const anchorNow = (): Promise<Anchor | null> => inTurn(make);

  const anchorQuietly = async (): Promise<void> => {
    try {
      await anchorNow();
    } catch (thrown) {
      log.error('anchor.failed', toConsoleError(thrown));
    }
  };

  return {
    anchorNow,
    anchorQuietly,
    over: (head) =>
      inTurn(async () => {
        const anchor = await signed(head);
        const newest = await store.read((tx) => tx.anchors.latest());
        return parts.readOnly() || (newest?.sequence ?? 0) >= head.sequence ? anchor : keep(anchor, head);
      }),
    async latest() {
      await anchorQuietly();
      return store.read((tx) => tx.anchors.latest());
    },
    async anchorWhenDue(written) {
      entries += written;
      const overdue = clock.monotonicMs() - lastMs >= anchorEveryMs;
      if (entries < anchorEveryEntries && !(entries > 0 && overdue)) return;
      await anchorQuietly();
    },
  };
}
