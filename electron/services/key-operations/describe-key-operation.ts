// What approvers read of an operation on keys: the operation, where, and each key with what shares its fate.
import type { EffectFact } from '../../../shared/schemas/approvals';
import { effectWords as words } from '../../../shared/text/effect-words';
import { effectFact } from '../effect-facts';
import type { KeyItem, KeyOperationJobInput } from './key-operation-input';

const { rows } = words;

function keyFacts(kind: KeyOperationJobInput['kind'], key: KeyItem): readonly EffectFact[] {
  const { name, keyMaterialId, sharedWith, expiresInDays: days } = key;
  return [
    effectFact(words.kmsKeyOf(name), words.kmsKeyNow(key.kmsKeyArn ?? key.kmsKeyId, key.awsState)),
    ...(keyMaterialId === null ? [] : [effectFact(words.materialOf(name), keyMaterialId)]),
    ...(sharedWith.length === 0 ? [] : [effectFact(words.alsoOn(name), sharedWith.join('\n'))]),
    ...(kind === 'synchronize'
      ? [effectFact(words.expiryOf(name), days === null ? words.doesNotExpire : words.expiresAfter(days))]
      : []),
  ];
}

export function describeKeyOperation(input: KeyOperationJobInput): readonly EffectFact[] {
  return [
    effectFact(rows.operation, words.keyOperations[input.kind]),
    effectFact(rows.keyGroup, input.groupName),
    effectFact(rows.region, input.region),
    effectFact(rows.account, input.accountId ?? words.unknown),
    ...(input.windowDays === null ? [] : [effectFact(rows.waitingDays, words.days(input.windowDays))]),
    ...input.keys.flatMap((key) => keyFacts(input.kind, key)),
  ];
}
