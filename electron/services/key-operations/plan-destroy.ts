// One key whose destruction is asked for: what the record and AWS say of it, and why it is left out.
import { attachedRefusal, deletedState, destroyRefusal, everHad } from '../../domain/destroy-rules';
import type { Credential, Key } from '../../domain/entities';
import type { Hsm } from '../../ports/hsm';
import { ConsoleError } from '../../../shared/errors';
import type { AwsAccessParts } from '../rotation/group-access';
import { assertHeld } from './assert-held';
import type { PlannedKey } from './plan-key-operation';
import { readDetachment } from './read-detachment';

export async function planDestroy(
  parts: AwsAccessParts & { readonly hsm: Pick<Hsm, 'findKeys'> },
  credential: Credential,
  key: Key,
  all: readonly Key[],
): Promise<PlannedKey> {
  const nothing: PlannedKey = {
    ...{ key, sharedWith: [], awsState: null, lastUse: null, grants: null, refusal: null },
  };
  const arns = everHad(key, all);
  const refusal = destroyRefusal(key, arns, credential.accountId);
  if (refusal !== null) return { ...nothing, refusal };
  try {
    const answers = await readDetachment(parts, credential, arns, key.keyMaterialId);
    const awsState = answers.find((answer) => answer.awsState !== deletedState)?.awsState ?? deletedState;
    const attached = attachedRefusal(key, answers);
    if (attached !== null) return { ...nothing, awsState, refusal: attached };
    await assertHeld(parts.hsm, key);
    return { ...nothing, awsState };
  } catch (thrown) {
    const single =
      thrown instanceof ConsoleError && (thrown.code === 'kms.access-denied' || thrown.code.startsWith('hsm.object-'));
    if (!single) throw thrown;
    return { ...nothing, refusal: thrown };
  }
}
