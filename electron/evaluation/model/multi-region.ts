// Related multi-Region keys: what a replica takes over, and when pending material is everywhere.
import type { KeyRecord, Material } from './key-record';
import { isAttached, withoutSecret } from './key-state';

export function isReplica(key: KeyRecord): boolean {
  return key.multiRegion !== null && key.multiRegion.primaryRegion !== key.region;
}

export function isPrimary(key: KeyRecord): boolean {
  return key.multiRegion?.primaryRegion === key.region;
}

/** The parts of a replica that are its own (AWS KMS API: ReplicateKey). */
export interface ReplicaParts {
  readonly region: string;
  readonly nowMs: number;
  readonly description: string;
  readonly policy: string;
  readonly tags: KeyRecord['tags'];
}

/** The replica of a primary: imported material has to be imported into each Region, AWS's own goes along. */
export function replicaOf(primary: KeyRecord, parts: ReplicaParts): KeyRecord {
  const { region, nowMs, description, policy, tags } = parts;
  const materials = primary.origin === 'EXTERNAL' ? primary.materials.map(withoutSecret) : primary.materials;
  return {
    ...primary,
    region,
    createdAtMs: nowMs,
    description,
    policy,
    tags,
    materials,
    enabled: true,
    deletion: null,
  };
}

/**
 * Related keys with one view of the primary's pending material: every key lists it, as PENDING_ROTATION once each of
 * them holds it and as PENDING_MULTI_REGION_IMPORT_AND_ROTATION before. Material that the primary no longer has pending
 * is taken off its replicas. The primary comes first; keys that do not change are the same objects.
 */
export function alignPending(primary: KeyRecord, replicas: readonly KeyRecord[]): readonly KeyRecord[] {
  const pending = primary.materials.find((material) => !isAttached(material)) ?? null;
  const keys = [primary, ...replicas.map((replica) => withPending(replica, pending))];
  if (pending === null || replicas.length === 0) return keys;
  const everywhere = keys.every((key) => key.materials.some(({ id, secret }) => id === pending.id && secret !== null));
  const state = everywhere ? 'PENDING_ROTATION' : 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION';
  return keys.map((key) => inState(key, pending.id, state));
}

function withPending(replica: KeyRecord, pending: Material | null): KeyRecord {
  const kept = replica.materials.filter((material) => isAttached(material) || material.id === pending?.id);
  const missing = pending !== null && !kept.some((material) => material.id === pending.id);
  if (!missing && kept.length === replica.materials.length) return replica;
  return { ...replica, materials: missing ? [...kept, withoutSecret(pending)] : kept };
}

function inState(key: KeyRecord, materialId: string, state: Material['state']): KeyRecord {
  const differs = (material: Material): boolean => material.id === materialId && material.state !== state;
  if (!key.materials.some(differs)) return key;
  return {
    ...key,
    materials: key.materials.map((material) => (differs(material) ? { ...material, state } : material)),
  };
}

const DAY_MS = 86_400_000;

/** A primary that waited for its replicas: its window began when the last of them was deleted. */
export function waitingBegun(primary: KeyRecord, replicas: readonly KeyRecord[]): KeyRecord {
  const { deletion } = primary;
  if (deletion === null || deletion.dueAtMs !== null || (primary.multiRegion?.replicaRegions.length ?? 0) > 0) {
    return primary;
  }
  const lastDeletedAtMs = Math.max(...replicas.map((replica) => replica.deletion?.dueAtMs ?? 0));
  return { ...primary, deletion: { ...deletion, dueAtMs: lastDeletedAtMs + deletion.windowDays * DAY_MS } };
}
