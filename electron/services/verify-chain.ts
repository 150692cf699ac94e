// Recomputes the audit chain from its first entry, and checks every anchor and the head known outside the store against it.
import { checkChainedEntry, emptyChain, type ChainHead } from '../domain/audit-event';
import type { Anchor } from '../domain/entities';
import type { Installation } from '../ports/settings';
import type { Store, StoreReader } from '../ports/store';
import { ConsoleError } from '../../shared/errors';
import { anchorFingerprint, anchorSignatureValid, anchorStatement } from './anchors';

export interface ChainVerdict {
  readonly head: ChainHead;
  /** Null: everything verifies up to `head`. */
  readonly broken: {
    /** Sequence number of the first entry that does not verify. */
    readonly firstBad: number;
    readonly reason:
      | 'sequence'
      | 'hash'
      | 'previous-hash'
      | 'not-json'
      | 'anchor'
      | 'anchor-signature'
      | 'cut-off'
      | 'outside-head'
      | 'segment';
  } | null;
}

/** How a verification is followed and ended. */
export interface VerifyWatch {
  readonly signal: AbortSignal;
  /** Entries verified so far, of how many. */
  progress(done: number, total: number): void;
}

/** Reads the log in batches and yields to the event loop between them; `input.cancelled` after the signal. */
export async function verifyChain(
  store: Store,
  anchorKey: Installation['anchorKey'],
  outsideHead: ChainHead | null,
  watch: VerifyWatch,
): Promise<ChainVerdict> {
  const anchors = await store.read((tx) => tx.anchors.list());
  const badSignature = await firstUnsigned(store.id, anchorKey, anchors, watch.signal);
  if (badSignature !== null) return broken(emptyChain, badSignature.sequence, 'anchor-signature');
  const claims = new Map<number, { readonly hash: string; readonly reason: 'anchor' | 'outside-head' }>();
  if (outsideHead !== null) claims.set(outsideHead.sequence, { hash: outsideHead.hash, reason: 'outside-head' });
  for (const anchor of anchors) claims.set(anchor.sequence, { hash: anchor.hash, reason: 'anchor' });
  const lastClaimed = Math.max(0, ...claims.keys());

  return store.read(async (tx) => {
    let head: ChainHead = await tx.audit.base();
    if (!(await isSegmentEnd(tx, head))) return broken(emptyChain, head.sequence + 1, 'segment');
    const atBase = claims.get(head.sequence);
    if (atBase !== undefined && atBase.hash !== head.hash) return broken(head, head.sequence, atBase.reason);
    const total = (await tx.audit.head()).sequence;
    for await (const batch of tx.audit.scan(1)) {
      for (const row of batch) {
        const verdict = checkChainedEntry(head, row);
        // A missing row shows at its successor: the first bad one is the one that is not there.
        if (verdict !== 'ok') return broken(head, verdict === 'sequence' ? head.sequence + 1 : row.sequence, verdict);
        const claim = claims.get(row.sequence);
        if (claim !== undefined && claim.hash !== row.hash) return broken(head, row.sequence, claim.reason);
        head = { sequence: row.sequence, hash: row.hash };
      }
      endWhenCancelled(watch.signal);
      watch.progress(head.sequence, total);
    }
    return head.sequence < lastClaimed ? broken(head, head.sequence + 1, 'cut-off') : { head, broken: null };
  });
}

/** Does the kept part of the log begin where the newest segment ends? The segment is a row that an entry of the kept part vouches for. */
async function isSegmentEnd(tx: StoreReader, base: ChainHead): Promise<boolean> {
  const newest = [...(await tx.segments.list())].sort((a, b) => a.toSequence - b.toSequence).at(-1);
  return base.sequence === (newest?.toSequence ?? 0) && base.hash === (newest?.lastHash ?? emptyChain.hash);
}

function broken(
  head: ChainHead,
  firstBad: number,
  reason: NonNullable<ChainVerdict['broken']>['reason'],
): ChainVerdict {
  return { head, broken: { firstBad, reason } };
}

/** Signatures checked in one turn of the event loop: a few milliseconds. */
const signaturesATurn = 20;

async function firstUnsigned(
  storeId: string,
  anchorKey: Installation['anchorKey'],
  anchors: readonly Anchor[],
  signal: AbortSignal,
): Promise<Anchor | null> {
  for (const [index, anchor] of anchors.entries()) {
    if (!signedByUs(storeId, anchorKey, anchor)) return anchor;
    if (index % signaturesATurn !== signaturesATurn - 1) continue;
    await new Promise((next) => setImmediate(next));
    endWhenCancelled(signal);
  }
  return null;
}

function endWhenCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new ConsoleError('input.cancelled');
}

function signedByUs(storeId: string, anchorKey: Installation['anchorKey'], anchor: Anchor): boolean {
  if (anchor.keyFingerprint !== anchorFingerprint(anchorKey) || anchor.algorithm !== anchorKey.algorithm) return false;
  return anchorSignatureValid(anchorKey, anchorStatement(storeId, anchor), anchor.signature);
}

/** Does the store hold the entry that was seen outside of it? `older`: cut off or put back; `forked`: another entry in its place. */
export async function compareWithOutside(
  store: Store,
  outside: ChainHead | null,
): Promise<'same' | 'older' | 'forked'> {
  if (outside === null || outside.sequence === 0) return 'same';
  const { base, there } = await store.read(async (tx) => ({
    base: await tx.audit.base(),
    there: await tx.audit.get(outside.sequence),
  }));
  // Removed by retention since it was seen: the segments vouch for it.
  if (outside.sequence < base.sequence) return 'same';
  if (outside.sequence === base.sequence) return outside.hash === base.hash ? 'same' : 'forked';
  if (there === null) return 'older';
  return there.hash === outside.hash ? 'same' : 'forked';
}
