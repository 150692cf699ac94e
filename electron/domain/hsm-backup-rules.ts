// Which keys a confirmed backup of the HSM holds: what an officer named, or every key that was there when it was made.
import type { Key } from './entities';
import type { HsmBackup } from './backup-entities';

/** Time (ISO 8601) of the newest confirmed backup that holds the key; null when none does, or when the HSM does not hold it. */
export function inHsmBackupOf(
  key: Pick<Key, 'id' | 'hsmReference' | 'createdAt'>,
  backups: readonly HsmBackup[],
): string | null {
  if (key.hsmReference === null) return null;
  const holding = backups.filter(({ keyIds, takenAt }) =>
    keyIds === null ? key.createdAt <= takenAt : keyIds.includes(key.id),
  );
  return (
    holding
      .map(({ takenAt }) => takenAt)
      .sort()
      .at(-1) ?? null
  );
}
