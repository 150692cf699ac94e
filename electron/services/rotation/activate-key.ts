// The rows after a rotation: the new key is Active, the one before is Superseded, the group points to the new one.
import { addPeriod } from '../../domain/key-group-rules';
import type { StoreWriter } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { StepContext } from '../jobs/job-definition';
import type { ForceRotateJobInput } from './force-rotate-input';
import { targetKmsKey } from './target-kms-key';

export async function activateKey(tx: StoreWriter, input: ForceRotateJobInput, context: StepContext): Promise<void> {
  const now = context.now();
  const at = now.toISOString();
  const group = await tx.groups.get(input.groupId);
  if (group === null) throw new ConsoleError('not-found', { facts: { kind: 'key-group', id: input.groupId } });
  const target = targetKmsKey(input, context.results);
  for (const key of await tx.keys.ofGroup(input.groupId)) {
    if (key.id === input.keyRowId) {
      const validFor = group.template.keepKeyValidFor;
      await tx.keys.put({
        ...key,
        state: 'Active',
        activatedAt: at,
        validUntil: validFor === null ? null : addPeriod(now, validFor).toISOString(),
      });
    } else if (key.activatedAt !== null && key.supersededAt === null) {
      // One that is disabled or without its material stays so, and is superseded once it works again.
      const state = key.state === 'Active' ? 'Superseded' : key.state;
      await tx.keys.put({ ...key, state, supersededAt: at });
    }
  }
  // Not a new revision: the template that officers approved is unchanged; only what was made from it moved on.
  await tx.groups.put({
    ...group,
    activeKeyId: target.keyId,
    activeKeyArn: target.arn ?? group.activeKeyArn,
    lastRotatedAt: at,
  });
}
