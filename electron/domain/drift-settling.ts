// KMS is eventually consistent: for minutes after a change of ours AWS may still answer as before it. That is not drift yet.
import type { JobKind } from '../../shared/schemas/jobs';
import type { Drift, DriftField } from '../../shared/schemas/reconcile';

/** KMS settles within minutes; the same five as for jobs. */
export const settlingMs = 5 * 60_000;

/** A job of the group that ended a short while ago. */
export interface RecentChange {
  readonly kind: JobKind;
  readonly endedAt: string;
  /** KMS keys it worked on; null where that does not say (a rotation makes a new one). */
  readonly kmsKeyIds: readonly string[] | null;
  /** For a push: the differences it answered. */
  readonly driftIds: readonly string[];
}

const ofRotation: readonly DriftField[] = ['material', 'material-expiry', 'current-material', 'rotations-used'];
const ofKeyOperation: readonly DriftField[] = ['key-state', 'deletion-date', 'material', 'material-expiry'];

/** After a rotation the alias may still be absent or at a key before, and the key not there, or without its material. */
function lagsRotation(drift: Drift, earlierKeyIds: ReadonlySet<string>): boolean {
  if (ofRotation.includes(drift.field)) return true;
  if (drift.field === 'alias-target') return drift.aws === null || earlierKeyIds.has(drift.aws);
  return drift.field === 'key-state' && ['missing', 'PendingImport', 'Creating'].includes(drift.aws ?? '');
}

function lags(drift: Drift, change: RecentChange, earlierKeyIds: ReadonlySet<string>): boolean {
  if (change.kind === 'force-rotate') return lagsRotation(drift, earlierKeyIds);
  if (change.kind === 'reconcile-push') return change.driftIds.includes(drift.id);
  const touched = drift.kmsKeyId !== null && change.kmsKeyIds?.includes(drift.kmsKeyId) === true;
  return touched && ofKeyOperation.includes(drift.field);
}

/** AWS is on its way to another state by itself. */
const passing = (drift: Drift): boolean =>
  drift.field === 'key-state' && ['Creating', 'Updating'].includes(drift.aws ?? '');

/**
 * Parts what AWS may still be catching up with from what differs.
 * @param earlierKeyIds KMS keys that the group had before
 */
export function partSettling(
  drifts: readonly Drift[],
  changes: readonly RecentChange[],
  earlierKeyIds: readonly string[],
  now: Date,
): { readonly drifts: readonly Drift[]; readonly settling: readonly Drift[] } {
  const earlier = new Set(earlierKeyIds);
  const recent = changes.filter(({ endedAt }) => now.getTime() - Date.parse(endedAt) < settlingMs);
  const settles = (drift: Drift): boolean => passing(drift) || recent.some((change) => lags(drift, change, earlier));
  return { drifts: drifts.filter((drift) => !settles(drift)), settling: drifts.filter(settles) };
}
