// Compares one group or all with AWS, a few at a time, and makes the rows that keep what was found.
import type { KeyGroup, Reconciliation, RowId } from '../../domain/entities';
import type { CloudKms, KmsAlias } from '../../ports/cloud-kms';
import type { StoreReader } from '../../ports/store';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import { openJobOf } from '../key-groups/group-view';
import { openCredential, type AwsAccessParts } from '../rotation/group-access';
import { compareGroup, readBelief, type BelievedGroup, type Compared } from './compare-group';

/** Groups read side by side; the pacing of the KMS adapter keeps each call under its quota. */
const concurrentGroups = 4;

export interface ReconcileOrder {
  /** Null: every group. */
  readonly groupId: RowId | null;
  /** Only the KMS key of this row; needs `groupId`. */
  readonly keyId: RowId | null;
  readonly now: Date;
  readonly signal: AbortSignal;
  progress(done: number, total: number): void;
}

export type ReconciledGroup =
  | { readonly kind: 'compared'; readonly group: KeyGroup; readonly compared: Compared; readonly only: string | null }
  | { readonly kind: 'failed'; readonly group: KeyGroup; readonly error: ConsoleError }
  | { readonly kind: 'busy'; readonly group: KeyGroup };

/** One client for each credential and Region, and one listing of its aliases. */
interface Access {
  readonly kms: CloudKms;
  readonly aliases: () => Promise<readonly KmsAlias[]>;
}

/** Rejects with `not-found`, and with `input.cancelled` once the signal is given. */
export async function reconcileGroups(
  parts: AwsAccessParts,
  order: ReconcileOrder,
): Promise<readonly ReconciledGroup[]> {
  const groups = await parts.store.read((tx) => chosenGroups(tx, order));
  const opened = new Map<string, Promise<Access>>();
  const results: ReconciledGroup[] = [];
  const waiting = [...groups];
  let done = 0;
  const work = async (): Promise<void> => {
    for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) {
      if (order.signal.aborted) throw new ConsoleError('input.cancelled');
      const result = await reconcileGroup(parts, order, group, opened);
      if (result !== null) results.push(result);
      done += 1;
      order.progress(done, groups.length);
    }
  };
  try {
    order.progress(0, groups.length);
    const ends = await Promise.allSettled(Array.from({ length: concurrentGroups }, work));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return results;
  } finally {
    for (const access of opened.values()) access.then(({ kms }) => kms.close()).catch(() => undefined);
  }
}

async function chosenGroups(tx: StoreReader, { groupId }: ReconcileOrder): Promise<readonly KeyGroup[]> {
  if (groupId === null) return tx.groups.list();
  const group = await tx.groups.get(groupId);
  if (group === null) throw new ConsoleError('not-found', { facts: { kind: 'key-group', id: groupId } });
  return [group];
}

/** One group that cannot be read does not hold up the others, nor does one that was deleted since they were listed: null. */
async function reconcileGroup(
  parts: AwsAccessParts,
  order: ReconcileOrder,
  group: KeyGroup,
  opened: Map<string, Promise<Access>>,
): Promise<ReconciledGroup | null> {
  if ((await parts.store.read((tx) => openJobOf(tx, group.id))) !== null) return { kind: 'busy', group };
  try {
    const believed = await readBelief(parts.store, group.id, order.now);
    const { kms, aliases } = await accessOf(parts, believed, opened);
    const only = order.keyId === null ? null : kmsKeyOf(believed, order.keyId);
    const withLastUse = order.groupId !== null;
    const options = { accountId: believed.credential.accountId, onlyKmsKeyId: only, withLastUse, aliases: aliases() };
    return { kind: 'compared', group, only, compared: await compareGroup(kms, believed, options, order.now) };
  } catch (thrown) {
    const error = toConsoleError(thrown);
    if (error.code === 'not-found' && order.groupId === null) return null;
    if (error.code.startsWith('store.') || error.code === 'not-found') throw error;
    return { kind: 'failed', group, error };
  }
}

function kmsKeyOf({ belief }: BelievedGroup, keyId: RowId): string {
  const id = belief.keys.find((key) => key.id === keyId)?.kmsKeyId;
  if (id == null) throw new ConsoleError('not-found', { facts: { kind: 'key', id: keyId } });
  return id;
}

function accessOf(
  parts: AwsAccessParts,
  { credential, belief }: BelievedGroup,
  opened: Map<string, Promise<Access>>,
): Promise<Access> {
  const { region } = belief.group.template;
  const where = `${credential.id} ${region}`;
  const known = opened.get(where);
  if (known !== undefined) return known;
  const access = openCredential(parts, credential, region).then((kms): Access => {
    let listed: Promise<readonly KmsAlias[]> | null = null;
    const aliases = (): Promise<readonly KmsAlias[]> => {
      if (listed === null) {
        listed = kms.listAliases();
        // A group that believes nothing of its alias does not wait for the listing, and must not leave its failure unheard.
        listed.catch(() => undefined);
      }
      return listed;
    };
    return { kms, aliases };
  });
  opened.set(where, access);
  return access;
}

/** Has another run, begun after this one, been quicker? A time that is yet to come is of a clock that was wrong, and counts for nothing. */
export function overtaken(before: Reconciliation | null, begunAt: Date, now: Date): before is Reconciliation {
  return before !== null && before.checkedAt > begunAt.toISOString() && before.checkedAt <= now.toISOString();
}

/** The row to keep. What people ignored stays so as long as neither side has changed; other keys' findings stay where one key was read. */
export function reconciliationOf(
  result: Extract<ReconciledGroup, { kind: 'compared' | 'failed' }>,
  before: Reconciliation | null,
  by: readonly RowId[],
  now: Date,
): Reconciliation {
  const at = { id: result.group.id, checkedAt: now.toISOString(), checkedBy: by };
  if (result.kind === 'failed') {
    const nothing = { drifts: [], ignored: [], settling: [], unread: [], keys: [] };
    // The findings keep their time: only the failure is of now.
    return {
      ...nothing,
      ...before,
      ...at,
      checkedAt: before?.checkedAt ?? at.checkedAt,
      error: result.error.toShape(),
    };
  }
  const { compared, only } = result;
  const elsewhere = <T extends { readonly kmsKeyId: string | null }>(rows: readonly T[] | undefined): readonly T[] =>
    only === null ? [] : (rows ?? []).filter((row) => row.kmsKeyId !== only);
  const ignored = (before?.ignored ?? []).filter(
    (left) =>
      (only !== null && left.kmsKeyId !== only) ||
      [...compared.drifts, ...compared.settling].some(
        ({ id, ours, aws }) => id === left.id && ours === left.ours && aws === left.aws,
      ),
  );
  const leftIds = new Set(ignored.map(({ id }) => id));
  return {
    ...at,
    drifts: [...elsewhere(before?.drifts), ...compared.drifts.filter(({ id }) => !leftIds.has(id))],
    ignored,
    settling: [...elsewhere(before?.settling), ...compared.settling.filter(({ id }) => !leftIds.has(id))],
    unread: compared.unread,
    keys: [...elsewhere(before?.keys), ...compared.keys],
    error: null,
  };
}
