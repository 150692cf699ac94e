// The rows after an operation: every key of the group that is material of the same KMS key follows that key's state.
import { inAwsState } from '../../domain/key-operation-rules';
import type { Key } from '../../domain/entities';
import type { StoreWriter } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { KeyItem, KeyOperationJobInput } from './key-operation-input';

export interface KeyStateAfter {
  /** State of the KMS key after the operation. */
  readonly awsState: string;
  readonly deletionDate?: string | null;
  /** What changes in the row that was worked on, before its state follows. */
  readonly change?: Partial<Key>;
}

export async function recordKeyState(
  tx: StoreWriter,
  input: Pick<KeyOperationJobInput, 'groupId'>,
  item: Pick<KeyItem, 'id' | 'kmsKeyId'>,
  after: KeyStateAfter,
): Promise<void> {
  const rows = (await tx.keys.ofGroup(input.groupId)).filter((key) => key.kmsKeyId === item.kmsKeyId);
  if (!rows.some((key) => key.id === item.id))
    throw new ConsoleError('not-found', { facts: { kind: 'key', id: item.id } });
  for (const row of rows) {
    const changed = row.id === item.id ? { ...row, ...after.change } : row;
    await tx.keys.put(inAwsState(changed, after.awsState, after.deletionDate ?? null));
  }
}
