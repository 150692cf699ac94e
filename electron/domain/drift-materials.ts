// Differences of the key materials of one KMS key: which AWS holds, until when, which is current, and which nobody here knows.
import type { Drift } from '../../shared/schemas/reconcile';
import { farApart, makeDrift, type Belief, type KmsKeySide, type MaterialSide } from './drift-sides';
import type { Key } from './entities';

/** @param rows of the console on this KMS key, at least one */
export function materialDrifts(
  { group, keys }: Belief,
  rows: readonly Key[],
  side: KmsKeySide,
  now: Date,
): readonly Drift[] {
  const { materials } = side;
  if (materials === null) return [];
  // Rows that are not compared one by one are known all the same.
  const known = new Set(keys.filter((key) => key.kmsKeyId === side.kmsKeyId).map((key) => key.keyMaterialId));
  const unknown = materials.filter(({ keyMaterialId }) => keyMaterialId !== null && !known.has(keyMaterialId));
  return [
    ...rows.flatMap((row) => rowDrifts(row, materials, side, now)),
    ...unknown.map((material) =>
      makeDrift(
        'unknown-material',
        { kmsKeyId: side.kmsKeyId, subject: material.keyMaterialId },
        { ours: null, aws: [material.keyMaterialState, material.importState].filter(Boolean).join(', ') },
        [],
      ),
    ),
    ...currentDrift(group.activeKeyId, rows, side, materials),
    ...(unknown.length > 0 ? [] : rotationsDrift(rows, side, materials)),
  ];
}

function rowDrifts(row: Key, materials: readonly MaterialSide[], side: KmsKeySide, now: Date): readonly Drift[] {
  const { keyMaterialId, materialExpiresAt } = row;
  if (keyMaterialId === null || row.importedAt === null) return [];
  const about = { kmsKeyId: side.kmsKeyId, keyId: row.id, keyName: row.name, subject: keyMaterialId };
  const found = materials.find((material) => material.keyMaterialId === keyMaterialId);
  const aws = found?.importState ?? (found === undefined ? 'absent' : 'IMPORTED');
  const deleted = (row.materialDeletedAt ?? null) !== null;
  const over = (at: string | null): boolean => at !== null && Date.parse(at) <= now.getTime();
  // AWS refuses an import into a key that is pending deletion.
  const held = row.hsmReference !== null && side.state !== 'PendingDeletion';
  if (aws === 'IMPORTED') {
    if (deleted) return [makeDrift('material', about, { ours: 'PENDING_IMPORT', aws }, ['take'])];
    const validTo = found?.validTo ?? null;
    if (!farApart(materialExpiresAt, validTo)) return [];
    const again = held && !over(materialExpiresAt);
    const values = { ours: materialExpiresAt, aws: validTo };
    return [makeDrift('material-expiry', about, values, again ? ['take', 'push'] : ['take'])];
  }
  // Deleted on purpose, or expired when it was to.
  if (deleted || over(materialExpiresAt)) return [];
  const may: Drift['may'] = aws === 'absent' ? [] : held ? ['take', 'push'] : ['take'];
  return [makeDrift('material', about, { ours: 'IMPORTED', aws }, may)];
}

/** Which material the active KMS key encrypts with. It can be taken where it is a key of the console. */
function currentDrift(
  activeKeyId: string | null,
  rows: readonly Key[],
  side: KmsKeySide,
  materials: readonly MaterialSide[],
): readonly Drift[] {
  const current = materials.find((material) => material.keyMaterialState === 'CURRENT')?.keyMaterialId ?? null;
  const active = rows
    .filter((row) => row.activatedAt !== null && row.keyMaterialId !== null)
    .sort((a, b) => b.generation - a.generation)
    .sort((a, b) => Number(a.supersededAt !== null) - Number(b.supersededAt !== null))[0];
  if (current === null || active === undefined || active.keyMaterialId === current) return [];
  const taken = side.kmsKeyId === activeKeyId && rows.some((row) => row.keyMaterialId === current);
  const about = { kmsKeyId: side.kmsKeyId, keyId: active.id, keyName: active.name };
  return [makeDrift('current-material', about, { ours: active.keyMaterialId, aws: current }, taken ? ['take'] : [])];
}

/** Every generation after the first on the same KMS key is one rotation in place; AWS counts them for its limit of 25. */
function rotationsDrift(rows: readonly Key[], side: KmsKeySide, materials: readonly MaterialSide[]): readonly Drift[] {
  const ours = Math.max(0, rows.filter((row) => row.activatedAt !== null).length - 1);
  const aws = materials.filter((material) => material.rotationDate !== null).length;
  if (ours === aws) return [];
  return [makeDrift('rotations-used', { kmsKeyId: side.kmsKeyId }, { ours: String(ours), aws: String(aws) }, [])];
}
