// Records that the HSM's own backup was made: the console cannot make it and takes an officer's word, which stays in the log with their name.
import type { HsmBackup } from '../../domain/backup-entities';
import type { StoreWriter } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { CallContext } from '../controlled-command';
import { newRowId } from '../ids';

export interface HsmBackupInput {
  readonly takenAt: string;
  readonly keyIds: readonly string[] | null;
  readonly note: string;
}

/** Errors: `input.invalid` for a time that has not come (rule `future`) or that lies before a named key (rule `before-key`); `not-found`. */
export async function confirmHsmBackup(
  tx: StoreWriter,
  { takenAt, keyIds, note }: HsmBackupInput,
  { identities, now }: CallContext,
): Promise<{ readonly facts: Readonly<Record<string, unknown>> }> {
  const invalid = (rule: string): ConsoleError =>
    new ConsoleError('input.invalid', { facts: { field: 'takenAt', rule } });
  const at = new Date(takenAt).toISOString();
  if (at > now.toISOString()) throw invalid('future');
  const names: string[] = [];
  for (const id of keyIds ?? []) {
    const key = await tx.keys.get(id);
    if (key === null || key.hsmReference === null) throw new ConsoleError('not-found', { facts: { kind: 'key', id } });
    if (at < key.createdAt) throw invalid('before-key');
    names.push(key.name);
  }
  const backup: HsmBackup = {
    ...{ id: newRowId(), takenAt: at, keyIds, note },
    recordedAt: now.toISOString(),
    recordedBy: identities[0]?.id ?? '',
  };
  await tx.hsmBackups.put(backup);
  return { facts: { takenAt: at, keys: keyIds === null ? 'all' : names, note } };
}
